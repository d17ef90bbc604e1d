import 'server-only'
import type { Address, Hex } from 'viem'
import { findPriceAt } from '../db/reward-month-rows'
import { findReferral, listNotesOf, listPaidBy } from '../db/reward-page-rows'
import { listParameterEvents } from '../db/reward-source-rows'
import { lesser } from '../domain/money'
import { type Month, monthBounds, monthOf, monthsBetween, nextMonth, parseMonth } from '../domain/month'
import { activeReferred, closesAt, earnsReferral, loyaltyMonths, type Tier } from '../domain/referral'
import { type TierProgress, tierProgress } from '../domain/tier-progress'
import { DAY, dateOf, secondsOf } from '../domain/time'
import type { SpendingInput, TierInput } from '../rewards/inputs'
import { spendingUpTo } from '../rewards/month-assembly'
import { loyaltyEarned, referralEarned } from '../rewards/month-rewards'
import { monthParameters } from '../rewards/parameters'
import type { Snapshot } from './snapshot'

export type MonthlyCategory = 'referral' | 'loyalty'

/** A month that nobody closed yet: an estimate at the price of now. */
export type OpenMonth = { month: Month; isRunning: boolean; amount: bigint; until: Date }

/** Where an account stands in the running month. USD in micro-USD. */
export type MonthProgress = {
  month: Month
  /** By the number of active referred users. */
  referral: TierProgress
  /** Those brought, those of them who spent at least $5 this month, and what they spent together. */
  brought: number
  earning: number
  base: bigint
  /** By months in a row with spending; the running month counts once something was spent in it. */
  loyalty: TierProgress
  hasSpent: boolean
  /** By what was spent this month. */
  bonus: TierProgress
}

export type OpenMonths = {
  referrer: Hex | null
  progress: MonthProgress
  open: Record<MonthlyCategory, OpenMonth[]>
}

const tiersFrom = (tiers: readonly TierInput[]): Tier[] =>
  tiers.map(([threshold, bps]) => ({ threshold: BigInt(threshold), bps: BigInt(bps) }))

const baseOf = (spending: SpendingInput | undefined, month: Month): bigint =>
  BigInt(spending?.months.find(([name]) => name === month)?.[1] ?? 0)

/** A month closes two days after its Monday, once it is funded (docs/rewards.md). */
const FUNDING = 2n * DAY
/** Months looked at: what is older is an alarm of the job that closes them. */
const MOST_MONTHS = 6

/**
 * What months that nobody closed would give an account. `covered`: months that a run or a root stands for, by category. Credit notes are no fact of
 * the chain, so they count only when the owner asks; what others' notes take back is in the closed month.
 */
export async function readOpenMonths(
  at: Snapshot,
  account: Address,
  isOwner: boolean,
  covered: Record<MonthlyCategory, ReadonlySet<string>>,
): Promise<OpenMonths> {
  const { db, chainId, time } = at
  const key = account.toLowerCase() as Hex
  const { referrer, referred } = await findReferral(db, chainId, key)
  const paid = await listPaidBy(db, chainId, [key, ...referred])
  const notes = isOwner ? await listNotesOf(db, chainId, key) : []
  const now = monthOf(time)
  const first = parseMonth(paid.map(({ month }) => month).sort()[0] ?? '') ?? now
  const events = await listParameterEvents(db, chainId, time)
  const open: OpenMonths['open'] = { referral: [], loyalty: [] }
  for (const category of ['referral', 'loyalty'] as const) {
    const last = [...covered[category]]
      .flatMap((label) => parseMonth(label) ?? [])
      .sort()
      .at(-1)
    for (const month of monthsBetween(last ? nextMonth(last) : first, now).slice(-MOST_MONTHS)) {
      const price = await findPriceAt(db, chainId, dateOf(lesser(closesAt(month), secondsOf(time))))
      if (price === null) continue
      const spending = spendingUpTo(
        month,
        paid.filter((one) => one.month <= month),
        notes,
      )
      const common = { month, price: price.toString() }
      const tiers = monthParameters(events)
      const earned =
        category === 'referral'
          ? referralEarned({
              ...common,
              spending,
              referred: referred.map((user) => ({ user, referrer: key, flags: [] })),
              tiers: tiers.referralTiers,
            })
          : loyaltyEarned({ ...common, ...tiers, spending: spending.filter((one) => one.account === key) })
      const amount = earned.reduce((sum, one) => sum + one.amount, 0n)
      const until = dateOf(closesAt(month) + FUNDING)
      if (amount > 0n)
        open[category].push({ month, isRunning: monthBounds(month).end > secondsOf(time), amount, until })
    }
  }
  const spending = spendingUpTo(now, paid, notes)
  return { referrer, open, progress: progressOf(now, key, referred, spending, monthParameters(events)) }
}

function progressOf(
  month: Month,
  account: Hex,
  referred: readonly Hex[],
  spending: readonly SpendingInput[],
  parameters: ReturnType<typeof monthParameters>,
): MonthProgress {
  const of = (who: Hex) => spending.find((one) => one.account === who)
  const bases = referred.flatMap((user) => {
    const first = of(user)?.months.find(([, usd]) => BigInt(usd) > 0n)?.[0]
    const began = first ? parseMonth(first) : null
    return began && earnsReferral(began, month) ? [baseOf(of(user), month)] : []
  })
  const own = of(account)
  const mine = baseOf(own, month)
  const months = (own?.months ?? []).map(([, usd]) => BigInt(usd))
  const streak = loyaltyMonths(mine > 0n ? months : months.slice(0, -1))
  return {
    month,
    referral: tierProgress(tiersFrom(parameters.referralTiers.value), activeReferred(bases)),
    brought: referred.length,
    earning: bases.length,
    base: bases.reduce((sum, usd) => sum + usd, 0n),
    loyalty: tierProgress(tiersFrom(parameters.loyaltyTiers.value), streak),
    hasSpent: mine > 0n,
    bonus: tierProgress(tiersFrom(parameters.usageBonusTiers.value), mine),
  }
}
