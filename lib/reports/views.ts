import type { Account } from '../domain/chart'
import type { Entry } from '../domain/journal'
import { fairValue } from '../domain/own-tokens'

/** One amount of a view, nano-USD: what came in is above zero, what went out below. */
export type ViewLine = { view: 'cash' | 'accrual' | 'normalised'; line: string; nano: bigint }
/** What makes the result of one view that of the next. */
export type BridgeLine = { bridge: 'cash to accrual' | 'accrual to normalised'; line: string; nano: bigint }
export type Views = { lines: ViewLine[]; bridges: BridgeLine[]; result: Record<ViewLine['view'], bigint> }

export type ViewFacts = {
  /** Of the month. */
  entries: readonly Entry[]
  /** At the price of each transaction: what users paid, what was claimed, and what left the treasury. */
  cash: Record<'charged' | 'settled' | 'claimed' | 'withdrawn', bigint>
  /** CXPT behind costs that were measured at a price of one day: owed to providers and users, and spent by the treasury. Wei. */
  measured: { rewards: bigint; treasury: bigint }
  /** The month's time-weighted average price; null without one. */
  average: bigint | null
}

const SUBSCRIPTION: readonly Account[] = ['4100', '4110']
const USAGE: readonly Account[] = ['4200', '6900']
const REWARDS: readonly Account[] = ['4900', '5100', '6100']
const EXPENSES: readonly Account[] = ['6200', '6300']
const RESULT: readonly Account[] = [...SUBSCRIPTION, ...USAGE, ...REWARDS, ...EXPENSES]

/** What entries made of the result through these accounts: credits less debits. */
function resultOf(entries: readonly Entry[], accounts: readonly Account[]): bigint {
  let sum = 0n
  for (const { pairs } of entries) {
    for (const { debit, credit, nano } of pairs) {
      if (accounts.includes(credit)) sum += nano
      if (accounts.includes(debit)) sum -= nano
    }
  }
  return sum
}

/** An item of another month, or one that takes an earlier month's back, says nothing about this one. */
const isOneOff = ({ originalPeriod, journal }: Entry): boolean => originalPeriod !== null || journal === 'J9x'

/**
 * The month three times: cash as CXPT moved, accrual as ledger U has it, and normalised: without one-off items, and what is paid in CXPT at the
 * month's average price. Moves between our own buckets are in none of them. Each bridge adds up to the difference exactly.
 */
export function viewsOf({ entries, cash, measured, average }: ViewFacts): Views {
  const result = (accounts: readonly Account[]) => resultOf(entries, accounts)
  const cashLines: ViewLine[] = [
    { view: 'cash', line: 'charged', nano: cash.charged },
    { view: 'cash', line: 'settled', nano: cash.settled },
    { view: 'cash', line: 'claimed', nano: -cash.claimed },
    { view: 'cash', line: 'withdrawn', nano: -cash.withdrawn },
  ]
  const accrual = RESULT.map((account): ViewLine => ({ view: 'accrual', line: account, nano: result([account]) }))
  const toAccrual: BridgeLine[] = [
    { bridge: 'cash to accrual', line: 'contract liability', nano: result(SUBSCRIPTION) - cash.charged },
    { bridge: 'cash to accrual', line: 'unbilled usage and credit notes', nano: result(USAGE) - cash.settled },
    { bridge: 'cash to accrual', line: 'rewards owed and price differences', nano: result(REWARDS) + cash.claimed },
    { bridge: 'cash to accrual', line: 'treasury, not an expense', nano: result(EXPENSES) + cash.withdrawn },
  ]
  const { lines: normalisedLines, bridges: toNormalised } = normalisedOf(entries, measured, average)
  const sum = (lines: readonly { nano: bigint }[]) => lines.reduce((all, { nano }) => all + nano, 0n)
  const [inCash, booked] = [sum(cashLines), sum(accrual)]
  const normalised = booked + sum(toNormalised)
  return {
    lines: [...cashLines, ...accrual, ...normalisedLines],
    bridges: [...toAccrual, ...toNormalised],
    result: { cash: inCash, accrual: booked, normalised },
  }
}

function normalisedOf(entries: readonly Entry[], measured: ViewFacts['measured'], average: bigint | null) {
  const oneOff = resultOf(entries.filter(isOneOff), RESULT)
  const own = entries.filter((entry) => !isOneOff(entry))
  const atAverage = (wei: bigint) => (average === null ? null : -fairValue(wei, average))
  const rewards = atAverage(measured.rewards)
  const treasury = atAverage(measured.treasury)
  const bridges: BridgeLine[] = [
    { bridge: 'accrual to normalised', line: 'one-off items', nano: -oneOff },
    {
      ...{ bridge: 'accrual to normalised', line: 'rewards at the average price' },
      nano: rewards === null ? 0n : rewards - resultOf(own, REWARDS),
    },
    {
      ...{ bridge: 'accrual to normalised', line: 'treasury at the average price' },
      nano: treasury === null ? 0n : treasury - resultOf(own, ['6300']),
    },
  ]
  const groups = { subscriptions: SUBSCRIPTION, usage: USAGE } as const
  const lines: ViewLine[] = [
    ...Object.entries(groups).map(
      ([line, accounts]): ViewLine => ({ view: 'normalised', line, nano: resultOf(own, accounts) }),
    ),
    { view: 'normalised', line: 'rewards', nano: rewards ?? resultOf(own, REWARDS) },
    { view: 'normalised', line: 'treasury expenses', nano: treasury ?? resultOf(own, ['6300']) },
    { view: 'normalised', line: 'network fees', nano: resultOf(own, ['6200']) },
  ]
  return { lines, bridges }
}
