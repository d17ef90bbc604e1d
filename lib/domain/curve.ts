import { PPM } from './units'

/** y in ppm; x in ppm of a fraction, or in whole providers for AVAILABILITY. */
export type Knot = { x: bigint; y: bigint }
export type Curve = readonly Knot[]

/** A share as an exact fraction of integers: minutes of minutes, milliseconds of milliseconds. */
export type Fraction = { of: bigint; in: bigint }

const knots = (...pairs: [x: bigint, y: bigint][]): Curve => pairs.map(([x, y]) => ({ x, y }))

/** Values at launch; the ones in force come from the `Parameters` history. */
export const UPTIME_CURVE = knots(
  [900_000n, 800_000n],
  [950_000n, 900_000n],
  [990_000n, 1_000_000n],
  [999_000n, 1_100_000n],
  [999_900n, 1_200_000n],
)
export const RESPONSE_CURVE = knots([500_000n, 1_100_000n], [1_000_000n, 1_000_000n], [2_000_000n, 900_000n])
export const DEMAND_CURVE = knots([200_000n, 500_000n], [600_000n, 1_000_000n], [900_000n, 2_000_000n])
export const AVAILABILITY_CURVE = knots([1n, 1_250_000n], [2n, 1_150_000n], [5n, 1_000_000n], [10n, 950_000n])

/** y at of/in, ppm. */
export function curveAt(curve: Curve, { of, in: whole }: Fraction): bigint {
  if (whole <= 0n || of < 0n) throw new RangeError(`not a fraction: ${of}/${whole}`)
  return interpolate(curve, of * PPM, whole)
}

/** y at a whole number of providers, ppm. */
export function curveAtCount(curve: Curve, count: bigint): bigint {
  return interpolate(curve, count, 1n)
}

/** Piecewise linear at x = numerator / denominator, flat outside the ends, exact until one floor at the end. */
function interpolate(curve: Curve, numerator: bigint, denominator: bigint): bigint {
  const [first] = curve
  if (!first) throw new RangeError('a curve has knots')
  let left = first
  if (numerator <= left.x * denominator) return left.y
  for (const right of curve.slice(1)) {
    if (numerator <= right.x * denominator) {
      const width = (right.x - left.x) * denominator
      const into = numerator - left.x * denominator
      // Between two y above 0 the sum is positive, so the division floors.
      return (left.y * width + (right.y - left.y) * into) / width
    }
    left = right
  }
  return left.y
}
