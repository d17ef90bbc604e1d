import { quoteCxpt } from './money'
import type { ReplayEntry } from './replay'
import type { PastPayment } from './replay-payments'
import { BPS } from './units'

/** What `PriceOracle.post` and `price` hold a posted price to. WAD, seconds, bps. */
export type OracleRules = { min: bigint; max: bigint; maxAge: bigint; minInterval: bigint; maxStepBps: bigint }
/** A posted price in the order of the chain; `isReset` is not held to step and interval. Seconds. */
export type PastPost = { at: bigint; price: bigint; isReset: boolean }
export type RulesFrom = { at: bigint; rules: OracleRules }

export type PostRefusal = 'band' | 'too_soon' | 'step'
export type JudgedPost = PastPost & { refusal: PostRefusal | null }

const isNear = (value: bigint, base: bigint, bps: bigint) =>
  (value > base ? value - base : base - value) * BPS <= base * bps

function refusalOf(post: PastPost, last: PastPost | null, rules: OracleRules): PostRefusal | null {
  if (post.price < rules.min || post.price > rules.max) return 'band'
  if (post.isReset || !last) return null
  if (post.at < last.at + rules.minInterval) return 'too_soon'
  return isNear(post.price, last.price, rules.maxStepBps) ? null : 'step'
}

/**
 * Each posted price as the contract would have judged it: a refused one is not the base of the next. `before`, the price in force when the month
 * began, is taken as it was.
 */
export function judgePosts(
  before: PastPost | null,
  posts: readonly PastPost[],
  rulesAt: (at: bigint) => OracleRules,
): JudgedPost[] {
  let last = before
  return posts.map((post) => {
    const refusal = refusalOf(post, last, rulesAt(post.at))
    if (refusal === null) last = post
    return { ...post, refusal }
  })
}

/** Rules in force at a time: the last set by then, or the first ones known. */
export const rulesOf =
  (all: readonly RulesFrom[]) =>
  (at: bigint): OracleRules => {
    const found = all.filter((one) => one.at <= at).at(-1) ?? all[0]
    if (!found) throw new RangeError('an oracle has rules from its deployment on')
    return found.rules
  }

type History = { before: PastPost | null; posts: readonly PastPost[] }

/** Wei of each payment at the prices that would have stood. Null: none was fresh, the payment would have been refused. */
function amountsUnder(
  payments: readonly PastPayment[],
  { before, posts }: History,
  rulesAt: (at: bigint) => OracleRules,
): (bigint | null)[] {
  const judged = judgePosts(before, posts, rulesAt)
  const stood = judged.filter(({ refusal }) => refusal === null)
  const [real, left] = [
    [before, ...posts],
    [before, ...stood],
  ].map((all) => all.filter((post) => post !== null))
  return payments.map(({ usd, amount, price, at }) => {
    const would = left?.findLast((post) => post.at <= at)
    const was = real?.findLast((post) => post.at <= at)
    if (!would) return null
    const rules = rulesAt(at)
    if (at - would.at > rules.maxAge || would.price < rules.min || would.price > rules.max) return null
    // The same posting stood: nothing changes, whatever the vault rounded.
    if (would.at === was?.at && would.price === was.price) return amount
    return would.price === price ? amount : quoteCxpt(usd, would.price)
  })
}

/**
 * Payments under other rules of the oracle, wei: a price that would have been refused leaves the one before in force; without a fresh one nothing
 * is paid. Prices of a feed are not in the ledger: posted ones alone are replayed.
 */
export function replayOracle(
  payments: readonly PastPayment[],
  history: History,
  past: readonly RulesFrom[],
  next: OracleRules,
): ReplayEntry[] {
  const again = amountsUnder(payments, history, rulesOf(past))
  const would = amountsUnder(payments, history, () => next)
  return payments.map(({ account, kind, amount }, i) => ({
    account,
    part: kind,
    real: amount,
    again: again[i] ?? 0n,
    next: would[i] ?? 0n,
  }))
}
