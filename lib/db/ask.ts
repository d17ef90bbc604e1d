import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from './connect'

/** A select and what its rows mean. Rows come as JSON: a column that may be above 2^53 is cast to text, a time is ISO 8601. */
export type Question<T> = { select: SQL; read: (rows: unknown[]) => T }

export const question = <Row, T>(select: SQL, read: (rows: Row[]) => T): Question<T> => ({
  select,
  read: (rows) => read(rows as Row[]),
})

/** The answers of all questions, asked in one statement: a page of many small sums waits for the way to the database, not for the sums. */
export async function ask<T extends Record<string, unknown>>(
  db: Queryable,
  questions: { [Name in keyof T]: Question<T[Name]> },
): Promise<T> {
  const names = Object.keys(questions)
  const parts = names.map(
    (name) =>
      sql`(select coalesce(json_agg(q), '[]') from (${questions[name]?.select}) as q) as ${sql.identifier(name)}`,
  )
  const { rows } = await db.execute<Record<string, unknown[]>>(sql`select ${sql.join(parts, sql`, `)}`)
  return Object.fromEntries(names.map((name) => [name, questions[name]?.read(rows[0]?.[name] ?? [])])) as T
}

/** The answer of one question. */
export const askOne = async <T>(db: Queryable, one: Question<T>): Promise<T> => (await ask<{ one: T }>(db, { one })).one

/** Between two values of a column; in no number, day, address or name of a service. */
const BETWEEN = ','

/**
 * A question whose answer has thousands of rows: one text per column, which costs a third of the driver's work per row and value. `columns`
 * are those of `rows`, none of them null or holding a comma; `read` gets the values of each, in the order of the rows.
 */
export function columnsOf<Name extends string, T>(
  columns: readonly Name[],
  rows: SQL,
  read: (values: Record<Name, string[]>) => T,
): Question<T> {
  const texts = columns.map(
    (name) => sql`string_agg(${sql.identifier(name)}::text, ${BETWEEN}) as ${sql.identifier(name)}`,
  )
  const select = sql`select ${sql.join(texts, sql`, `)} from (${rows}) as r`
  return question<Record<Name, string | null>, T>(select, ([whole]) => {
    const lists = columns.map((name): [Name, string[]] => [name, whole?.[name]?.split(BETWEEN) ?? []])
    const lengths = new Set(lists.map(([, { length }]) => length))
    if (lengths.size > 1) throw new Error(`a null or a comma in ${columns.join(', ')}`)
    return read(Object.fromEntries(lists) as Record<Name, string[]>)
  })
}
