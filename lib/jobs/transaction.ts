import { type Abi, createWalletClient, custom, type Hash, type LocalAccount } from 'viem'
import { said } from '../chain/at'
import type { ChainClient } from '../chain/clients'

const RECEIPT_LIMIT_MS = 120_000

type Call = { address: `0x${string}`; abi: Abi; functionName: string; args?: readonly unknown[] }

/** Simulates, signs, sends and waits: a refused call costs nothing and throws the contract's own error. */
export async function transact(client: ChainClient, account: LocalAccount, call: Call): Promise<Hash> {
  const { request } = await said(client.simulateContract({ ...call, account }))
  const wallet = createWalletClient({ account, chain: client.chain, transport: custom(client) })
  const hash = await said(wallet.writeContract(request))
  const { status } = await said(client.waitForTransactionReceipt({ hash, timeout: RECEIPT_LIMIT_MS }))
  if (status === 'reverted') throw new Error(`The transaction ${hash} was reverted.`)
  return hash
}
