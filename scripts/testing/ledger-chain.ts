import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Abi, type Address, encodeFunctionData, type Hex, numberToHex } from 'viem'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { ABIS, type ContractName, type Deployment } from '../../contracts-abi'
import { type ChainClient, createClient } from '../../lib/chain/clients'
import { type Anvil, callRpc, startAnvil } from '../platform/anvil'
import { buildContracts } from '../platform/build'
import { deployLocally } from '../platform/local-chain'

export type LedgerChain = {
  anvil: Anvil
  client: ChainClient
  deployment: Deployment
  /** Folder of the deployment file, for `--deployments`. */
  folder: string
  rpc: (method: string, params?: unknown[]) => Promise<unknown>
  /** Queues a call of `who` (index in the test mnemonic); `mine` puts what is queued into one block. */
  send: (who: number, contract: ContractName, name: string, args: readonly unknown[]) => Promise<Hex>
  /** Mines what is queued, `seconds` after the last block. */
  mine: (seconds?: number) => Promise<void>
  /** A restricted call through the schedule of its role, in three blocks. */
  scheduled: (
    who: number,
    delay: number,
    contract: ContractName,
    name: string,
    args: readonly unknown[],
  ) => Promise<void>
  addressOf: (contract: ContractName) => Address
  stop: () => Promise<void>
}

export const accountOf = (who: number): Address => demoSigner(who).address

/** A real anvil with the real contracts, mining only when told. Genesis at 2026-03-30T00:00:00Z unless given. */
export async function startLedgerChain(options: { timestamp?: number; args?: string[] } = {}): Promise<LedgerChain> {
  const { timestamp = 1_774_828_800, args = [] } = options
  buildContracts()
  const anvil = await startAnvil({ timestamp, accounts: 40, args })
  const folder = `${mkdtempSync(join(tmpdir(), 'cxpt-ledger-chain-'))}/`
  const deployment = (await deployLocally({ rpcUrl: anvil.url, folder })) as Deployment
  const rpc = (method: string, params: unknown[] = []) => callRpc(anvil.url, method, params)
  await rpc('evm_setAutomine', [false])
  const addressOf = (contract: ContractName): Address => {
    const entry = deployment.contracts[contract]
    if (!entry) throw new Error(`no ${contract}`)
    return entry.address
  }
  const send: LedgerChain['send'] = async (who, contract, name, callArgs) => {
    const data = encodeFunctionData({ abi: ABIS[contract] as Abi, functionName: name, args: [...callArgs] })
    const transaction = { from: accountOf(who), to: addressOf(contract), data, gas: numberToHex(3_000_000n) }
    return (await rpc('eth_sendTransaction', [transaction])) as Hex
  }
  const mine: LedgerChain['mine'] = async (seconds = 1) => {
    const block = (await rpc('eth_getBlockByNumber', ['latest', false])) as { timestamp: Hex }
    await rpc('evm_setNextBlockTimestamp', [Number(block.timestamp) + seconds])
    await rpc('evm_mine')
  }
  const scheduled: LedgerChain['scheduled'] = async (who, delay, contract, name, callArgs) => {
    const data = encodeFunctionData({ abi: ABIS[contract] as Abi, functionName: name, args: [...callArgs] })
    await send(who, 'AccessManager', 'schedule', [addressOf(contract), data, 0])
    await mine()
    await mine(delay)
    await send(who, contract, name, callArgs)
    await mine()
  }
  const stop = async () => {
    await anvil.stop('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    anvil,
    client: createClient(31_337, anvil.url),
    deployment,
    folder,
    rpc,
    send,
    mine,
    scheduled,
    addressOf,
    stop,
  }
}
