import { monthOf } from '../domain/month'
import { dateOf } from '../domain/time'
import type { MonthLedger } from './ledger/read'
import type { TreasuryLine } from './sheet/treasury'
import { NOT_STATED } from './sheet/treasury'
import type { Column, RowOf } from './table'

/** What a reviewer has to look at; `at` in seconds. */
export type Exception = { kind: string; at: bigint; ref: string; detail: string }

type Facts = {
  ledger: MonthLedger
  start: bigint
  end: bigint
  /** The last block of the month. */
  closing: bigint
  treasury: readonly TreasuryLine[]
  /** Roots of the month whose leaves are not known here. */
  unknownRoots: readonly { root: string; at: bigint }[]
}

export function exceptionsOf({ ledger, start, end, closing, treasury, unknownRoots }: Facts): Exception[] {
  const purposes = treasury
    .filter(({ purpose }) => purpose === NOT_STATED)
    .map(({ row }) => ({
      ...{ kind: 'purpose not stated', at: BigInt(row.at.getTime()) / 1_000n, ref: row.tx },
      detail: `${row.wei} wei from ${row.from.bucket}, booked as expense unless it stayed ours`,
    }))
  const gifts = ledger.movements
    .filter(({ kind, at }) => kind === 'treasury_deposit' && inSpan(at, start, end))
    .map(({ at, tx, wei, to }) => ({
      ...{ kind: 'deposit by an outsider', at: BigInt(at.getTime()) / 1_000n, ref: tx },
      detail: `${wei} wei to ${to.bucket}, carried at 0`,
    }))
  const leaves = unknownRoots.map(({ root, at }) => ({
    kind: 'leaves not known',
    at,
    ref: root,
    detail: 'not told apart by account',
  }))
  const adjusted = ledger.adjustments
    .filter(({ month }) => month === monthOf(start))
    .map(({ id, debit, credit, cents, evidenceHash, decidedBy }) => ({
      ...{ kind: 'adjustment', at: end - 1n, ref: id },
      detail: `${cents} cents to ${debit} from ${credit}, evidence ${evidenceHash}, approved by ${decidedBy}`,
    }))
  return [
    ...lateItems(ledger, start, end),
    ...purposes,
    ...gifts,
    ...leaves,
    ...adjusted,
    ...feeItems(ledger, closing, end),
  ].sort((a, b) => Number(a.at - b.at) || (a.kind + a.ref < b.kind + b.ref ? -1 : 1))
}

/** Gas that is not in the books, or not all of it: never a zero that nobody counted. */
function feeItems({ fees: { recordedTo, unpriced } }: MonthLedger, closing: bigint, end: bigint): Exception[] {
  const at = end - 1n
  const month = dateOf(at).toISOString().slice(0, 7)
  const none = unpriced.find((one) => one.month === month)
  const isWhole = recordedTo !== null && recordedTo >= closing
  const until = recordedTo === null ? 'not recorded' : `recorded up to block ${recordedTo}`
  const missing = {
    kind: 'not recorded',
    at,
    ref: 'J10',
    detail: `gas of our accounts is ${until}, the month closes at ${closing}`,
  }
  const detail =
    none &&
    `${none.wei} wei of gas in ${none.count} transactions: no price of the coin is on record for ${month} (npm run fee-price)`
  return [...(isWhole ? [] : [missing]), ...(detail ? [{ kind: 'no price', at, ref: 'J10', detail }] : [])]
}

function lateItems(ledger: MonthLedger, start: bigint, end: bigint): Exception[] {
  const late = ledger.posted
    .filter(({ originalPeriod }) => originalPeriod !== null)
    .map(({ at, ref, journal, originalPeriod }) => ({
      kind: 'late item',
      at,
      ref,
      detail: `${journal} of ${originalPeriod}`,
    }))
  const lateUses = ledger.lateUses
    .map((use) => ({ ...use, known: BigInt(use.receivedAt.getTime()) / 1_000n }))
    .filter(({ known }) => known >= start && known < end)
    .map(({ account, index, at, known, rolled, fresh }) => ({
      ...{ kind: 'late item', at: known, ref: `${account} period ${index}` },
      detail: `${rolled + fresh} tokens used on ${at.toISOString().slice(0, 10)}`,
    }))
  return [...late, ...lateUses]
}

function inSpan(at: Date, start: bigint, end: bigint): boolean {
  const seconds = BigInt(at.getTime()) / 1_000n
  return seconds >= start && seconds < end
}

export const EXCEPTION_COLUMNS = [
  { name: 'kind', kind: 'text' },
  { name: 'time', kind: 'time' },
  { name: 'ref', kind: 'text' },
  { name: 'detail', kind: 'text' },
] as const satisfies readonly Column[]

export const exceptionTable = (exceptions: readonly Exception[]): RowOf<typeof EXCEPTION_COLUMNS>[] =>
  exceptions.map(({ kind, at, ref, detail }) => [kind, dateOf(at), ref, detail])
