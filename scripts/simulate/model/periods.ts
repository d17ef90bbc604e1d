import { type Address, zeroAddress } from 'viem'
import { closeOf, PERIOD, type Status, statusOf } from '../../../lib/domain/subscription'
import { dateOf } from '../../../lib/domain/time'
import { quoteUpgrade } from '../../../lib/domain/upgrade'
import type { PaidPeriod } from '../../../lib/metering/allowance'
import { type Credits, Refused } from './credits'

/** `Subscriptions.planOf`, what the simulation needs of it. */
export type Plan = { usd: bigint; allowance: bigint; customer: Address; bps: bigint; priority: number }

/** `Subscriptions.subscriptionOf`. */
export type Sub = {
  plan: number
  nextPlan: number
  start: bigint
  end: bigint
  index: number
  autoRenew: boolean
  allowance: bigint
  renewCap: bigint
  referrer: Address
}

export type Purchase = {
  plan: number
  maxIn: bigint
  autoRenew: boolean
  renewCap: bigint
  referrer: Address
}

export type Charge = { user: Address; usd: bigint; paid: bigint }

/** The rules of `Subscriptions`, over the credits they are paid from. Plans are numbered from 1. */
export class Periods {
  readonly plans: Plan[] = []
  readonly subs = new Map<Address, Sub>()
  private readonly paid = new Map<Address, PaidPeriod[]>()

  constructor(private readonly credits: Credits) {}

  of(user: Address): Sub {
    const known = this.subs.get(user)
    if (known) return known
    const sub: Sub = {
      plan: 0,
      nextPlan: 0,
      start: 0n,
      end: 0n,
      index: 0,
      autoRenew: false,
      allowance: 0n,
      renewCap: 0n,
      referrer: zeroAddress,
    }
    this.subs.set(user, sub)
    return sub
  }

  /** Every period he paid for while this was watching, as the meter reads them; the list grows in place. */
  paidOf(user: Address): PaidPeriod[] {
    const known = this.paid.get(user)
    if (known) return known
    const periods: PaidPeriod[] = []
    this.paid.set(user, periods)
    return periods
  }

  plan(id: number): Plan {
    const plan = this.plans[id - 1]
    if (!plan) throw new Refused(`PlanInactive(${id})`)
    return plan
  }

  statusOf(user: Address, time: bigint): Status {
    return statusOf(this.of(user).end, time, this.credits.spendPause)
  }

  subscribe(user: Address, purchase: Purchase, price: bigint, time: bigint): Charge {
    const status = this.statusOf(user, time)
    if (status === 'active' || status === 'grace') throw new Refused('AlreadySubscribed')
    this.checkBuyable(purchase.plan, user)
    const sub = this.of(user)
    const { referrer } = purchase
    if (referrer !== zeroAddress && sub.referrer === zeroAddress && this.credits.of(user).spent === 0n) {
      this.checkReferrer(user, referrer)
      sub.referrer = referrer
    }
    sub.autoRenew = purchase.autoRenew
    sub.renewCap = purchase.renewCap
    return this.startPeriod(user, { plan: purchase.plan, maxIn: purchase.maxIn, isRenewal: false }, price, time)
  }

  upgrade(user: Address, id: number, maxIn: bigint, price: bigint, time: bigint): Charge {
    this.checkBuyable(id, user)
    const sub = this.of(user)
    const quote = quoteUpgrade(this.plan(sub.plan), this.plan(id), sub.end, time)
    if (!quote) throw new Refused('NotUpgrade')
    const paid = this.credits.charge(user, quote.usd, price, maxIn, time)
    sub.plan = id
    sub.nextPlan = 0
    sub.allowance += quote.allowance
    const { bps, priority } = this.plan(id)
    const periods = this.paidOf(user)
    const last = periods.pop()
    if (last) periods.push({ ...last, allowance: sub.allowance, bps, priority })
    return { user, usd: quote.usd, paid }
  }

  scheduleChange(user: Address, id: number, time: bigint): void {
    this.checkCurrent(user, time)
    if (id !== 0) this.checkBuyable(id, user)
    this.of(user).nextPlan = id
  }

  setAutoRenew(user: Address, on: boolean, renewCap: bigint, time: bigint): void {
    this.checkCurrent(user, time)
    const sub = this.of(user)
    sub.autoRenew = on
    sub.renewCap = renewCap
  }

  setReferrer(user: Address, referrer: Address): void {
    const sub = this.of(user)
    if (sub.referrer !== zeroAddress) throw new Refused('AlreadyReferred')
    if (this.credits.of(user).spent !== 0n) throw new Refused('TooLate')
    this.checkReferrer(user, referrer)
    sub.referrer = referrer
  }

  /** Of somebody else's subscription, as the keeper does it. */
  renew(user: Address, price: bigint, time: bigint): Charge {
    const sub = this.of(user)
    if (sub.plan === 0) throw new Refused('NotRenewable')
    if (time < sub.end) throw new Refused('RenewTooEarly')
    if (time >= closeOf(sub.end, this.credits.spendPause)) throw new Refused('NotRenewable')
    if (!sub.autoRenew) throw new Refused('AutoRenewOff')
    const bought = { plan: sub.nextPlan || sub.plan, maxIn: sub.renewCap, isRenewal: true }
    return this.startPeriod(user, bought, price, time)
  }

  private startPeriod(
    user: Address,
    { plan, maxIn, isRenewal }: { plan: number; maxIn: bigint; isRenewal: boolean },
    price: bigint,
    time: bigint,
  ): Charge {
    const { usd, allowance, bps, priority } = this.plan(plan)
    const paid = this.credits.charge(user, usd, price, maxIn, time)
    const sub = this.of(user)
    Object.assign(sub, { plan, nextPlan: 0, index: sub.index + 1, allowance, start: time, end: time + PERIOD })
    const span = { startsAt: dateOf(time), endsAt: dateOf(time + PERIOD) }
    this.paidOf(user).push({ index: sub.index, ...span, allowance, bps, priority, isRenewal })
    return { user, usd, paid }
  }

  private checkBuyable(id: number, user: Address): void {
    const { customer } = this.plan(id)
    if (customer !== zeroAddress && customer !== user) throw new Refused('NotCustomer')
  }

  private checkCurrent(user: Address, time: bigint): void {
    const status = this.statusOf(user, time)
    if (status !== 'active' && status !== 'grace') throw new Refused('NotActive')
  }

  private checkReferrer(user: Address, referrer: Address): void {
    if (referrer === user) throw new Refused('SelfReferral')
    if (this.of(referrer).referrer === user) throw new Refused('ReferralCycle')
  }
}
