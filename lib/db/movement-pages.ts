import { type SQL, sql } from 'drizzle-orm'
import type { AccountName, MovementKind } from '../domain/buckets'
import type { Queryable } from './connect'
import type { MovementRow, Span } from './report-rows'
import { AFTER, BETWEEN, linesOf, PAGE, textPages } from './text-pages'

/**
 * An entry as the database writes it. `place` is block, log index and number of the entry, `sides` are transaction, kind, and both accounts with their
 * owners, each between commas: a line of CSV needs most of an entry as it is.
 */
export type MovementText = {
  place: string
  /** Seconds. */
  time: string
  sides: string
  fromBucket: AccountName
  toBucket: AccountName
  /** Wei. */
  amount: string
}

function selectPage({ chainId, opening, closing }: Span, after: string | null): SQL {
  // From the block of the last row, not from the month's first: the index begins at one lower bound, and the row's own only filters.
  const [block, log, seq] = (after ?? '').split(',').map(Number)
  const behind: SQL = after
    ? sql`block_number >= ${block} and (block_number, log_index, seq) > (${block}, ${log}, ${seq})`
    : sql`block_number > ${opening}`
  return sql`
    select count(*)::text as rows, string_agg(concat_ws(${BETWEEN}::text, concat_ws(',', block_number, log_index, seq),
      extract(epoch from block_time)::bigint, concat_ws(',', tx_hash, kind, from_bucket, from_owner, to_bucket, to_owner),
      from_bucket, to_bucket, amount), ${AFTER}::text order by block_number, log_index, seq) as text
    from (select * from movements where chain_id = ${chainId} and ${behind} and block_number <= ${closing}
      order by block_number, log_index, seq limit ${PAGE}) as m`
}

/** Reads a line of the database. */
export function movementOf(line: string): MovementText {
  const [place = '', time = '', sides = '', from, to, amount = ''] = line.split(BETWEEN)
  return { place, time, sides, fromBucket: from as AccountName, toBucket: to as AccountName, amount }
}

/** All entries of the span, as pages of lines. */
export const movementTexts = (db: Queryable, span: Span): AsyncGenerator<string> =>
  textPages(db, (after) => selectPage(span, after))

function rowOf(chainId: number, line: string): MovementRow {
  const { place, time, sides, fromBucket, toBucket, amount } = movementOf(line)
  const [block = '', log, seq] = place.split(',')
  const [tx, kind, , fromOwner = '', , toOwner = ''] = sides.split(',')
  return {
    chainId,
    blockNumber: BigInt(block),
    logIndex: Number(log),
    blockTime: new Date(Number(time) * 1_000),
    txHash: tx as `0x${string}`,
    seq: Number(seq),
    kind: kind as MovementKind,
    fromBucket,
    fromOwner,
    toBucket,
    toOwner,
    amount: BigInt(amount),
  }
}

/** The same entries as rows. */
export async function* movementRows(db: Queryable, span: Span): AsyncGenerator<MovementRow> {
  for await (const page of movementTexts(db, span)) for (const line of linesOf(page)) yield rowOf(span.chainId, line)
}
