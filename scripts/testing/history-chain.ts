import type { PublicClient } from 'viem'
import { FUNDED_ACCOUNTS } from '../../contracts/deploy/demo-accounts'
import { type Anvil, startAnvil } from '../platform/anvil'
import { deployLocally } from '../platform/local-chain'
import { readerOf } from '../simulate/reader'
import { Rpc } from '../simulate/rpc'
import { readSystem, type System } from '../simulate/system'

export type HistoryChain = { anvil: Anvil; rpc: Rpc; client: PublicClient; system: System }

/** A chain of its own with the contracts in it, for a history from `start` on. `folder` gets the file of its addresses; it ends with a slash. */
export async function startHistoryChain(start: Date, folder: string): Promise<HistoryChain> {
  const anvil = await startAnvil({ accounts: FUNDED_ACCOUNTS, timestamp: start.getTime() / 1_000 - 1 })
  await deployLocally({ rpcUrl: anvil.url, folder })
  const rpc = new Rpc(anvil.url)
  return { anvil, rpc, client: readerOf(rpc), system: readSystem(31_337, folder) }
}
