import { AppError } from '../errors/app-error'
import { pause, type Run, timingOf } from './deps'
import type { PendingTx, SentTx } from './pending'
import type { TxStage } from './stage'
import { findByNonce, isKnown } from './wait'
import { finish, guarded, refreshed, show, waitPending } from './watch'

/** Goes on with what an earlier page left: it only watches, and never asks the wallet again. */
export async function resumeTransaction(run: Run & { pending: PendingTx }): Promise<TxStage> {
  return guarded(run, async (tracked) => {
    const { pending, deps } = tracked
    try {
      const sent = await locate(tracked, pending)
      if (!sent) {
        deps.pending.remove(pending.id)
        return show(tracked, { name: 'idle' })
      }
      const mined = await waitPending(tracked, sent)
      if (pending.isLast) return await finish(tracked, mined, pending.id)
      // The approval is through; the call after it was never asked for, so the person starts it himself.
      deps.pending.remove(pending.id)
      await refreshed(tracked)
      return show(tracked, { name: 'idle' })
    } catch (error) {
      if (!run.signal?.aborted) deps.pending.remove(pending.id)
      throw error
    }
  })
}

/** Finds the transaction of a note again. Null when nothing was sent after all. */
async function locate(run: Run, pending: PendingTx): Promise<Exclude<PendingTx, { state: 'asked' }> | null> {
  if (pending.state === 'asked') return run.deps.isSafe ? null : locateAsked(run, pending)
  if (pending.state === 'sent') return locateSent(run, pending)
  return pending
}

/** The wallet may still hold the request: its nonce says when it has been answered. */
async function locateAsked(run: Run, asked: Extract<PendingTx, { state: 'asked' }>): Promise<SentTx | null> {
  const { deps, signal, onStage } = run
  onStage({ name: 'signing', request: asked.request })
  for (;;) {
    const found = await findByNonce(deps.client, asked).catch(() => null)
    if (found?.is === 'other') return null
    if (found?.is === 'unknown') throw new AppError('TX_NOT_CONFIRMED')
    if (found) return keep(run, { ...asked, state: 'sent', hash: found.hash })
    // Dismissed by the person in the list of pending transactions.
    if (!deps.pending.list().some(({ id }) => id === asked.id)) return null
    await pause(timingOf(deps).poll, signal)
  }
}

/** A transaction no node knows any more was sped up or replaced while the page was away. */
async function locateSent(run: Run, sent: SentTx): Promise<SentTx> {
  const { client } = run.deps
  const isStillKnown = await isKnown(client, sent.hash).catch(() => true)
  if (isStillKnown) return sent
  const found = await findByNonce(client, sent).catch(() => null)
  if (found?.is === 'other') throw new AppError('TX_REPLACED', { hash: found.hash })
  if (found?.is === 'unknown') throw new AppError('TX_NOT_CONFIRMED')
  return found ? keep(run, { ...sent, hash: found.hash }) : sent
}

function keep(run: Run, sent: SentTx): SentTx {
  run.deps.pending.put(sent)
  return sent
}
