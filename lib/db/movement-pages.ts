import { type SQL, sql } from 'drizzle-orm'
import type { AccountName, MovementKind } from '../domain/buckets'
import type { Queryable } from './connect'
import type { MovementRow, Span } from './report-rows'

/** Rows a page: about two megabytes of text, and as much again of what is read ahead. */
const PAGE = 5_000
/** In no number, hash, address or name of a bucket. */
const [BETWEEN, AFTER] = ['\t', '\n']

type Spot = Pick<MovementRow, 'blockNumber' | 'logIndex' | 'seq'>

/** A page as one text: the driver's work for each value of each row would cost more than all that is made of it. */
async function readPage(db: Queryable, { chainId, opening, closing }: Span, after: Spot | null): Promise<string> {
  // From the block of the last row, not from the month's first: the index begins at one lower bound, and the row's own only filters.
  const behind: SQL = after
    ? sql`block_number >= ${after.blockNumber} and (block_number, log_index, seq) > (${after.blockNumber}, ${after.logIndex}, ${after.seq})`
    : sql`block_number > ${opening}`
  const { rows } = await db.execute<{ page: string | null }>(sql`
    select string_agg(concat_ws(${BETWEEN}::text, block_number, log_index, seq, extract(epoch from block_time)::bigint, tx_hash, kind,
      from_bucket, from_owner, to_bucket, to_owner, amount), ${AFTER}::text order by block_number, log_index, seq) as page
    from (select * from movements where chain_id = ${chainId} and ${behind} and block_number <= ${closing}
      order by block_number, log_index, seq limit ${PAGE}) as m`)
  return rows[0]?.page ?? ''
}

/** Entries of one block share its number and time. */
class Reader {
  private block = { text: '', number: 0n }
  private time = { text: '', date: new Date(0) }

  constructor(private readonly chainId: number) {}

  rowOf(line: string): MovementRow {
    const [block = '', log, seq, time = '', tx, kind, fromBucket, fromOwner = '', toBucket, toOwner = '', amount = ''] =
      line.split(BETWEEN)
    if (block !== this.block.text) this.block = { text: block, number: BigInt(block) }
    if (time !== this.time.text) this.time = { text: time, date: new Date(Number(time) * 1_000) }
    return {
      chainId: this.chainId,
      blockNumber: this.block.number,
      logIndex: Number(log),
      blockTime: this.time.date,
      txHash: tx as `0x${string}`,
      seq: Number(seq),
      kind: kind as MovementKind,
      fromBucket: fromBucket as AccountName,
      fromOwner,
      toBucket: toBucket as AccountName,
      toOwner,
      amount: BigInt(amount),
    }
  }
}

/**
 * All entries of the span, page after page, each beginning behind the last row of the one before: no open cursor, however slow the reader is. The
 * database makes the next page while this one is used.
 */
async function* movementPages(db: Queryable, span: Span): AsyncGenerator<readonly MovementRow[]> {
  const reader = new Reader(span.chainId)
  let next = readPage(db, span, null)
  for (;;) {
    const text = await next
    const rows = text === '' ? [] : text.split(AFTER).map((line) => reader.rowOf(line))
    const last = rows.at(-1)
    if (!last) return
    const isLast = rows.length < PAGE
    if (!isLast) {
      next = readPage(db, span, last)
      // Who stops reading never awaits it.
      next.catch(() => {})
    }
    yield rows
    if (isLast) return
  }
}

export async function* movementRows(db: Queryable, span: Span): AsyncGenerator<MovementRow> {
  for await (const page of movementPages(db, span)) yield* page
}
