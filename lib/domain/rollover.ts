import { lesser } from './money'
import { BPS } from './units'

export type PeriodEnd = {
  /** Tokens of the period that ends, of the plan that ends. */
  allowance: bigint
  /** Tokens that were carried into it, used first. */
  rolled: bigint
  used: bigint
  /** Tokens of the period that follows. */
  nextAllowance: bigint
  /** Rollover of the plan that ends, at most 5,000. */
  bps: bigint
}

/** The most that may be carried: floor(min(A, A_next) · bps / 10,000). */
export function rolloverCap({ allowance, nextAllowance, bps }: Omit<PeriodEnd, 'rolled' | 'used'>): bigint {
  return (lesser(allowance, nextAllowance) * bps) / BPS
}

/** `Subscriptions.nextRollover`: min(max(0, A + R − U), cap). A lapse carries nothing: the caller passes 0 as `rolled` then. */
export function nextRollover(period: PeriodEnd): bigint {
  const unused = period.allowance + period.rolled - period.used
  const cap = rolloverCap(period)
  if (unused <= 0n) return 0n
  return lesser(unused, cap)
}
