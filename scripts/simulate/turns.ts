import { quoteCxpt, withSlippage } from '../../lib/domain/money'
import { DAY, HOUR } from '../../lib/domain/time'
import { quoteUpgrade } from '../../lib/domain/upgrade'
import { requestWithdrawal, setBudget, withdraw } from './acts/credits'
import { scheduleChange, setAutoRenew, subscribe, upgrade } from './acts/plans'
import { load, purchaseOf } from './customers'
import type { Profile, Turn } from './profiles'
import type { World } from './world'

type Doing = (world: World, profile: Profile, time: bigint) => void

const DOINGS: Record<Exclude<Turn['does'], 'budget'>, Doing> = {
  upgrade: goUp,
  downgrade: goDown,
  cancel: stopRenewing,
  returnToPlan: comeBack,
  withdraw: (world, profile, time) => askBack(world, profile, false, time),
  regret: (world, profile, time) => askBack(world, profile, true, time),
}

/** Does what the turn says, or nothing when his situation no longer fits it. */
export function takeTurn(world: World, profile: Profile, turn: Turn, time: bigint): void {
  if (turn.does === 'budget') setBudget(world, profile.actor, turn.usdPerDay, time)
  else DOINGS[turn.does](world, profile, time)
}

function isActive(world: World, profile: Profile, time: bigint): boolean {
  return world.state.periods.statusOf(profile.actor.address, time) === 'active'
}

function goUp(world: World, profile: Profile, time: bigint): void {
  if (!isActive(world, profile, time)) return
  if (world.state.credits.isSpendPaused(time)) {
    world.agenda.enter(time + DAY, (later) => goUp(world, profile, later))
    return
  }
  const { periods, credits, price } = world.state
  const sub = periods.of(profile.actor.address)
  const quote = quoteUpgrade(periods.plan(sub.plan), periods.plan(sub.plan + 1), sub.end, time)
  if (!quote) return
  const most = withSlippage(quoteCxpt(quote.usd, price))
  const missing = most - credits.availableOf(profile.actor.address)
  if (missing > 0n) load(world, profile, missing, time)
  upgrade(world, profile.actor, sub.plan + 1, most, time)
}

function goDown(world: World, profile: Profile, time: bigint): void {
  const { plan } = world.state.periods.of(profile.actor.address)
  if (isActive(world, profile, time) && plan > 1) scheduleChange(world, profile.actor, plan - 1, time)
}

function stopRenewing(world: World, profile: Profile, time: bigint): void {
  const { renewCap } = world.state.periods.of(profile.actor.address)
  if (isActive(world, profile, time)) setAutoRenew(world, profile.actor, false, renewCap, time)
}

/** After a lapse he buys a new period; while it still runs or is in grace, turning renewal on again does. */
function comeBack(world: World, profile: Profile, time: bigint): void {
  const { periods, credits, price } = world.state
  const { address } = profile.actor
  const sub = periods.of(address)
  if (periods.statusOf(address, time) !== 'lapsed') {
    if (sub.plan !== 0) setAutoRenew(world, profile.actor, true, sub.renewCap, time)
    return
  }
  if (credits.isSpendPaused(time)) {
    world.agenda.enter(time + DAY, (later) => comeBack(world, profile, later))
    return
  }
  const missing = withSlippage(quoteCxpt(periods.plan(sub.plan).usd, price)) - credits.availableOf(address)
  if (missing > 0n) load(world, profile, missing, time)
  subscribe(world, profile.actor, purchaseOf(world, profile, sub.plan), time)
}

/** Asks for two fifths of what he has; takes it when the notice is over, or changes his mind after five hours. */
function askBack(world: World, profile: Profile, regrets: boolean, time: bigint): void {
  const amount = (world.state.credits.availableOf(profile.actor.address) * 2n) / 5n
  if (amount === 0n) return
  requestWithdrawal(world, profile.actor, amount, time)
  if (regrets) world.agenda.enter(time + 5n * HOUR, (later) => requestWithdrawal(world, profile.actor, 0n, later))
  else world.agenda.enter(time + DAY + HOUR, (later) => withdraw(world, profile.actor, later))
}
