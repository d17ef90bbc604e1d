import type { Note, Paid } from '../db/reward-month-rows'
import { greater, lesser } from '../domain/money'
import { type Month, monthsBetween, parseMonth } from '../domain/month'
import { closesAt } from '../domain/referral'
import { secondsOf } from '../domain/time'
import type { LoyaltyInputs, ReferralInputs, SpendingInput } from './inputs'
import { loyaltyEarned, referralEarned } from './month-rewards'
import type { MonthParameters } from './parameters'
import type { RunBasis } from './run-basis'

export type Earned = 'referral' | 'loyalty'
type Body<T> = Omit<T, keyof RunBasis | 'label' | 'pool'>
type MonthBody = { referral: Body<ReferralInputs>; loyalty: Body<LoyaltyInputs> }

/** Everything a month's rewards follow from, wherever it comes from. Accounts in lower case. */
export type MonthFacts = {
  parameters: MonthParameters
  /** Before the end of the month, by account and month. */
  paid: readonly Paid[]
  notes: readonly Note[]
  /** Before the closing Monday, by user. */
  referred: readonly { user: string; referrer: string; isOneHouse: boolean }[]
  /** USD per CXPT in WAD, in force on the closing Monday. */
  price: bigint
  /** What the month's distributions gave the protocol, wei. */
  share: bigint
}

export type MonthReading = {
  inputs: ReferralInputs | LoyaltyInputs
  /** Wei that must be funded and not allocated yet before the month can be closed. */
  needed: bigint
}

/**
 * Net base by account and month: payments less the credit notes that came inside the month's own hold, rounded up, never below zero; from the
 * first payment on, without gaps.
 */
export function spendingUpTo(month: Month, paid: readonly Paid[], notes: readonly Note[]): SpendingInput[] {
  const sums = new Map<string, Map<string, bigint>>()
  for (const { account, month: at, usd } of paid) {
    const months = sums.get(account) ?? new Map<string, bigint>()
    sums.set(account, months.set(at, (months.get(at) ?? 0n) + usd))
  }
  const taken = new Map<string, bigint>()
  for (const { account, month: at, receivedAt, nano } of notes) {
    const of = parseMonth(at)
    if (!of || secondsOf(receivedAt) >= closesAt(of)) continue
    taken.set(`${account} ${at}`, (taken.get(`${account} ${at}`) ?? 0n) + nano)
  }
  return [...sums].flatMap(([account, months]): SpendingInput[] => {
    const first = parseMonth([...months.keys()].sort()[0] ?? '')
    if (!first) return []
    const list = monthsBetween(first, month).map((at): [string, string] => {
      const back = ((taken.get(`${account} ${at}`) ?? 0n) + 999n) / 1_000n
      return [at, greater((months.get(at) ?? 0n) - back, 0n).toString()]
    })
    return [{ account, months: list }]
  })
}

function bodyOf({ parameters, paid, notes, referred, price }: MonthFacts, month: Month): MonthBody {
  const { referralTiers, ...loyaltyTiers } = parameters
  const spending = spendingUpTo(month, paid, notes)
  const common = { month, closesAt: closesAt(month).toString(), price: price.toString(), spending }
  const brought = referred.map(({ user, referrer, isOneHouse }) => ({
    user,
    referrer,
    flags: isOneHouse ? ['cluster'] : [],
  }))
  return { referral: { ...common, referred: brought, tiers: referralTiers }, loyalty: { ...common, ...loyaltyTiers } }
}

const sumOf = (earned: readonly { amount: bigint }[]): bigint => earned.reduce((sum, { amount }) => sum + amount, 0n)

/** What both categories earned, wei: together at most the month's protocol share, each its part in proportion. */
function partsOf({ referral, loyalty }: MonthBody, share: bigint): Record<Earned, bigint> {
  const earned = { referral: sumOf(referralEarned(referral)), loyalty: sumOf(loyaltyEarned(loyalty)) }
  const both = earned.referral + earned.loyalty
  const part = (mine: bigint) => (both > share ? (share * mine) / both : mine)
  return { referral: part(earned.referral), loyalty: part(earned.loyalty) }
}

/** What a month has earned, wei. */
export const monthEarned = (facts: MonthFacts, month: Month): Record<Earned, bigint> =>
  partsOf(bodyOf(facts, month), facts.share)

/** The inputs of a month out of its facts. `label`: another one for a correction. */
export function monthInputsOf(
  facts: MonthFacts,
  month: Month,
  basis: RunBasis<Earned>,
  label: string = month,
): MonthReading {
  const { allocatable, total, ...rest } = basis
  const body = bodyOf(facts, month)
  const needed = partsOf(body, facts.share)[basis.category]
  const bound = { ...rest, label, pool: greater(lesser(needed, allocatable - total), 0n).toString() }
  const inputs: ReferralInputs | LoyaltyInputs =
    basis.category === 'referral'
      ? { ...bound, ...body.referral, category: 'referral' }
      : { ...bound, ...body.loyalty, category: 'loyalty' }
  return { inputs, needed }
}
