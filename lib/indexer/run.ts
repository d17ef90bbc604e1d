import { BaseError } from 'viem'
import { findCheckpoint } from '../db/checkpoint'
import { isConnectionLoss } from '../db/connect'
import { acquireLock } from './lock'
import { SILENT, sayError } from './log'
import { type Pause, pauseUntil } from './pause'
import { AFTER_ERROR_MS, Halted, type IndexerOptions, Term } from './term'

async function assertChain({ client, deployment }: IndexerOptions): Promise<void> {
  const chainId = Number(await client.request({ method: 'eth_chainId' }))
  if (chainId === deployment.chainId) return
  throw new Error(`The node is on chain ${chainId}, the deployment on ${deployment.chainId}.`)
}

/** After a halt: waits until a hand has cleared it. The lock is free meanwhile, so that the hand can take it. */
async function waitForHand({ db, deployment }: IndexerOptions, pause: Pause): Promise<void> {
  for (;;) {
    await pause(AFTER_ERROR_MS)
    const checkpoint = await findCheckpoint(db, deployment.chainId).catch(() => undefined)
    if (checkpoint !== undefined && checkpoint?.state !== 'halted') return
  }
}

/**
 * Keeps the ledger at the head of the chain until the signal is aborted (or, with `once`, until it is there). Any number of processes
 * may run this: one indexes, the others wait for its lock. Killed at any instant, the next run goes on from the last commit.
 */
export async function runIndexer(options: IndexerOptions): Promise<void> {
  const { db, deployment, once = false, log = SILENT } = options
  const signal = options.signal ?? new AbortController().signal
  const pause = pauseUntil(signal)
  const { chainId } = deployment
  try {
    let isChecked = false
    while (!signal.aborted) {
      try {
        if (!isChecked) await assertChain(options)
        isChecked = true
        const lock = await acquireLock(db.$client, chainId, pause, () =>
          log.info({ msg: 'Another indexer is active: standing by', chain_id: chainId }),
        )
        try {
          const during = AbortSignal.any([signal, lock.lost])
          await new Term(options, during, pauseUntil(during)).run()
          if (once) return
        } finally {
          await lock.release()
        }
      } catch (error) {
        if (signal.aborted) return
        if (once && !isConnectionLoss(error)) throw error
        if (error instanceof Halted) {
          log.error({ msg: 'The ledger is halted', chain_id: chainId, reason: error.message, alarm: true })
          await waitForHand(options, pause)
        } else if (isConnectionLoss(error) || error instanceof BaseError || error === signal.reason || isAbort(error)) {
          log.warn({ msg: 'Starting again', chain_id: chainId, error: sayError(error) })
          await pause(AFTER_ERROR_MS)
        } else throw error
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
