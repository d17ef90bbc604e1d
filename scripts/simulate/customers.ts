import { zeroAddress } from 'viem'
import { greater, quoteCxpt, withSlippage } from '../../lib/domain/money'
import { DAY } from '../../lib/domain/time'
import { CXPT } from '../../lib/domain/units'
import { deposit, depositWithPermit } from './acts/credits'
import { setAutoRenew, setReferrer, subscribe, subscribeWithPermit } from './acts/plans'
import { transfer } from './acts/wallet'
import type { Purchase } from './model/periods'
import type { Kind, Profile } from './profiles'
import type { World } from './world'

/** Ids of the launch plans; the Enterprise plan gets the next one when it is added. */
export const PLAN_OF: Record<Exclude<Kind, 'payg'>, number> = { starter: 1, professional: 2, scale: 3, enterprise: 4 }

/** Days of usage he tops up for, and days of usage left when he does. */
const FILL_DAYS = 12n
const LOW_DAYS = 4n

/** Rounded up to whole tens of CXPT: nobody loads odd amounts. */
function round(wei: bigint): bigint {
  const step = 10n * CXPT
  return ((wei + step - 1n) / step) * step
}

/** Buys on the market what the wallet lacks. */
function buy(world: World, profile: Profile, amount: bigint): void {
  const missing = amount - world.state.walletOf(profile.actor.address)
  if (missing <= 0n) return
  const bought = round(missing)
  transfer(world, world.cast.market, profile.actor.address, bought, `${profile.actor.name} buys ${bought}`)
}

/** Brings `amount` of CXPT into his credits, the way he does such things. */
export function load(world: World, profile: Profile, amount: bigint, time: bigint): void {
  const sponsor = profile.habit === 'sponsored' ? world.cast.customers[0] : undefined
  const payer = sponsor ?? profile
  buy(world, payer, amount)
  if (profile.habit === 'permit') depositWithPermit(world, profile.actor, amount, time)
  else deposit(world, payer.actor, profile.actor.address, amount)
}

function usdAhead(world: World, profile: Profile, days: bigint, time: bigint): bigint {
  const since = (time - world.start) / DAY - BigInt(profile.joinDay)
  const daily = (profile.usdPerDay * (1_000_000n + profile.growthPpm * greater(since, 0n))) / 1_000_000n
  return daily * days
}

function cxptFor(world: World, usd: bigint): bigint {
  return quoteCxpt(usd, world.state.price)
}

/** The first purchase: a plan in one signature, a plan from credits loaded before, or credits alone. */
export function join(world: World, profile: Profile, time: bigint): void {
  const { actor, kind, referrer } = profile
  const usage = cxptFor(world, usdAhead(world, profile, FILL_DAYS, time))
  if (kind === 'payg') {
    if (referrer) setReferrer(world, actor, referrer.actor.address)
    load(world, profile, round(usage), time)
    return
  }
  const cost = cxptFor(world, world.state.periods.plan(PLAN_OF[kind]).usd)
  const purchase = purchaseOf(world, profile, PLAN_OF[kind])
  const amount = round(withSlippage(cost) + usage)
  if (profile.habit === 'permit') {
    buy(world, profile, amount)
    subscribeWithPermit(world, actor, purchase, amount, time)
  } else {
    load(world, profile, amount, time)
    subscribe(world, actor, purchase, time)
  }
}

export function purchaseOf(world: World, profile: Profile, plan: number): Purchase {
  const cost = cxptFor(world, world.state.periods.plan(plan).usd)
  return {
    plan,
    maxIn: withSlippage(cost),
    autoRenew: true,
    renewCap: (cost * profile.capPercent) / 100n,
    referrer: profile.referrer?.actor.address ?? zeroAddress,
  }
}

/** What the plan will cost soon, micro-USD: 0 unless a renewal is due within `days` or overdue. */
function renewalUsd(world: World, profile: Profile, days: bigint, time: bigint): bigint {
  const sub = world.state.periods.of(profile.actor.address)
  const status = world.state.periods.statusOf(profile.actor.address, time)
  if (!sub.autoRenew || (status !== 'active' && status !== 'grace') || sub.end > time + days * DAY) return 0n
  return world.state.periods.plan(sub.nextPlan || sub.plan).usd
}

function isAbsent(world: World, profile: Profile, time: bigint): boolean {
  const day = Number((time - world.start) / DAY) - profile.joinDay
  return profile.absences.some(([from, to]) => from <= day && day < to)
}

/** A look at the credits: a cap that the price has outgrown is raised, credits that run low are filled up. */
export function tend(world: World, profile: Profile, time: bigint): void {
  const { address } = profile.actor
  const { periods, credits } = world.state
  if (isAbsent(world, profile, time) || credits.of(address).pending !== 0n) return
  const status = periods.statusOf(address, time)
  if (profile.kind !== 'payg' && status !== 'active' && status !== 'grace') return

  const renewal = renewalUsd(world, profile, LOW_DAYS, time)
  const cost = cxptFor(world, renewal)
  const sub = periods.of(address)
  if (renewal > 0n && sub.renewCap < cost) setAutoRenew(world, profile.actor, true, (cost * 3n) / 2n, time)

  // Rolling over a fall in price between now and the renewal: a tenth more than it costs today.
  const plan = (cost * 11n) / 10n
  const available = credits.availableOf(address)
  if (available >= plan + cxptFor(world, usdAhead(world, profile, LOW_DAYS, time))) return
  load(world, profile, round(plan + cxptFor(world, usdAhead(world, profile, FILL_DAYS, time)) - available + CXPT), time)
}
