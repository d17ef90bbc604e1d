import { mulDivFloor } from './money'

export type Weighted = { key: string; weight: bigint }

/**
 * Parts of `amount` in proportion to the weights, floored, what is left one by one to the largest remainders; ties by key, ascending.
 * The parts add up to `amount` exactly, unless all weights are 0: then nobody gets anything.
 */
export function largestRemainder(amount: bigint, weights: readonly Weighted[]): Map<string, bigint> {
  const sum = weights.reduce((all, { weight }) => all + weight, 0n)
  if (sum === 0n) return new Map(weights.map(({ key }) => [key, 0n]))
  const parts = weights.map(({ key, weight }) => ({
    key,
    part: mulDivFloor(amount, weight, sum),
    remainder: (amount * weight) % sum,
  }))
  const left = amount - parts.reduce((all, { part }) => all + part, 0n)
  const order = [...parts].sort((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1
    return a.key < b.key ? -1 : 1
  })
  for (const part of order.slice(0, Number(left))) part.part += 1n
  return new Map(parts.map(({ key, part }) => [key, part]))
}
