import { getTableColumns, type InferInsertModel, type SQL, type SQLChunk, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Queryable } from './connect'

/** Rows a statement: bounds the text sent at once, a few MB for the widest table. */
const ROWS_PER_STATEMENT = 5_000

/** What stands in an array of PostgreSQL as it is; anything else is quoted. */
const PLAIN = /^(?!null$)[\w.:+-]+$/i
const quoted = (text: string): string =>
  PLAIN.test(text) ? text : `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`

const arrayOf = (values: readonly unknown[]): string => `{${values.map((value) => quoted(String(value))).join(',')}}`

/** One column of the rows as the text of a PostgreSQL array. */
function columnText(column: PgColumn, key: string, rows: readonly Record<string, unknown>[]): string {
  const isArray = column.getSQLType().endsWith('[]')
  const texts: string[] = []
  // Neighbours often share a value (chain, block, time, transaction): it is written once.
  let [last, text]: [unknown, string] = [undefined, 'NULL']
  for (const row of rows) {
    const value = row[key]
    if (value !== last) {
      last = value
      if (value === null || value === undefined) text = 'NULL'
      else text = quoted(isArray && Array.isArray(value) ? arrayOf(value) : String(column.mapToDriverValue(value)))
    }
    texts.push(text)
  }
  return `{${texts.join(',')}}`
}

/**
 * Inserts any number of rows with one parameter per column (`unnest`), which is several times faster than one per value. Columns that
 * no row names are left to their defaults. A broken key is an error.
 */
export async function insertRows<T extends PgTable>(
  tx: Queryable,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  const [first] = rows as readonly Record<string, unknown>[]
  if (!first) return
  const columns = Object.entries(getTableColumns(table)).filter(([key]) =>
    (rows as readonly Record<string, unknown>[]).some((row) => row[key] !== undefined),
  )
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const part = rows.slice(start, start + ROWS_PER_STATEMENT) as readonly Record<string, unknown>[]
    const names: SQLChunk[] = []
    const arrays: SQL[] = []
    const casts: SQL[] = []
    for (const [index, [key, column]] of columns.entries()) {
      names.push(sql.identifier(column.name))
      arrays.push(sql`${sql.param(columnText(column as PgColumn, key, part))}::text[]`)
      casts.push(sql`${sql.identifier(`c${index}`)}::${sql.raw(column.getSQLType())}`)
    }
    const aliases = columns.map((_, index) => sql.identifier(`c${index}`))
    await tx.execute(
      sql`insert into ${table} (${sql.join(names, sql`, `)}) select ${sql.join(casts, sql`, `)} from unnest(${sql.join(arrays, sql`, `)}) as rows(${sql.join(aliases, sql`, `)})`,
    )
  }
}
