import type { Pool, PoolClient } from 'pg'

/** Runs `work` while this process holds an advisory lock of the database: others with the same key wait for their turn. */
export async function underLock<T>(pool: Pool, key: bigint, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let isOk = false
  try {
    await client.query('select pg_advisory_lock($1)', [key])
    const result = await work(client)
    await client.query('select pg_advisory_unlock($1)', [key])
    isOk = true
    return result
  } finally {
    // Closing the connection gives the lock back too.
    client.release(!isOk)
  }
}
