import { BPS, CXPT, USD, WAD } from './units'

/** micro-USD × 1e30 / price in WAD = wei. */
const USD_TO_WEI = (WAD * CXPT) / USD

/** floor(a · b / d), for amounts: negative numbers and a zero divisor are a bug of the caller. */
export function mulDivFloor(a: bigint, b: bigint, divisor: bigint): bigint {
  assertAmounts(a, b, divisor)
  return (a * b) / divisor
}

/** ceil(a · b / d), for amounts. */
export function mulDivCeil(a: bigint, b: bigint, divisor: bigint): bigint {
  assertAmounts(a, b, divisor)
  return (a * b + divisor - 1n) / divisor
}

/** What `usd` micro-USD cost in wei at `price` (USD per CXPT, WAD), rounded up: the formula of `Vault.quote`. */
export function quoteCxpt(usd: bigint, price: bigint): bigint {
  return mulDivCeil(usd, USD_TO_WEI, price)
}

/** What `cxpt` wei are worth in micro-USD at `price` (USD per CXPT, WAD), rounded down. */
export function usdOf(cxpt: bigint, price: bigint): bigint {
  return mulDivFloor(cxpt, price, USD_TO_WEI)
}

/** CXPT of a reward stated in USD: floor(usd · 1e30 / price). Received, so rounded down. */
export function rewardCxpt(usd: bigint, price: bigint): bigint {
  return mulDivFloor(usd, USD_TO_WEI, price)
}

/** Launch default of `maxIn`: 1% above the quote. */
export const DEFAULT_SLIPPAGE_BPS = 100n

/** The most a purchase may cost: ceil(cxpt · (1 + bps / 10,000)). */
export function withSlippage(cxpt: bigint, bps: bigint = DEFAULT_SLIPPAGE_BPS): bigint {
  return mulDivCeil(cxpt, BPS + bps, BPS)
}

/** `Math.min` and `Math.max` throw on bigint. */
export function lesser(a: bigint, b: bigint): bigint {
  if (b < a) return b
  return a
}

export function greater(a: bigint, b: bigint): bigint {
  if (b > a) return b
  return a
}

function assertAmounts(a: bigint, b: bigint, divisor: bigint): void {
  if (a < 0n || b < 0n) throw new RangeError(`negative amount: ${a} · ${b}`)
  if (divisor <= 0n) throw new RangeError(`divisor must be positive, is ${divisor}`)
}
