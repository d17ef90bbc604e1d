import { sayAmountProblem } from '@/components/tx/amount-problem'
import { parseTyped } from '@/lib/domain/amount-input'
import { withSlippage } from '@/lib/domain/money'
import { PERIOD, type RenewalHorizon, renewalHorizon } from '@/lib/domain/subscription'
import { CXPT_DECIMALS } from '@/lib/domain/units'

/** Headroom of the cap a renewal may cost, over today's price: 10%. */
const RENEW_CAP_BPS = 1_000n

export type Purchase = {
  /** All in wei. `cost`: the quote; `maxIn`: the most the plan may cost, or nothing happens. */
  cost: bigint
  maxIn: bigint
  renewCap: bigint
  /** What leaves the wallet: what the credits lack, and what is loaded on top. */
  fromWallet: bigint
  /** Loaded on top of the plan: it stays the buyer's own credits. */
  extra: bigint
  /** Credits without a requested withdrawal, after the purchase. */
  creditsAfter: bigint
  startsAt: bigint
  endsAt: bigint
}

/**
 * What is loaded on top when the buyer says nothing: with enough credits for the most it may cost, nothing; else so much that the
 * purchase still goes through when the price moves within its limit. What is not used stays in his credits.
 */
export function usualExtra(available: bigint, cost: bigint, maxIn: bigint): bigint {
  return available >= cost ? 0n : maxIn - cost
}

/** `extra` null: as usual. `now` is chain time, seconds. */
export function purchaseOf(of: { cost: bigint; available: bigint; extra: bigint | null; now: bigint }): Purchase {
  const { cost, available, now } = of
  const maxIn = withSlippage(cost)
  const extra = of.extra ?? usualExtra(available, cost, maxIn)
  const lacking = available >= cost ? 0n : cost - available
  const fromWallet = lacking + extra
  return {
    cost,
    maxIn,
    renewCap: withSlippage(cost, RENEW_CAP_BPS),
    fromWallet,
    extra,
    creditsAfter: available + fromWallet - cost,
    startsAt: now,
    endsAt: now + PERIOD,
  }
}

/** The renewals the credits cover after the purchase, at today's price. */
export function horizonOf({ creditsAfter, endsAt, renewCap }: Purchase, usd: bigint, price: bigint): RenewalHorizon {
  return renewalHorizon({ available: creditsAfter, usd, price, end: endsAt, renewCap })
}

export type ExtraInput = { ok: true; wei: bigint | null } | { ok: false; say: string }

/** The field "into your credits": empty is as usual. Finer than a wei is refused, never rounded. */
export function parseExtra(text: string): ExtraInput {
  const typed = parseTyped(text, CXPT_DECIMALS)
  if (typed.ok) return { ok: true, wei: typed.value }
  const say = sayAmountProblem(typed.problem, CXPT_DECIMALS)
  return say === null ? { ok: true, wei: null } : { ok: false, say }
}
