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

/** In the order of the contract's enum `Kind`, with the least and the greatest y that `Parameters.setCurve` takes. */
export const CURVE_RANGES = {
  uptime: { least: 800_000n, greatest: 1_200_000n },
  response: { least: 900_000n, greatest: 1_100_000n },
  demand: { least: 500_000n, greatest: 2_000_000n },
  availability: { least: 900_000n, greatest: 1_300_000n },
} as const
export type CurveKind = keyof typeof CURVE_RANGES

/** What `Parameters.setCurve` accepts: 2 to 8 knots, x strictly increasing, y within the range of the kind. */
export function isValidCurve(kind: CurveKind, curve: Curve): boolean {
  const { least, greatest } = CURVE_RANGES[kind]
  if (curve.length < 2 || curve.length > 8) return false
  if (curve.some(({ y }) => y < least || y > greatest)) return false
  return curve.every(({ x }, i) => x > (curve[i - 1]?.x ?? -1n))
}

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
