import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool, type PoolClient } from 'pg'
import * as schema from './schema'

export type Db = NodePgDatabase<typeof schema> & { $client: Pool }
/** The database or one open transaction of it: what row queries take. */
export type Queryable = Omit<Db, '$client'>
export type Connection = { db: Db; pool: Pool; close: () => Promise<void> }

type Options = {
  max?: number
  applicationName?: string
  /** Told when an idle connection breaks: the server stopped or restarted. The next query opens a new one. */
  onLoss?: (error: Error) => void
}

/** Opens nothing yet: the first query does. */
export function connect(url: string, options: Options = {}): Connection {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'cxpt',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  // Without listeners a stopping server ends this process: one for idle connections, one for those that are taken, whose query says so too.
  pool.on('error', (error) => options.onLoss?.(error))
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = drizzle(pool, { schema })
  db.transaction = (work, config) => inTransaction(pool, work, config)
  return { db, pool, close: () => pool.end() }
}

/** Where an open transaction carries its connection: by a name, because a server bundle may hold this module more than once. */
const CLIENT = Symbol.for('cxpt.client')
type Carrier = { [CLIENT]?: PoolClient }

/** Runs `work` on the connection of a transaction (or one of the pool's): for what the query builder has no words for, as `COPY`. */
export async function onClient<T>(db: Queryable, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const inside = (db as Carrier)[CLIENT]
  if (inside) return work(inside)
  const client = await (db as Db).$client.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

/** One transaction for row queries of both kinds: built ones on `tx`, written out ones on its connection. */
export const onTransaction = <T>(db: Db, work: (client: PoolClient, tx: Queryable) => Promise<T>): Promise<T> =>
  db.transaction((tx) => onClient(tx, (client) => work(client, tx)))

/** drizzle's own keeps a pooled connection for ever when `begin` fails, as it does after a restart of the server. */
async function inTransaction<T>(
  pool: Pool,
  work: Parameters<Db['transaction']>[0],
  config: Parameters<Db['transaction']>[1],
): Promise<T> {
  const client = await pool.connect()
  let failure: unknown
  try {
    return (await drizzle(client, { schema }).transaction((tx) => {
      Object.assign(tx, { [CLIENT]: client })
      return work(tx)
    }, config)) as T
  } catch (error) {
    failure = error
    throw error
  } finally {
    client.release(isConnectionLoss(failure))
  }
}

/** SQLSTATE classes and codes after which the same work may succeed on a new connection: 08 connection, 57P0x shutdown. */
const LOST_STATES = ['57P01', '57P02', '57P03']
const LOST_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN']
const LOST_MESSAGES = [
  'Connection terminated',
  'Client has encountered a connection error',
  'timeout exceeded when trying to connect',
]

/** Whether the connection was lost, as opposed to a statement being refused. Looks through `cause`: drizzle wraps errors. */
export function isConnectionLoss(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if (code.startsWith('08') || LOST_STATES.includes(code) || LOST_CODES.includes(code)) return true
    const { message } = at
    if (LOST_MESSAGES.some((part) => message.includes(part))) return true
  }
  return false
}

/** Settles after `ms`, or at once when the signal is aborted; never rejects. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}

type Retry = { signal?: AbortSignal; forMs?: number; onRetry?: (error: unknown, waitMs: number) => void }

/**
 * Runs `work` again while the connection is lost, waiting 100 ms, doubling to 5 s, for at most `forMs` (a minute). `work` must be
 * harmless to repeat: a read, or one transaction with a check of what is already there (the commit itself may have succeeded).
 */
export async function retryOnLoss<T>(
  work: () => Promise<T>,
  { signal, forMs = 60_000, onRetry }: Retry = {},
): Promise<T> {
  const started = performance.now()
  for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 5_000)) {
    try {
      return await work()
    } catch (error) {
      const isOver = performance.now() - started + waitMs > forMs
      if (signal?.aborted || isOver || !isConnectionLoss(error)) throw error
      onRetry?.(error, waitMs)
      await pause(waitMs, signal)
    }
  }
}
