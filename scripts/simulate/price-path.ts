import { greater, lesser } from '../../lib/domain/money'
import type { Random } from './prng'

/** USD per CXPT in units of 1e-7, by the thousandth of the history: a rise, a fall by a third, a recovery. */
const PATH: readonly (readonly [thousandth: bigint, price: bigint])[] = [
  [0n, 500_000n],
  [120n, 548_000n],
  [300n, 512_000n],
  [420n, 392_000n],
  [520n, 338_000n],
  [600n, 352_000n],
  [760n, 431_000n],
  [880n, 446_000n],
  [1_000n, 418_000n],
]

const UNIT = 10n ** 11n
/** Half of what the oracle allows per post (10%), so that a post never fails on its step. */
const STEP_BPS = 500n

/** Where the price is heading at a moment of the history, WAD; after it, the last value. */
export function targetPrice(since: bigint, length: bigint): bigint {
  const at = lesser((since * 1_000n) / length, 1_000n)
  let [left, from] = PATH[0] ?? [0n, 0n]
  for (const [right, to] of PATH) {
    if (at <= right) return right === left ? to * UNIT : (from + ((to - from) * (at - left)) / (right - left)) * UNIT
    ;[left, from] = [right, to]
  }
  return from * UNIT
}

/** The next post: the target with up to 1.2% of noise, at most 5% away from the last, in units of 1e-7 USD. */
export function nextPrice(last: bigint, target: bigint, random: Random): bigint {
  const wanted = (target * BigInt(random.between(9_880, 10_120))) / 10_000n
  const bounded = greater(lesser(wanted, last + (last * STEP_BPS) / 10_000n), last - (last * STEP_BPS) / 10_000n)
  return (bounded / UNIT) * UNIT
}
