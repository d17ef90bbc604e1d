import type { Hash } from 'viem'
import type { AppError } from '../errors/app-error'

/** What the wallet is asked for. `permit` signs a message and costs no gas. */
export type Request = 'permit' | 'approval' | 'transaction' | 'batch'

/** How many owners of a Safe have signed, of how many it needs; absent when nobody could be asked. */
export type SafeProgress = { confirmations: number; required: number }

/**
 * Where a write is. The dialog is one switch over it.
 * `late` is as good as `done`: the chain has it, only our ledger is behind.
 */
export type TxStage =
  | { name: 'idle' }
  | { name: 'checking' }
  | { name: 'simulating' }
  | { name: 'signing'; request: Request }
  /** Of a batch only the wallet knows the hash, until it is done. `isGone`: no node knows the transaction now. */
  | { name: 'pending'; request: Request; hash?: Hash; isGone?: boolean }
  | { name: 'safe-proposed'; hash: Hash; progress?: SafeProgress }
  | { name: 'indexing'; hash: Hash; blockNumber: bigint }
  | { name: 'done'; hash: Hash; blockNumber: bigint }
  | { name: 'late'; hash: Hash; blockNumber: bigint }
  | { name: 'failed'; error: AppError; hash?: Hash }

/** A write that has ended, well or not: a new one may start. */
export function isEnded(stage: TxStage): boolean {
  return stage.name === 'done' || stage.name === 'late' || stage.name === 'failed'
}

/** Its last transaction is with a node or a Safe; an approval's is not the last. */
export function isSent(stage: TxStage): boolean {
  if (stage.name === 'pending') return stage.request !== 'approval'
  return stage.name === 'safe-proposed' || stage.name === 'indexing' || stage.name === 'done' || stage.name === 'late'
}

/** A write under way: neither a second one nor a closed dialog may lose it. */
export function isUnderWay(stage: TxStage): boolean {
  return stage.name !== 'idle' && !isEnded(stage)
}

/** Of a Safe proposal: the Safe's hash. */
export function hashOf(stage: TxStage): Hash | undefined {
  switch (stage.name) {
    case 'pending':
    case 'safe-proposed':
    case 'indexing':
    case 'done':
    case 'late':
    case 'failed':
      return stage.hash
    default:
      return undefined
  }
}
