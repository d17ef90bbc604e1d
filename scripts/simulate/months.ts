import { type Month, monthOf, nextMonth } from '../../lib/domain/month'
import { closesAt } from '../../lib/domain/referral'
import { DAY, HOUR, MINUTE } from '../../lib/domain/time'
import { type Earned, monthEarned, monthInputsOf } from '../../lib/rewards/month-assembly'
import { carryOut } from './acts/operations'
import { accept, claim } from './acts/roots'
import { funding } from './acts/treasury'
import { dayStart } from './calendar'
import { jobTime } from './days'
import { monthFacts } from './metering/facts'
import { basisOf, publishRun } from './metering/runs'
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

/**
 * Funds what the month earned out of PROTOCOL, unless that was done before, and publishes it. After the history only the money is seen to: the
 * worker publishes.
 */
export function closeMonth(world: World, category: Earned, month: Month, time: bigint): void {
  const facts = monthFacts(world, month)
  if (!facts) return
  const { funded, total } = world.state.rewards.streams[category]
  const missing = monthEarned(facts, month)[category] - (funded - total)
  const delay = missing > 0n ? FUND_DELAY : 0n
  if (missing > 0n) {
    carryOut(world, funding(world, category, missing, `${category} rewards of ${month}`), time + delay, 0n)
  }
  if (!world.isAlone) return
  world.agenda.enter(time + delay + PROPOSE_AFTER, (now) => {
    const { inputs } = monthInputsOf(facts, month, basisOf(world, category))
    if (!publishRun(world, inputs, now)) return
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
