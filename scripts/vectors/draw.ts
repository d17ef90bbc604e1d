import { randomOf } from '../simulate/prng'

/** How many vectors each differential test compares: `VECTORS`, 500 by default, 10,000 in the deep profile. */
export const VECTORS = Number(process.env.VECTORS ?? 500)

/** `VECTOR_SEED` repeats a run; without it every run draws anew. A failure names it. */
export const SEED = process.env.VECTOR_SEED ?? String(Date.now())

/** Said beside every comparison, so that a failure can be repeated. */
export const REPEAT = `repeat with VECTOR_SEED=${SEED} VECTORS=${VECTORS}`

export type Draw = {
  /** Uniform: for addresses, of which no two should meet. */
  bits(count: number): bigint
  /** Both ends included; the ends, their neighbours and short numbers far more often than uniform draws would be. */
  roll(low: bigint, high: bigint): bigint
  /** As `roll`, for small numbers. */
  number(low: number, high: number): number
  chance(percent: number): boolean
  pick<T>(items: readonly T[]): T
}

/** A stream of its own per test, so that one more draw in one changes nothing in the others. */
export function drawOf(name: string): Draw {
  const random = randomOf(SEED, name)
  /** Eight words of 32 bits. */
  const word = () =>
    Array.from({ length: 8 }, () => BigInt(random.below(2 ** 32))).reduce((all, bits) => (all << 32n) | bits, 0n)
  const roll: Draw['roll'] = (low, high) => {
    const span = high - low
    const kind = random.below(16)
    if (kind === 0) return low
    if (kind === 1) return high
    if (kind === 2) return span > 0n ? low + 1n : low
    if (kind === 3) return span > 0n ? high - 1n : high
    const bits = BigInt(random.below(span.toString(2).length))
    return low + (word() % ((kind < 8 ? span >> bits : span) + 1n))
  }
  return {
    bits: (count) => word() % 2n ** BigInt(count),
    roll,
    number: (low, high) => Number(roll(BigInt(low), BigInt(high))),
    chance: random.chance,
    pick: random.pick,
  }
}

/** The greatest unsigned number of so many bits. */
export const max = (bits: number): bigint => 2n ** BigInt(bits) - 1n

export function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i))
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return times(Math.ceil(items.length / size), (i) => items.slice(i * size, (i + 1) * size))
}
