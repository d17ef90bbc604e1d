/** SHA-256 of pieces that come one after the other. */
export type Digest = { add: (bytes: Uint8Array) => void; end: () => Uint8Array }

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of the first 8 (FIPS 180-4). */
const [ROUNDS, START] = constants()

function constants(): [Uint32Array, Uint32Array] {
  const primes: number[] = []
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  return [Uint32Array.from(primes, (n) => rootBits(n, 3)), Uint32Array.from(primes.slice(0, 8), (n) => rootBits(n, 2))]
}

/** floor(n^(1/degree) · 2^32) mod 2^32, by halving: exact, where floating point would be one bit short. */
function rootBits(n: number, degree: number): number {
  const power = (x: bigint) => (degree === 3 ? x * x * x : x * x)
  const target = BigInt(n) << BigInt(32 * degree)
  let [low, high] = [0n, BigInt(n) << 32n]
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (power(middle) <= target) low = middle
    else high = middle
  }
  return Number(low & 0xffff_ffffn)
}

const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))
const at = (words: Uint32Array, i: number): number => words[i] ?? 0

/** In plain JavaScript, for browsers, whose own SHA-256 takes whole files only; Node's is about ten times as fast. */
export function sha256Digest(): Digest {
  const state = Uint32Array.from(START)
  const block = new Uint8Array(64)
  const view = new DataView(block.buffer)
  const words = new Uint32Array(64)
  let [filled, length] = [0, 0]

  const compress = () => {
    for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(i * 4)
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [at(words, i - 15), at(words, i - 2)]
      const small = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
      const large = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
      words[i] = at(words, i - 16) + small + at(words, i - 7) + large
    }
    let [a, b, c, d, e, f, g, h] = Array.from(state) as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i += 1) {
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(ROUNDS, i) + at(words, i)
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + word
  }

  const add = (bytes: Uint8Array) => {
    length += bytes.length
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + 64 - filled)
      block.set(part, filled)
      filled += part.length
      from += part.length
      if (filled < 64) return
      compress()
      filled = 0
    }
  }
  const end = () => {
    const bits = BigInt(length) * 8n
    add(Uint8Array.from({ length: 1 + ((119 - (length % 64)) % 64) }, (_, i) => (i === 0 ? 0x80 : 0)))
    view.setBigUint64(56, bits)
    compress()
    const out = new DataView(new ArrayBuffer(32))
    for (const [i, word] of state.entries()) out.setUint32(i * 4, word)
    return new Uint8Array(out.buffer)
  }
  return { add, end }
}
