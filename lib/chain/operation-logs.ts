import { getAbiItem, type Hex } from 'viem'
import { type AsOf, type At, pinBlock, said } from './at'
import { getContract } from './contract'

/** What happened to operations, from the manager's own logs. Times in seconds. */
export type OperationLog = {
  block: bigint
  logIndex: number
  time: bigint
  txHash: Hex
  operationId: Hex
  nonce: number
} & ({ step: 'scheduled'; caller: Hex; target: Hex; data: Hex; readyAt: bigint } | { step: 'executed' | 'cancelled' })

/** Blocks asked for at once: what public nodes answer. A ledger that is further behind is told to be, and what is newest is read. */
const MOST_BLOCKS = 9_000n

/** Everything about operations after a block, and the head that it is up to; `isCut` when older blocks were left out. */
export async function readOperationLogs(
  at: At,
  after: bigint,
): Promise<{ head: AsOf; logs: OperationLog[]; isCut: boolean }> {
  const head = await pinBlock(at)
  if (head.block <= after) return { head, logs: [], isCut: false }
  const first = head.block - MOST_BLOCKS + 1n
  const fromBlock = after + 1n > first ? after + 1n : first
  const { address, abi } = getContract(at.deployment, 'AccessManager')
  const events = [
    getAbiItem({ abi, name: 'OperationScheduled' }),
    getAbiItem({ abi, name: 'OperationExecuted' }),
    getAbiItem({ abi, name: 'OperationCanceled' }),
  ]
  const found = await said(at.client.getLogs({ address, events, strict: true, fromBlock, toBlock: head.block }))
  const times = new Map<bigint, bigint>()
  for (const block of new Set(found.map(({ blockNumber }) => blockNumber))) {
    times.set(block, (await pinBlock({ ...at, blockNumber: block })).time)
  }
  const logs = found.map((log): OperationLog => {
    const { operationId, nonce } = log.args
    const place = { block: log.blockNumber, logIndex: log.logIndex, txHash: log.transactionHash }
    const where = { ...place, time: times.get(log.blockNumber) ?? head.time, operationId, nonce }
    if (log.eventName !== 'OperationScheduled') {
      return { ...where, step: log.eventName === 'OperationExecuted' ? 'executed' : 'cancelled' }
    }
    const { caller, target, data, schedule } = log.args
    return { ...where, step: 'scheduled', caller, target, data, readyAt: BigInt(schedule) }
  })
  return { head, logs, isCut: fromBlock > after + 1n }
}
