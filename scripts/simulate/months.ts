import { type Address, zeroAddress } from 'viem'
import { type Month, monthOf, monthsBetween, nextMonth } from '../../lib/domain/month'
import { activeReferred, closesAt, earnsReferral, loyaltyMonths, monthReward, tierBps } from '../../lib/domain/referral'
import { DAY, HOUR, MINUTE } from '../../lib/domain/time'
import { carryOut } from './acts/operations'
import { accept, claim, propose } from './acts/roots'
import { funding } from './acts/treasury'
import { dayStart } from './calendar'
import { jobTime } from './days'
import { added } from './epochs'
import { sumOf } from './model/reward-streams'
import { randomOf } from './prng'
import { SLOT } from './usage'
import type { World } from './world'

/** The treasurer's day begins at seven. */
export const SCHEDULE_OFFSET = 7n * HOUR
/** The treasurer's delay is a day; the root follows the money by half an hour. */
const FUND_DELAY = DAY
const PROPOSE_AFTER = 30n * MINUTE
const ACCEPT_AFTER = DAY + 45n * MINUTE

/** Enters the referral and loyalty rewards of every month that closes after `from` and up to `until`. */
export function enterMonths(world: World, from: bigint, until: bigint): void {
  for (let month = monthOf(world.start); closesAt(month) + SCHEDULE_OFFSET <= until; month = nextMonth(month)) {
    const time = closesAt(month) + SCHEDULE_OFFSET
    if (time <= from) continue
    for (const category of EARNED) world.agenda.enter(time, (now) => closeMonth(world, category, month, now))
  }
}

export const EARNED = ['referral', 'loyalty'] as const
export type Earned = (typeof EARNED)[number]

function baseOf(world: World, month: Month, user: Address): bigint {
  return world.spendingOf.get(month)?.get(user) ?? 0n
}

/** Every month since the start, oldest first. */
function monthsUpTo(world: World, month: Month): Month[] {
  return monthsBetween(monthOf(world.start), month)
}

/** What referrers earned on what those they brought spent in the month, wei. */
export function referralOf(world: World, month: Month): Map<Address, bigint> {
  const bases = new Map<Address, bigint[]>()
  for (const [user, { referrer }] of world.state.periods.subs) {
    const first = monthsUpTo(world, month).find((earlier) => baseOf(world, earlier, user) > 0n)
    if (referrer === zeroAddress || !first || !earnsReferral(first, month)) continue
    bases.set(referrer, [...(bases.get(referrer) ?? []), baseOf(world, month, user)])
  }
  return new Map(
    [...bases].map(([referrer, list]) => {
      const bps = tierBps(world.terms.referralTiers, activeReferred(list))
      const base = list.reduce((sum, one) => sum + one, 0n)
      return [referrer, monthReward(base, bps, world.state.price).cxpt]
    }),
  )
}

/** Loyalty for months in a row and the bonus for a month's usage, wei. */
export function loyaltyOf(world: World, month: Month): Map<Address, bigint> {
  const earned = new Map<Address, bigint>()
  for (const [user, base] of world.spendingOf.get(month) ?? []) {
    const streak = loyaltyMonths(monthsUpTo(world, month).map((earlier) => baseOf(world, earlier, user)))
    const bps = tierBps(world.terms.loyaltyTiers, streak) + tierBps(world.terms.usageBonusTiers, base)
    earned.set(user, monthReward(base, bps, world.state.price).cxpt)
  }
  return earned
}

/** Funds what the month earned out of PROTOCOL, unless that was done before, and publishes it. */
export function closeMonth(world: World, category: Earned, month: Month, time: bigint): void {
  const earned = category === 'referral' ? referralOf(world, month) : loyaltyOf(world, month)
  const total = sumOf(earned)
  if (total === 0n) return
  const stream = world.state.rewards.streams[category]
  const isFunded = stream.funded - stream.total >= total
  const delay = isFunded ? 0n : FUND_DELAY
  if (!isFunded) carryOut(world, funding(world, category, total, `${category} rewards of ${month}`), time + delay, 0n)
  world.agenda.enter(time + delay + PROPOSE_AFTER, (now) => {
    const before = world.state.rewards.streams[category].active?.leaves ?? new Map<Address, bigint>()
    propose(world, category, month, added(before, earned), now)
    world.agenda.enter(now + ACCEPT_AFTER, (later) => acceptMonth(world, category, month, later))
  })
}

/** Two of three collect within the week; the demo customer keeps his for whoever looks at his account. */
/** `label` tells one month's claims from another's. */
export function acceptMonth(world: World, category: Earned, label: string, time: bigint): void {
  accept(world, category, time)
  for (const { actor, index } of world.cast.customers) {
    const random = randomOf(world.seed, category, index, label)
    if (!random.chance(65)) continue
    const slot = dayStart(time) + BigInt(random.between(3, 18)) * SLOT
    world.agenda.enter(jobTime(world.seed, slot), () => {
      if (world.state.rewards.claimable(category, actor.address) <= 0n) return
      claim(world, actor, category, actor.address)
    })
  }
}
