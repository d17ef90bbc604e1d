import type { MovementRow } from '../../db/report-rows'
import { type AccountName, BUCKETS } from '../../domain/buckets'
import type { Column, RowOf } from '../table'

export const MOVEMENT_COLUMNS = [
  { name: 'line', kind: 'text' },
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'entry', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'kind', kind: 'text' },
  { name: 'from_bucket', kind: 'text' },
  { name: 'from_owner', kind: 'text' },
  { name: 'to_bucket', kind: 'text' },
  { name: 'to_owner', kind: 'text' },
  { name: 'amount', kind: 'cxpt' },
  { name: 'from_balance_after', kind: 'cxpt' },
  { name: 'to_balance_after', kind: 'cxpt' },
  { name: 'difference', kind: 'cxpt' },
] as const satisfies readonly Column[]

type MovementLine = RowOf<typeof MOVEMENT_COLUMNS>

/** Accounts that open and close the sheet, in order; `genesis` only gives, so it has no balance. */
const ACCOUNTS = [...BUCKETS, 'burned'] as const satisfies readonly AccountName[]

export type Balances = Readonly<Record<(typeof ACCOUNTS)[number], bigint>>

type Entries = Iterable<MovementRow> | AsyncIterable<MovementRow>

/**
 * Every entry of the month with the balance of both sides after it. One `opening` line per account comes first, one `closing`
 * line last: its amount is the closing of the roll-forward, its balance what the lines of this sheet add up to, and its
 * difference the one less the other, which is 0 when the sheet is complete.
 */
export async function* movementLines(
  entries: Entries,
  opening: Balances,
  closing: Balances,
): AsyncGenerator<MovementLine> {
  const running: Partial<Record<AccountName, bigint>> = { ...opening }
  yield* openingLines(opening)
  for await (const entry of entries) {
    const { fromBucket, toBucket, amount } = entry
    running[fromBucket] = (running[fromBucket] ?? 0n) - amount
    running[toBucket] = (running[toBucket] ?? 0n) + amount
    yield [
      'movement',
      entry.blockNumber,
      entry.logIndex,
      entry.seq,
      entry.blockTime,
      entry.txHash,
      entry.kind,
      fromBucket,
      entry.fromOwner,
      toBucket,
      entry.toOwner,
      amount,
      fromBucket === 'genesis' ? null : running[fromBucket],
      running[toBucket],
      null,
    ]
  }
  yield* closingLines(closing, (account) => running[account] ?? 0n)
}

export const openingLines = (opening: Balances): MovementLine[] =>
  ACCOUNTS.map((account) => edge('opening', account, opening[account], opening[account], null))

/** `sumOf`: what the lines above add up to. */
export const closingLines = (closing: Balances, sumOf: (account: AccountName) => bigint): MovementLine[] =>
  ACCOUNTS.map((account) => {
    const sum = sumOf(account)
    return edge('closing', account, closing[account], sum, sum - closing[account])
  })

const edge = (
  line: 'opening' | 'closing',
  account: string,
  amount: bigint,
  after: bigint,
  difference: bigint | null,
): MovementLine => [
  line,
  ...([null, null, null, null, null, null, null, null] as const),
  account,
  null,
  amount,
  null,
  after,
  difference,
]
