import 'server-only'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { type OperationLog, readOperationLogs } from '../chain/operation-logs'
import type { OperationRow } from '../db/operation-rows'
import { greater } from '../domain/money'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'
import type { Snapshot } from './snapshot'

/** What the ledger does not hold yet: whether it is behind, and what the manager's logs say since. */
export type Later = {
  /** Block time of the head, seconds: the ledger's own when the chain does not answer. */
  now: bigint
  /** Blocks that the ledger is behind. */
  behind: bigint
  isCut: boolean
  logs: readonly OperationLog[]
}

/** Logs of operations after the ledger's block, so that the queue is whole while the indexer is away. None when the chain is away too. */
export async function laterOperations(at: Snapshot): Promise<Later> {
  const time = secondsOf(at.time)
  try {
    const asked = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
    const { head, logs, isCut } = await readOperationLogs(asked, at.block)
    const behind = greater(head.block - at.block, 0n)
    return { now: greater(head.time, time), behind, isCut, logs }
  } catch {
    return { now: time, behind: 0n, isCut: false, logs: [] }
  }
}

const rowOf = (chainId: number, log: Extract<OperationLog, { step: 'scheduled' }>): OperationRow => ({
  chainId,
  blockNumber: log.block,
  logIndex: log.logIndex,
  blockTime: dateOf(log.time),
  txHash: log.txHash,
  operationId: log.operationId,
  nonce: log.nonce,
  caller: log.caller.toLowerCase() as OperationRow['caller'],
  target: log.target.toLowerCase() as OperationRow['target'],
  data: log.data,
  readyAt: dateOf(log.readyAt),
  ...{ endedAs: null, endedBlock: null, endedTime: null, endedTx: null },
})

/** The ledger's open operations and those scheduled since, each as the logs left it. Pure. */
export function withLater(
  chainId: number,
  rows: readonly OperationRow[],
  logs: readonly OperationLog[],
): { open: OperationRow[]; ended: OperationRow[] } {
  const all = new Map(rows.map((row) => [`${row.operationId}.${row.nonce}`, row]))
  for (const log of logs) {
    const key = `${log.operationId}.${log.nonce}`
    if (log.step === 'scheduled') {
      all.set(key, rowOf(chainId, log))
      continue
    }
    const row = all.get(key)
    if (row) {
      const end = { endedAs: log.step, endedBlock: log.block, endedTime: dateOf(log.time), endedTx: log.txHash }
      all.set(key, { ...row, ...end })
    }
  }
  const list = [...all.values()].sort((a, b) => a.readyAt.getTime() - b.readyAt.getTime())
  return { open: list.filter(({ endedAs }) => !endedAs), ended: list.filter(({ endedAs }) => endedAs).reverse() }
}
