import { escapeIdentifier, type PoolClient } from 'pg'

/**
 * Tables that a fresh index, a sign-in or the worker makes again. Everything else exists only here and is kept: a table added later is
 * kept too unless it is named.
 */
const NOT_KEPT = [
  'balances',
  'blocks',
  'bucket_days',
  'price_days',
  'checkpoints',
  'claims',
  'close_job_parts',
  'close_jobs',
  'days',
  'distributions',
  'events',
  'job_history',
  'job_runs',
  'months',
  'movements',
  'nonces',
  'operations',
  'payments',
  'periods',
  'prices',
  'rate_limits',
  'reconciliations',
  'roots',
  'sessions',
  'splits',
  'tranches',
]

/** Rows fetched and inserted at once: a few MB. */
const ROWS = 2_000

/** `parent`: the partitioned table it is a part of, null for a table of its own. */
export type KeptTable = { name: string; parent: string | null }

/** Tables and partitions to keep, by name. */
export async function listKept(client: PoolClient): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable>(
    `select c.relname as name, p.relname as parent
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
     where n.nspname = 'public' and c.relkind = 'r' and not coalesce(p.relname, c.relname) = any($1)
     order by c.relname collate "C"`,
    [NOT_KEPT],
  )
  return rows
}

/** The primary key as an order that is the same on every server, whatever its collation. */
async function orderOf(client: PoolClient, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string; is_text: boolean }>(
    `select a.attname as name, a.atttypid = 'text'::regtype as is_text
     from pg_index i cross join unnest(i.indkey) with ordinality as k(attnum, place)
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
     where i.indrelid = $1::regclass and i.indisprimary order by k.place`,
    [escapeIdentifier(table)],
  )
  if (rows.length === 0) throw new Error(`The table ${table} has no primary key: its rows have no order to be kept in.`)
  return rows.map(({ name, is_text }) => `t.${escapeIdentifier(name)}${is_text ? ' collate "C"' : ''}`).join(', ')
}

/** Every row of a table as one line of JSON, in the order of its key. Needs a transaction: it reads through a cursor. */
export async function* streamLines(client: PoolClient, table: string): AsyncGenerator<string[]> {
  const order = await orderOf(client, table)
  const cursor = escapeIdentifier(`backup of ${table}`)
  // Times as text depend on the session's zone.
  await client.query("set local time zone 'UTC'")
  await client.query(
    `declare ${cursor} no scroll cursor for select to_jsonb(t)::text as line from ${escapeIdentifier(table)} t order by ${order}`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${ROWS} from ${cursor}`)
    if (rows.length > 0) yield rows.map(({ line }) => line)
    if (rows.length < ROWS) break
  }
  await client.query(`close ${cursor}`)
}

/** Puts lines of `streamLines` into a table, as they were. */
export async function insertLines(client: PoolClient, table: string, lines: AsyncIterable<string>): Promise<void> {
  const name = escapeIdentifier(table)
  const insert = (some: readonly string[]) =>
    client.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [
      `[${some.join(',')}]`,
    ])
  let waiting: string[] = []
  for await (const line of lines) {
    waiting.push(line)
    if (waiting.length < ROWS) continue
    await insert(waiting)
    waiting = []
  }
  if (waiting.length > 0) await insert(waiting)
}

export type Sequence = { name: string; next: string }

/** Where the sequences stand. They are no part of a snapshot: the number may be ahead of the rows, never behind. */
export async function readSequences(client: PoolClient): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select sequencename as name, (coalesce(last_value, start_value - increment_by) + increment_by)::text as next
     from pg_sequences where schemaname = 'public' order by sequencename`,
  )
  return rows
}

export async function setSequence(client: PoolClient, { name, next }: Sequence): Promise<void> {
  await client.query('select setval($1::regclass, $2::bigint, false)', [escapeIdentifier(name), next])
}

/** Migrations that were applied. */
export async function countMigrations(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from drizzle.__drizzle_migrations')
  return rows[0]?.n ?? 0
}
