import { type Address, type Hash, type PublicClient, parseAbi, toEventSelector } from 'viem'
import { AppError } from '../errors/app-error'
import { LOG_RANGE, pause, type Run, type TxDeps, timingOf } from './deps'
import type { PendingTx } from './pending'

const SUCCESS = toEventSelector('ExecutionSuccess(bytes32,uint256)')
const FAILURE = toEventSelector('ExecutionFailure(bytes32,uint256)')
type Proposed = Extract<PendingTx, { state: 'proposed' }>
export type Mined = { hash: Hash; blockNumber: bigint }

/** A Safe answers for its threshold; a plain contract account does not. */
export async function isSafeAccount(client: PublicClient, account: Address): Promise<boolean> {
  const abi = parseAbi(['function getThreshold() view returns (uint256)', 'function VERSION() view returns (string)'])
  const code = await client.getCode({ address: account })
  // 0xef0100 marks a key's account that delegates to a contract (EIP-7702).
  if (!code || code.startsWith('0xef0100')) return false
  const [threshold, version] = await Promise.all([
    client.readContract({ address: account, abi, functionName: 'getThreshold' }).catch(() => 0n),
    client.readContract({ address: account, abi, functionName: 'VERSION' }).catch(() => ''),
  ])
  return threshold > 0n && version !== ''
}

/** Waits until the Safe executes the proposal. The Safe's own events decide; its service only tells who has signed. */
export async function waitProposed(run: Run, proposed: Proposed): Promise<Mined> {
  const { deps, onStage, signal } = run
  let from = BigInt(proposed.fromBlock)
  for (;;) {
    const status = await deps.askSafe?.(proposed.hash).catch(() => null)
    onStage({ name: 'safe-proposed', hash: proposed.hash, ...(status ? { progress: status } : {}) })
    const scan = await scanExecution(deps, proposed, from).catch(() => null)
    if (scan?.found) {
      if (scan.found.isFailure) throw new AppError('TX_REVERTED')
      return scan.found
    }
    if (status?.isCancelled) throw new AppError('TX_CANCELLED')
    if (scan && scan.next !== from) {
      from = scan.next
      deps.pending.put({ ...proposed, fromBlock: from.toString() })
    }
    await pause(timingOf(deps).poll, signal)
  }
}

type Scan = { next: bigint; found?: Mined & { isFailure: boolean } }

async function scanExecution(
  { client, logRange = LOG_RANGE }: TxDeps,
  proposed: Proposed,
  from: bigint,
): Promise<Scan> {
  const { account: safe, hash: safeHash } = proposed
  const head = await client.getBlockNumber({ cacheTime: 0 })
  for (let start = from; start <= head; start += logRange) {
    const end = start + logRange - 1n < head ? start + logRange - 1n : head
    const logs = await client.request({
      method: 'eth_getLogs',
      params: [
        {
          address: safe,
          topics: [[SUCCESS, FAILURE]],
          fromBlock: `0x${start.toString(16)}`,
          toBlock: `0x${end.toString(16)}`,
        },
      ],
    })
    // The hash is indexed since Safe 1.4 and the first word of the data before.
    const log = logs.find(({ topics, data }) => topics[1] === safeHash || data.startsWith(safeHash))
    if (log?.transactionHash && log.blockNumber) {
      const found = {
        hash: log.transactionHash,
        blockNumber: BigInt(log.blockNumber),
        isFailure: log.topics[0] === FAILURE,
      }
      return { next: start, found }
    }
  }
  return { next: head }
}
