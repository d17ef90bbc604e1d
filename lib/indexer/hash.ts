import { createHash } from 'node:crypto'
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import type { Db, Queryable } from '../db/connect'
import { priceDays } from '../db/price-schema'
import * as schema from '../db/schema'

const {
  balances,
  bucketDays,
  checkpoints,
  claims,
  days,
  distributions,
  events,
  movements,
  operations,
  payments,
  periods,
  prices,
  roots,
  splits,
  tranches,
} = schema

/** Everything that follows from the chain alone. Headers of the window, heads and clocks do not: they depend on when one looked. */
const LEDGER_TABLES = [
  events,
  movements,
  balances,
  bucketDays,
  days,
  priceDays,
  payments,
  distributions,
  splits,
  prices,
  periods,
  tranches,
  roots,
  claims,
  operations,
]
const ROWS_AT_ONCE = 5_000

/** Primary key in byte order: the same on every server, whatever its locale. */
function keyOrder(table: PgTable): SQL {
  const key = new Set(getTableConfig(table).primaryKeys.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const columns = Object.values(getTableColumns(table)).filter(({ name }) => key.has(name))
  const terms = columns.map((column) => (column.getSQLType() === 'text' ? sql`${column} collate "C"` : sql`${column}`))
  return sql.join(terms, sql`, `)
}

async function hashTable(tx: Queryable, chainId: number, table: PgTable): Promise<string> {
  const hash = createHash('sha256')
  const columns = Object.values(getTableColumns(table)).map((column) => sql`${column}::text`)
  const chain = sql.identifier('chain_id')
  await tx.execute(
    sql`declare rows_to_hash no scroll cursor for select json_build_array(${sql.join(columns, sql`, `)})::text as row from ${table} where ${chain} = ${sql.raw(String(chainId))} order by ${keyOrder(table)}`,
  )
  for (;;) {
    const { rows } = await tx.execute<{ row: string }>(sql`fetch ${sql.raw(String(ROWS_AT_ONCE))} from rows_to_hash`)
    for (const { row } of rows) hash.update(`${row}\n`)
    if (rows.length < ROWS_AT_ONCE) break
  }
  await tx.execute(sql`close rows_to_hash`)
  return hash.digest('hex')
}

export type LedgerHash = { hash: string; block: string; tables: Record<string, string> }

/**
 * SHA-256 over the rows of all ledger tables of a chain in key order, and the block they stand at. Two indexers of one chain that stand
 * at one block agree, however often they were stopped, killed or rolled back.
 */
export async function ledgerHash(db: Db, chainId: number): Promise<LedgerHash> {
  return db.transaction(
    async (tx) => {
      await tx.execute(sql`set local timezone = 'UTC'`)
      const tables: Record<string, string> = {}
      for (const table of LEDGER_TABLES) tables[getTableName(table)] = await hashTable(tx, chainId, table)
      const { chainId: chain, genesisHash, blockNumber, blockHash } = checkpoints
      const [at] = await tx
        .select({ genesisHash, blockNumber, blockHash })
        .from(checkpoints)
        .where(sql`${chain} = ${chainId}`)
      const block = at ? `${at.genesisHash} ${at.blockNumber} ${at.blockHash}` : 'none'
      const lines = [block, ...Object.entries(tables).map(([name, hash]) => `${name} ${hash}`)]
      const hash = createHash('sha256').update(lines.join('\n')).digest('hex')
      return { hash, block: `${at?.blockNumber ?? 'none'}`, tables }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
