import { decimalRatio } from './ratio'

const ascending = (amounts: readonly bigint[]): bigint[] => [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

/** 2Σ i·xᵢ / (n·Σx) − (n + 1)/n with x ascending and i from 1: 0 when all are equal. Null when nothing is shared. Amounts from 0. */
export function gini(amounts: readonly bigint[]): string | null {
  const n = BigInt(amounts.length)
  const sum = sumOf(amounts)
  const weighted = ascending(amounts).reduce((all, amount, index) => all + BigInt(index + 1) * amount, 0n)
  return decimalRatio(2n * weighted - (n + 1n) * sum, n * sum)
}

/** Points of a Lorenz curve that are drawn at most. */
const MOST_POINTS = 100

export type LorenzPoint = { accounts: number; share: string }

/** The Lorenz curve: what the first `accounts` of all, ascending, have together, percent. From none to all; empty when nothing is shared. */
export function lorenz(amounts: readonly bigint[]): LorenzPoint[] {
  const sorted = ascending(amounts)
  const sum = sumOf(sorted)
  const steps = Math.min(sorted.length, MOST_POINTS)
  if (sum === 0n) return []
  const held = [0n]
  for (const amount of sorted) held.push((held.at(-1) ?? 0n) + amount)
  return Array.from({ length: steps + 1 }, (_, step) => {
    const accounts = Math.floor((sorted.length * step) / steps)
    return { accounts, share: decimalRatio((held[accounts] ?? 0n) * 100n, sum) ?? '0' }
  })
}

/** Σ of squared shares, 10,000 when one has all. */
export function hhi(amounts: readonly bigint[]): string | null {
  const sum = sumOf(amounts)
  return decimalRatio(10_000n * sumOf(amounts.map((amount) => amount * amount)), sum * sum)
}

/** The fewest that together hold more than a third; null when nothing is shared. */
export function nakamoto33(amounts: readonly bigint[]): bigint | null {
  const sum = sumOf(amounts)
  let held = 0n
  const count = ascending(amounts)
    .reverse()
    .findIndex((amount) => {
      held += amount
      return held * 3n > sum
    })
  return count < 0 ? null : BigInt(count + 1)
}

/** The ceil(n · percent / 100)-th smallest value; null without any. `percent` from 1 to 100. */
export function percentile(values: readonly bigint[], percent: bigint): bigint | null {
  const rank = (BigInt(values.length) * percent + 99n) / 100n
  return ascending(values)[Number(rank) - 1] ?? null
}
