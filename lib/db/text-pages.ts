import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SQL } from 'drizzle-orm'
import type { Queryable } from './connect'

/** Rows a page: less than a megabyte of text, and as much again of what is read ahead. */
export const PAGE = 2_000
/** Between the fields of a line, and between lines: in no number, hash, address or name. */
export const [BETWEEN, AFTER] = ['\t', '\n']

type Page = { text: string | null; rows: string }

/**
 * Rows as pages of text, each beginning behind the last row of the one before: no open cursor, however slow the reader is. One text a page, because the
 * driver's work for each value of each row would cost more than all that is made of it; the database makes the next page while this one is used.
 * `select` asks for `text` and the number of `rows` behind the place that the last line of a page begins with.
 */
export async function* textPages(db: Queryable, select: (after: string | null) => SQL): AsyncGenerator<string> {
  const read = async (after: string | null) => (await db.execute<Page>(select(after))).rows[0]
  let next = read(null)
  for (;;) {
    const page = await next
    if (!page?.text) return
    const { text } = page
    const isLast = Number(page.rows) < PAGE
    if (!isLast) {
      const last = text.lastIndexOf(AFTER) + 1
      next = read(text.slice(last, text.indexOf(BETWEEN, last)))
      // Who stops reading never awaits it.
      next.catch(() => {})
      // On its way before this page is used: the driver sends in a turn of its own, and whoever uses a page may leave none before its end.
      await nextTurn()
    }
    yield text
    if (isLast) return
  }
}

/** One after the other, not all at once: lines that were read are let go of before they grow old. */
export function* linesOf(page: string): Generator<string> {
  for (let start = 0; start < page.length; ) {
    const end = page.indexOf(AFTER, start)
    yield end < 0 ? page.slice(start) : page.slice(start, end)
    if (end < 0) return
    start = end + 1
  }
}
