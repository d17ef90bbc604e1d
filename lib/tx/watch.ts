import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { pause, type Run, timingOf } from './deps'
import type { PendingTx } from './pending'
import { type Mined, waitProposed } from './safe'
import { hashOf, type TxStage } from './stage'
import { waitBatched, waitSent } from './wait'

/** Turns whatever is thrown into the stage `failed`. An aborted run ends with the stage it had. */
export async function guarded<R extends Run>(run: R, act: (run: R) => Promise<TxStage>): Promise<TxStage> {
  let last: TxStage = { name: 'idle' }
  const onStage = (stage: TxStage) => {
    last = stage
    run.onStage(stage)
  }
  try {
    return await act({ ...run, onStage })
  } catch (thrown) {
    if (run.signal?.aborted) return last
    const error = thrown instanceof AppError ? thrown : fromChain(thrown)
    const hash = hashOf(last)
    return show(run, { name: 'failed', error, ...(hash ? { hash } : {}) })
  }
}

export function show(run: Run, stage: TxStage): TxStage {
  run.onStage(stage)
  return stage
}

export function waitPending(run: Run, pending: Exclude<PendingTx, { state: 'asked' }>): Promise<Mined> {
  switch (pending.state) {
    case 'sent':
      return waitSent(run, pending)
    case 'proposed':
      return waitProposed(run, pending)
    case 'batched':
      return waitBatched(run, pending)
  }
}

/** The chain has it. Waits for the ledger as long as is polite, and reads the page anew either way. */
export async function finish(run: Run, mined: Mined, id: string): Promise<TxStage> {
  const { deps } = run
  run.onStage({ name: 'indexing', ...mined })
  const isIndexed = await waitForIndexer(run, mined.blockNumber)
  deps.pending.remove(id)
  await refreshed(run)
  return show(run, { name: isIndexed ? 'done' : 'late', ...mined })
}

/** A read that fails after a payment is the reader's to tell: the payment is done all the same. */
export async function refreshed({ deps }: Run): Promise<void> {
  await deps.refresh().catch(() => undefined)
}

async function waitForIndexer({ deps, signal }: Run, blockNumber: bigint): Promise<boolean> {
  const { poll, indexLimit } = timingOf(deps)
  const end = performance.now() + indexLimit
  for (;;) {
    if (await deps.isIndexed(blockNumber).catch(() => false)) return true
    if (performance.now() + poll > end) return false
    await pause(poll, signal)
  }
}
