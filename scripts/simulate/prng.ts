/**
 * Seeded randomness: the same key gives the same stream on every machine, and a stream is owned by what it is for ('customer', 7),
 * so that one more draw in one place changes nothing elsewhere. 32-bit integers only; never for keys or secrets.
 */
export type Random = {
  /** 0 ≤ n < limit ≤ 2^32. */
  below(limit: number): number
  /** Both ends included. */
  between(low: number, high: number): number
  /** For amounts: both ends included, in steps no finer than (high − low) / 2^64. */
  amount(low: bigint, high: bigint): bigint
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean
  pick<T>(items: readonly T[]): T
}

export function randomOf(...key: (string | number)[]): Random {
  const bits = sfc32(...hash128(key.join('\u0000')))
  const below = (limit: number) => Math.floor((bits() / 2 ** 32) * limit)
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    amount: (low, high) => low + (((BigInt(bits()) << 32n) | BigInt(bits())) * (high - low + 1n)) / 2n ** 64n,
    chance: (percent) => below(100) < percent,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}

/** Four words from a text: FNV-1a with four offsets, each finished by the mixer of MurmurHash3. */
function hash128(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]
  for (let i = 0; i < text.length; i++) {
    for (let w = 0; w < 4; w++) words[w] = Math.imul((words[w] ?? 0) ^ (text.charCodeAt(i) + w), 0x01000193)
  }
  return words.map(mixed) as [number, number, number, number]
}

function mixed(word: number): number {
  let x = word ^ (word >>> 16)
  x = Math.imul(x, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** "Small fast counting" generator of PractRand, period at least 2^32; the first 12 outputs are thrown away. */
function sfc32(a: number, b: number, c: number, counter: number): () => number {
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return next
}
