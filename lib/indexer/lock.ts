import type { Pool } from 'pg'
import type { Pause } from './pause'

/** First half of the advisory lock's key, any fixed number; the chain id is the second. */
const INDEXER_LOCK = 73_400_17
const ASK_AGAIN_MS = 1_000

export type Lock = {
  /** Aborted when the connection that holds the lock is gone: another indexer may hold it now. */
  lost: AbortSignal
  release: () => Promise<void>
}

/** Waits until this process is the one that indexes the chain. The lock lives as long as its connection. */
export async function acquireLock(pool: Pool, chainId: number, pause: Pause, onWait: () => void): Promise<Lock> {
  for (let isFirst = true; ; isFirst = false) {
    const client = await pool.connect()
    const gone = new AbortController()
    const drop = () => gone.abort()
    client.on('error', drop)
    client.on('end', drop)
    let isMine = false
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [
        INDEXER_LOCK,
        chainId,
      ])
      isMine = rows[0]?.mine === true
    } catch (error) {
      client.release(true)
      throw error
    }
    if (isMine) {
      const release = async () => {
        client.off('error', drop)
        client.off('end', drop)
        // Closing the connection gives the lock back whatever state it is in.
        client.release(true)
      }
      return { lost: gone.signal, release }
    }
    client.release(true)
    if (isFirst) onWait()
    await pause(ASK_AGAIN_MS)
  }
}
