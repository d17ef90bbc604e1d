import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient } from 'pg'
import { isConnectionLoss, type Queryable } from './connect'
import * as schema from './schema'

/** One transaction for row queries of both kinds: `tx` and `client` are the same connection. */
export async function onOneConnection<T>(
  pool: Pool,
  work: (tx: Queryable, client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let failure: unknown
  try {
    return await drizzle(client, { schema }).transaction((tx) => work(tx as unknown as Queryable, client))
  } catch (error) {
    failure = error
    throw error
  } finally {
    client.release(isConnectionLoss(failure))
  }
}
