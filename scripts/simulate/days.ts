import { monthBounds, monthOf } from '../../lib/domain/month'
import { closeOf } from '../../lib/domain/subscription'
import { DAY, HOUR, MINUTE } from '../../lib/domain/time'
import { distribute, postPrice } from './acts/operator'
import { renewMany } from './acts/plans'
import { dayStart } from './calendar'
import { join, tend } from './customers'
import { settleMetered } from './metering/settle'
import { nextPrice, targetPrice } from './price-path'
import { randomOf } from './prng'
import { type Profile, ROUNDS } from './profiles'
import { takeTurn } from './turns'
import { SLOT, serve } from './usage'
import type { World } from './world'

/** economics.md §7: daily at 00:10 UTC, and before a month's closing block. */
const DISTRIBUTE_OFFSET = 10n * MINUTE
const MONTH_END_OFFSET = 30n
/** A job runs four to seven minutes after the quarter of the day that it is for. */
const EARLIEST = 240
const LATEST = 420
/** Renewals that failed are tried again after noon. */
const RETRY_SLOT = 12n * HOUR
const PRICE_GAP = HOUR

/** When the work of the quarter that began at `slot` is done. */
export function jobTime(seed: number, slot: bigint): bigint {
  return slot + BigInt(randomOf(seed, 'job', Number(slot)).between(EARLIEST, LATEST))
}

/** Start of the quarter in which the customers of a round look after their credits: from 6, 12 and 18 o'clock. */
function roundSlot(day: bigint, round: number): bigint {
  return day + BigInt(round + 1) * SLOT
}

/**
 * Enters what happens every day, after `from` and up to `until`. Customers share a block with the operator's jobs: the local chain keeps
 * the whole state of every block, so a history of fewer blocks starts faster.
 */
export function enterDays(world: World, profiles: readonly Profile[], from: bigint, until: bigint): void {
  const enter = (time: bigint, act: (time: bigint) => void) => {
    if (time > from && time <= until) world.agenda.enter(time, act)
  }
  for (let day = dayStart(from); day <= until; day += DAY) {
    for (let slot = day; slot < day + DAY; slot += SLOT) {
      enter(jobTime(world.seed, slot), (time) => operate(world, profiles, slot, time))
    }
    enter(day + DISTRIBUTE_OFFSET, () => distributeIfAny(world))
    const { end } = monthBounds(monthOf(day))
    if (end === day + DAY) enter(end - MONTH_END_OFFSET, () => distributeIfAny(world))
    for (let round = 0; round < ROUNDS; round++) {
      const now = profiles.filter((profile) => profile.round === round)
      enter(jobTime(world.seed, roundSlot(day, round)), (time) => holdRound(world, now, time))
    }
  }
}

/** The operator's work of a quarter of a day: price, settlement, renewals, in one block. */
function operate(world: World, profiles: readonly Profile[], slot: bigint, time: bigint): void {
  if (time >= world.state.postedAt + PRICE_GAP) {
    const target = targetPrice(time - world.start, world.length)
    postPrice(world, nextPrice(world.state.price, target, randomOf(world.seed, 'price', Number(time))), time)
  }

  if (world.isAlone) serve(world, profiles, time)
  if (world.state.credits.isSpendPaused(time)) return
  if (world.isAlone) settleMetered(world, profiles, time)
  const due = dueForRenewal(world, slot, time)
  if (due.length > 0) renewMany(world, world.cast.keeper, due, time)
}

/** Whoever may be renewed by the keeper now. Who failed before is tried again once a day, until it is too late. */
function dueForRenewal(world: World, slot: bigint, time: bigint) {
  const { periods, credits } = world.state
  const isRetry = slot % DAY === RETRY_SLOT
  return [...periods.subs].flatMap(([user, { end, autoRenew }]) => {
    const isDue = end !== 0n && end <= time && time < closeOf(end, credits.spendPause)
    const isFirst = end > time - SLOT - BigInt(LATEST) || end <= credits.spendPause.until
    return autoRenew && isDue && !world.leavesAlone.has(user) && (isFirst || isRetry) ? [user] : []
  })
}

function distributeIfAny(world: World): void {
  if (world.state.credits.revenue > 0n) distribute(world)
}

/** Customers look after their credits and do what they had planned for the day. */
function holdRound(world: World, profiles: readonly Profile[], time: bigint): void {
  for (const profile of profiles) {
    const day = Number((time - world.start) / DAY) - profile.joinDay
    if (day < 0) continue
    if (day === 0) joinWhenPossible(world, profile, time)
    else {
      tend(world, profile, time)
      for (const turn of profile.turns) if (turn.day === day) takeTurn(world, profile, turn, time)
    }
  }
}

/** Plans cannot be bought while spending is paused. */
function joinWhenPossible(world: World, profile: Profile, time: bigint): void {
  if (profile.kind !== 'payg' && world.state.credits.isSpendPaused(time)) {
    world.agenda.enter(time + DAY, (later) => joinWhenPossible(world, profile, later))
    return
  }
  join(world, profile, time)
}
