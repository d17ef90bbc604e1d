import { ACCOUNT_CODES, ACCOUNTS, type Account, type Chart } from '../../domain/chart'
import type { PostedEntry } from '../../domain/journal'
import type { Month } from '../../domain/month'
import { formatUnits } from '../../domain/units'
import type { TrialLine } from '../ledger/run'
import type { QuantityEntry } from '../sheet/journals'
import { dayOf } from '../sheet/journals'

/** What is exported: a month's journals with the balances they go between. */
export type JournalBook = {
  month: Month
  chainId: number
  /** Seconds, [start, end). */
  start: bigint
  end: bigint
  chart: Chart
  posted: readonly PostedEntry[]
  trial: readonly TrialLine[]
  quantities: readonly QuantityEntry[]
  /** Wei by bucket, burned and genesis among them: genesis is what all the others came from, below zero. */
  supply: readonly { bucket: string; opening: bigint; closing: bigint }[]
}

export type NumberedEntry = PostedEntry & { number: string; day: string }

/** `2026-10-0001`: unique in the books of a year, and the same on every run. */
export const numbered = ({ month, posted }: JournalBook): NumberedEntry[] =>
  posted.map((entry, i) => ({ ...entry, number: `${month}-${String(i + 1).padStart(4, '0')}`, day: dayOf(entry.at) }))

export const textOf = ({ journal, memo, ref, originalPeriod }: PostedEntry): string =>
  [journal, memo, ref, originalPeriod && `of ${originalPeriod}`].filter(Boolean).join(', ')

/** Cents as `-12.30`: two decimals, no grouping. */
export function money(cents: bigint): string {
  const size = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`
}

export const cxpt = (wei: bigint): string => formatUnits(wei, 18)

const [YEAR, MONTH, DAY] = [0, 1, 2]
export const usDate = (day: string): string => {
  const parts = day.split('-')
  return `${parts[MONTH]}/${parts[DAY]}/${parts[YEAR]}`
}
export const ukDate = (day: string): string => day.split('-').reverse().join('/')

const ROOTS = { asset: 'Assets', liability: 'Liabilities', equity: 'Equity', income: 'Income', expense: 'Expenses' }

/** Letters, digits and dashes: what both plain-text programs take in a part of an account's name. */
const slug = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')

/** `Liabilities:2100-Contract-liability-fresh`. */
export const accountPath = (account: Account, chart: Chart): string =>
  `${ROOTS[ACCOUNTS[account].type]}:${slug(`${chart[account].code} ${chart[account].name}`)}`

export const bucketPath = (bucket: string): string =>
  `Equity:CXPT:${slug(bucket.charAt(0).toUpperCase() + bucket.slice(1))}`

export const usedAccounts = ({ trial }: JournalBook): Account[] => {
  const used = new Set(trial.map(({ account }) => account))
  return ACCOUNT_CODES.filter((account) => used.has(account))
}
