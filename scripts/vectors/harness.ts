import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Abi,
  type Address,
  createPublicClient,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
} from 'viem'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { callRpc, startAnvil } from '../platform/anvil'
import { buildContracts } from '../platform/build'
import { ROOT } from '../platform/foundry'

const SOURCE = 'contracts/test/vectors/VectorHarness.sol'
/** Calls carry thousands of vectors. */
const GAS = 20_000_000_000n

/** For a machine that does other work: the hook waits for the compiler, a deep test compares for a while. Milliseconds. */
export const PATIENCE = { testTimeout: 300_000, hookTimeout: 600_000 }

export type Harness = {
  address: Address
  /** An `eth_call`: also of a function that writes, of which nothing stays. */
  ask: <T>(name: string, args: readonly unknown[]) => Promise<T>
  send: (name: string, args: readonly unknown[]) => Promise<void>
  /** Mines a block at that time, in seconds: later calls see it. */
  mineAt: (time: bigint) => Promise<void>
  now: () => Promise<bigint>
  stop: () => Promise<void>
}

/** The Solidity side of the differential tests, on a chain of its own. */
export async function startHarness(): Promise<Harness> {
  buildContracts([SOURCE])
  const artifact = JSON.parse(readFileSync(join(ROOT, 'out/VectorHarness.sol/VectorHarness.json'), 'utf8'))
  const abi: Abi = artifact.abi
  const anvil = await startAnvil({
    timestamp: 1_799_020_800,
    args: ['--gas-limit', String(GAS), '--disable-code-size-limit'],
  })
  const client = createPublicClient({ transport: http(anvil.url), cacheTime: 0 })
  const from = demoSigner(0).address
  const rpc = (method: string, params: unknown[] = []) => callRpc(anvil.url, method, params)
  const transact = async (transaction: { to?: Address; data: Hex }) => {
    const sent = { from, gas: numberToHex(GAS / 10n), ...transaction }
    const hash = (await rpc('eth_sendTransaction', [sent])) as Hex
    const { status, contractAddress } = await client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
    if (status !== 'success') throw new Error(`the transaction ${hash} failed`)
    return contractAddress
  }
  const address = await transact({ data: artifact.bytecode.object })
  if (!address) throw new Error('the harness was not created')
  const ask = async <T>(functionName: string, args: readonly unknown[]): Promise<T> => {
    const data = encodeFunctionData({ abi, functionName, args })
    const answer = (await rpc('eth_call', [{ from, to: address, data, gas: numberToHex(GAS) }, 'latest'])) as Hex
    return decodeFunctionResult({ abi, functionName, data: answer }) as T
  }
  const send = async (functionName: string, args: readonly unknown[]) => {
    await transact({ to: address, data: encodeFunctionData({ abi, functionName, args }) })
  }
  const now = async () => {
    const { timestamp } = (await rpc('eth_getBlockByNumber', ['latest', false])) as { timestamp: Hex }
    return BigInt(timestamp)
  }
  const mineAt = async (time: bigint) => {
    await rpc('evm_setNextBlockTimestamp', [Number(time)])
    await rpc('evm_mine')
  }
  await send('prepare', [])
  return { address, ask, send, mineAt, now, stop: async () => void (await anvil.stop('SIGKILL')) }
}
