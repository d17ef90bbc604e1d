import { greater, lesser } from './money'
import { BPS } from './units'

/** Integer bps, in stack order; together 10,000. */
export type Split = { burn: number; protocol: number; operations: number; provider: number }

/** The same four legs in wei. */
export type Shares = { burn: bigint; protocol: bigint; operations: bigint; provider: bigint }

export const SPLIT_LEGS = ['burn', 'protocol', 'operations', 'provider'] as const satisfies readonly (keyof Split)[]
export type SplitLeg = (typeof SPLIT_LEGS)[number]

export function splitSum(split: Split): number {
  return split.burn + split.protocol + split.operations + split.provider
}

/** What `Vault.setSplit` accepts: whole bps from 0, together exactly 10,000. */
export function isValidSplit(split: Split): boolean {
  return SPLIT_LEGS.every((leg) => Number.isInteger(split[leg]) && split[leg] >= 0) && splitSum(split) === Number(BPS)
}

/** Burn, protocol and operations rounded down; the providers take the remainder, so the four add up to `amount`. */
export function apportion(split: Split, amount: bigint): Shares {
  return between(split, 0n, amount)
}

export type Distribution = { total: bigint; split: Split }
/** What one payment became in one distribution; `distribution` is the index in the list passed in. */
export type PaymentPart = { distribution: number; amount: bigint } & Shares
export type FollowedPayment = { parts: PaymentPart[]; undistributed: bigint } & Shares

/**
 * Follows one payment to its shares (economics.md §5). Payments queue in (block, log index) order and a distribution of x covers the
 * next x wei of the queue. `before` is the sum of all payments ahead of this one, `distributions` are all of them from the first.
 * Inside a distribution, [a, b) gets floor(bps · b) − floor(bps · a) of the first three legs, so the parts of all payments add up
 * to what was distributed, to the wei.
 */
export function followPayment(before: bigint, amount: bigint, distributions: readonly Distribution[]): FollowedPayment {
  if (before < 0n || amount < 0n) throw new RangeError('a payment and its place in the queue are not negative')
  const end = before + amount
  const parts: PaymentPart[] = []
  let start = 0n
  for (const [distribution, { total, split }] of distributions.entries()) {
    const a = greater(before, start)
    const b = lesser(end, start + total)
    if (a < b) parts.push({ distribution, amount: b - a, ...between(split, a - start, b - start) })
    start += total
    if (start >= end) break
  }
  const sum = (leg: SplitLeg | 'amount') => parts.reduce((all, part) => all + part[leg], 0n)
  return {
    parts,
    undistributed: amount - sum('amount'),
    burn: sum('burn'),
    protocol: sum('protocol'),
    operations: sum('operations'),
    provider: sum('provider'),
  }
}

function between(split: Split, a: bigint, b: bigint): Shares {
  if (!isValidSplit(split)) throw new RangeError(`the split adds up to ${splitSum(split)}, not 10,000`)
  if (b < a) throw new RangeError('an amount is not negative')
  const leg = (bps: number) => (BigInt(bps) * b) / BPS - (BigInt(bps) * a) / BPS
  const burn = leg(split.burn)
  const protocol = leg(split.protocol)
  const operations = leg(split.operations)
  return { burn, protocol, operations, provider: b - a - burn - protocol - operations }
}
