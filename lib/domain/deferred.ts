import { lesser, mulDivFloor } from './money'
import { rolloverCap } from './rollover'
import { GRACE } from './subscription'

/** Money that was paid for tokens not yet used: micro-USD and tokens. */
export type Layer = { usd: bigint; tokens: bigint }

/** The price of a plan, then of each upgrade of its period: `tokens` are those it adds. Seconds, micro-USD. */
export type PlanSale = Layer & { at: bigint }

/** Tokens used from `at` to the next use, of those carried into the period and of its own. */
export type AllowanceUse = { at: bigint; rolled: bigint; fresh: bigint }

/** A paid period of an account: what was paid for it and what was used of it, each in order of time. */
export type PlanPeriod = {
  start: bigint
  end: bigint
  /** When it can no longer be renewed; three days after its end where a pause does not make it later. */
  close?: bigint
  /** Renewed in time: what the one before carries comes along. */
  isRenewal: boolean
  /** Rollover of the plan at its end, at most 5,000. */
  bps: bigint
  sales: readonly PlanSale[]
  uses: readonly AllowanceUse[]
}

/**
 * What an account's plans came to until an instant. `billed` = `used` + `expired` + what is left in the two layers, to the micro-USD: `used`
 * is revenue of subscriptions, `expired` breakage, `fresh` and `rolled` the contract liability. `carried` moved from fresh to rolled.
 */
export type Deferred = {
  billed: Layer
  used: Layer
  expired: Layer
  carried: Layer
  fresh: Layer
  rolled: Layer
  /** The part of `used` and of `expired` that came out of the rolled layer; the rest came out of the fresh one. */
  usedRolled: Layer
  expiredRolled: Layer
}

const NOTHING: Layer = { usd: 0n, tokens: 0n }
const plus = (a: Layer, b: Layer): Layer => ({ usd: a.usd + b.usd, tokens: a.tokens + b.tokens })

export const addDeferred = (a: Deferred, b: Deferred): Deferred => ({
  billed: plus(a.billed, b.billed),
  used: plus(a.used, b.used),
  expired: plus(a.expired, b.expired),
  carried: plus(a.carried, b.carried),
  fresh: plus(a.fresh, b.fresh),
  rolled: plus(a.rolled, b.rolled),
  usedRolled: plus(a.usedRolled, b.usedRolled),
  expiredRolled: plus(a.expiredRolled, b.expiredRolled),
})

export const NO_DEFERRED: Deferred = {
  billed: NOTHING,
  used: NOTHING,
  expired: NOTHING,
  carried: NOTHING,
  fresh: NOTHING,
  rolled: NOTHING,
  usedRolled: NOTHING,
  expiredRolled: NOTHING,
}

/** One price for its tokens. Each part taken is the difference of rounded cumulative amounts, so that the parts add up to the price. */
class Tokens {
  private usd = 0n
  private tokens = 0n
  private taken = 0n
  private takenUsd = 0n

  get left(): Layer {
    return { usd: this.usd - this.takenUsd, tokens: this.tokens - this.taken }
  }

  take(tokens: bigint): Layer {
    if (tokens < 0n || tokens > this.tokens - this.taken) {
      throw new RangeError(`${tokens} tokens of a layer that has ${this.tokens - this.taken}`)
    }
    this.taken += tokens
    // Without tokens there is no price.
    const until = this.tokens === 0n ? 0n : mulDivFloor(this.usd, this.taken, this.tokens)
    const usd = until - this.takenUsd
    this.takenUsd = until
    return { usd, tokens }
  }

  takeAll = (): Layer => this.take(this.left.tokens)

  /** Prospective: from now on what is left and what is new have one price. */
  add({ usd, tokens }: Layer): void {
    const { left } = this
    this.usd = left.usd + usd
    this.tokens = left.tokens + tokens
    this.taken = 0n
    this.takenUsd = 0n
  }
}

