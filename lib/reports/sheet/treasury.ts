import type { OwnMovement } from '../../db/book-rows'
import { type Books, PURPOSES } from '../../domain/accrual'
import { TREASURY_BUCKETS } from '../../domain/buckets'
import { fairValue, weiOf } from '../../domain/own-tokens'
import type { PriceHistory } from '../ledger/price-history'
import { purposeFrom } from '../ledger/purpose'
import type { Column, RowOf } from '../table'

/** Sheet 14: what left or entered the treasury by a decision. The shares of distributions are in sheet 12. */
const KINDS: readonly string[] = [
  'treasury_withdrawal',
  'treasury_move',
  'treasury_deposit',
  'fund',
  'defund',
  'migrate',
  'skim',
]

export type TreasuryLine = {
  row: OwnMovement
  purpose: string
  price: bigint | null
  /** nano-USD. */
  value: bigint | null
}

/** `not stated`: the sentence behind the reference was not kept, or begins with none of the four purposes. */
export const NOT_STATED = 'not stated'

const isOwnWallet = ({ kind, from }: OwnMovement): boolean => kind === 'transfer' && from.bucket === 'treasury_external'

export function treasuryLines(
  movements: readonly OwnMovement[],
  opening: bigint,
  prices: PriceHistory,
): TreasuryLine[] {
  return movements
    .filter((row) => row.block > opening && (KINDS.includes(row.kind) || isOwnWallet(row)))
    .map((row) => {
      const price = prices.atSpot(row)
      const value = price === null ? null : fairValue(row.wei, price)
      const stated = purposeFrom(row.withdrawal?.reason ?? null) ?? NOT_STATED
      const purpose = row.kind === 'treasury_withdrawal' || isOwnWallet(row) ? stated : row.kind
      return { row, purpose, price, value }
    })
}

export const TREASURY_COLUMNS = [
  { name: 'line', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'purpose', kind: 'text' },
  { name: 'from', kind: 'text' },
  { name: 'to', kind: 'text' },
  { name: 'amount', kind: 'cxpt' },
  { name: 'price', kind: 'price' },
  { name: 'value', kind: 'nano' },
  { name: 'carrying', kind: 'nano' },
  { name: 'ref', kind: 'text' },
  { name: 'reason', kind: 'text' },
] as const satisfies readonly Column[]

type Line = RowOf<typeof TREASURY_COLUMNS>

/**
 * Withdrawals, a subtotal for each purpose, then as a memo what own CXPT is left in each bucket and what it carries: own tokens are no means to
 * pay with, so they are in no subtotal of means and the runway on other assets is empty while none are recorded.
 */
export function* treasuryTable(lines: readonly TreasuryLine[], books: Books): Generator<Line> {
  for (const { row, purpose, price, value } of lines) {
    const { block, logIndex, at, tx, from, to, wei, withdrawal } = row
    const head = ['movement', block, logIndex, at, tx, purpose, from.bucket, to.owner || to.bucket] as const
    yield [...head, wei, price, value, null, withdrawal?.ref, withdrawal?.reason]
  }
  for (const purpose of [...PURPOSES, NOT_STATED]) {
    const own = lines.filter((line) => line.purpose === purpose)
    const wei = own.reduce((sum, { row }) => sum + row.wei, 0n)
    const value = own.reduce((sum, line) => sum + (line.value ?? 0n), 0n)
    yield ['subtotal', null, null, null, null, purpose, null, null, wei, null, value, null, null, null]
  }
  for (const bucket of [...TREASURY_BUCKETS, 'treasury_external']) {
    const own = books.inBucket(bucket)
    yield ['memo', null, null, null, null, 'own CXPT', bucket, null, weiOf(own), null, null, own.carrying, null, null]
  }
}
