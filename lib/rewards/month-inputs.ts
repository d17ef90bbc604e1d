import type { Queryable } from '../db/connect'
import {
  findPriceAt,
  listNotes,
  listPaid,
  listReferred,
  type Note,
  type Paid,
  protocolShare,
} from '../db/reward-month-rows'
import { listParameterEvents } from '../db/reward-source-rows'
import { greater, lesser } from '../domain/money'
import { type Month, monthBounds, monthsBetween, parseMonth } from '../domain/month'
import { closesAt } from '../domain/referral'
import { dateOf, secondsOf } from '../domain/time'
import type { LoyaltyInputs, ReferralInputs, SpendingInput } from './inputs'
import { loyaltyEarned, referralEarned } from './month-rewards'
import { monthParameters } from './parameters'
import type { RunBasis } from './run-basis'

export type Earned = 'referral' | 'loyalty'
type Body<T> = Omit<T, keyof RunBasis | 'label' | 'pool'>
type MonthBody = { referral: Body<ReferralInputs>; loyalty: Body<LoyaltyInputs> }

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

async function readBody(db: Queryable, chainId: number, month: Month, price: bigint): Promise<MonthBody> {
  const { end } = monthBounds(month)
  const closing = dateOf(closesAt(month))
  const { referralTiers, ...loyaltyTiers } = monthParameters(await listParameterEvents(db, chainId, dateOf(end)))
  const common = {
    month,
    closesAt: closesAt(month).toString(),
    price: price.toString(),
    spending: spendingUpTo(month, await listPaid(db, chainId, dateOf(end)), await listNotes(db, chainId)),
  }
  const referred = (await listReferred(db, chainId, closing)).map(({ user, referrer, isOneHouse }) => ({
    user,
    referrer,
    flags: isOneHouse ? ['cluster'] : [],
  }))
  return { referral: { ...common, referred, tiers: referralTiers }, loyalty: { ...common, ...loyaltyTiers } }
}

export type MonthReading = {
  inputs: ReferralInputs | LoyaltyInputs
  /** Wei that must be funded and not allocated yet before the month can be closed. */
  needed: bigint
}

/** What both categories earned in a month, wei: together at most the month's protocol share, each its part in proportion. */
async function partsOf(db: Queryable, chainId: number, month: Month, body: MonthBody): Promise<Record<Earned, bigint>> {
  const earned = { referral: sumOf(referralEarned(body.referral)), loyalty: sumOf(loyaltyEarned(body.loyalty)) }
  const both = earned.referral + earned.loyalty
  const { start, end } = monthBounds(month)
  const share = await protocolShare(db, chainId, dateOf(start), dateOf(end))
  const part = (mine: bigint) => (both > share ? (share * mine) / both : mine)
  return { referral: part(earned.referral), loyalty: part(earned.loyalty) }
}

/** What a month has earned so far, at a price (USD per CXPT in WAD): for the liability before it closes. */
export const readEarned = async (db: Queryable, chainId: number, month: Month, price: bigint) =>
  partsOf(db, chainId, month, await readBody(db, chainId, month, price))

const sumOf = (earned: readonly { amount: bigint }[]): bigint => earned.reduce((sum, { amount }) => sum + amount, 0n)

/**
 * The inputs of a month whose hold is over. Referral and loyalty together never get more than the month's protocol share: each its part, in
 * proportion to what was earned. Null without a price.
 */
export async function readMonthInputs(
  db: Queryable,
  month: Month,
  basis: RunBasis<'referral'> | RunBasis<'loyalty'>,
): Promise<MonthReading | null> {
  const { chainId, allocatable, total, ...rest } = basis
  const price = await findPriceAt(db, chainId, dateOf(closesAt(month)))
  if (price === null) return null
  const body = await readBody(db, chainId, month, price)
  const bound = { ...rest, chainId, label: month }
  const referral: Omit<ReferralInputs, 'pool'> = { ...bound, ...body.referral, category: 'referral' }
  const loyalty: Omit<LoyaltyInputs, 'pool'> = { ...bound, ...body.loyalty, category: 'loyalty' }
  const part = (await partsOf(db, chainId, month, body))[basis.category]
  const pool = lesser(part, allocatable - total).toString()
  const inputs = basis.category === 'referral' ? { ...referral, pool } : { ...loyalty, pool }
  return { inputs, needed: part }
}