/** The running sums of one account. */
class Account {
  private sums = { ...NO_DEFERRED }
  private fresh = new Tokens()
  private rolled = new Tokens()
  /** Tokens of the period that runs or ended last, upgrades included. */
  private allowance = 0n

  private book(sum: 'billed' | 'used' | 'expired' | 'carried', part: Layer): void {
    this.sums[sum] = plus(this.sums[sum], part)
  }

  private bookRolled(sum: 'used' | 'expired', part: Layer): void {
    this.book(sum, part)
    const ofRolled = sum === 'used' ? 'usedRolled' : 'expiredRolled'
    this.sums[ofRolled] = plus(this.sums[ofRolled], part)
  }

  sell(sale: PlanSale): void {
    this.fresh.add(sale)
    this.allowance += sale.tokens
    this.book('billed', sale)
  }

  use({ rolled, fresh }: AllowanceUse): void {
    this.bookRolled('used', this.rolled.take(rolled))
    this.book('used', this.fresh.take(fresh))
  }

  /** Rolled tokens that are left expire, own ones above the cap too; what is below it waits in the rolled layer for the renewal. */
  end(bps: bigint): void {
    this.bookRolled('expired', this.rolled.takeAll())
    const left = this.fresh.left.tokens
    const cap = rolloverCap({ allowance: this.allowance, nextAllowance: this.allowance, bps })
    this.book('expired', this.fresh.take(left - lesser(left, cap)))
    const carried = this.fresh.takeAll()
    this.rolled = new Tokens()
    this.rolled.add(carried)
    this.fresh = new Tokens()
    this.book('carried', carried)
  }

  /** The next period begins: a smaller plan carries less, a period after a lapse nothing. */
  begin({ isRenewal, sales }: PlanPeriod, bps: bigint): void {
    const { tokens } = this.rolled.left
    const nextAllowance = sales[0]?.tokens ?? 0n
    const cap = isRenewal ? rolloverCap({ allowance: this.allowance, nextAllowance, bps }) : 0n
    this.bookRolled('expired', this.rolled.take(tokens - lesser(tokens, cap)))
    this.allowance = 0n
  }

  lapse(): void {
    this.bookRolled('expired', this.rolled.takeAll())
  }

  get state(): Deferred {
    return { ...this.sums, fresh: this.fresh.left, rolled: this.rolled.left }
  }
}

/**
 * The deferred revenue of one account (accrual, USD) after everything before `until`: a period's own tokens and the carried ones keep their
 * own price; used tokens are revenue, and what expires is breakage. `periods` in order, none of them overlapping. Between its end and the
 * renewal a period's rest waits; at its close, when no renewal came, it expires.
 */
export function deferredOf(periods: readonly PlanPeriod[], until: bigint): Deferred {
  const account = new Account()
  for (const [i, period] of periods.entries()) {
    if (period.start >= until) break
    account.begin(period, periods[i - 1]?.bps ?? 0n)
    run(account, period, until)
    const next = periods[i + 1]
    if (period.end < until) account.end(period.bps)
    if (!next?.isRenewal && lesser(period.close ?? period.end + GRACE, next?.start ?? until) < until) account.lapse()
  }
  return account.state
}

/** Sales and uses of a period in order of time; what is used in the second of a sale comes after it. */
function run(account: Account, { sales, uses }: PlanPeriod, until: bigint): void {
  const before = <T extends { at: bigint }>(rows: readonly T[]) => rows.filter(({ at }) => at < until)
  const acts = [
    ...before(sales).map((sale) => ({ at: sale.at, order: 0, act: () => account.sell(sale) })),
    ...before(uses).map((use) => ({ at: use.at, order: 1, act: () => account.use(use) })),
  ]
  acts.sort((a, b) => (a.at === b.at ? a.order - b.order : a.at < b.at ? -1 : 1))
  for (const { act } of acts) act()
}
