import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AVAILABILITY_CURVE,
  type Curve,
  curveAt,
  curveAtCount,
  DEMAND_CURVE,
  isValidCurve,
  RESPONSE_CURVE,
  UPTIME_CURVE,
} from './curve'

describe('curveAt', () => {
  test.each([
    ['uptime of 9,975 of 10,020 minutes', UPTIME_CURVE, 9_975n, 10_020n, 1_061_210n],
    ['uptime .9995', UPTIME_CURVE, 9_995n, 10_000n, 1_155_555n],
    ['uptime .97', UPTIME_CURVE, 97n, 100n, 950_000n],
    ['uptime at a knot', UPTIME_CURVE, 99n, 100n, 1_000_000n],
    ['uptime below the first knot', UPTIME_CURVE, 85n, 100n, 800_000n],
    ['uptime 1', UPTIME_CURVE, 10_080n, 10_080n, 1_200_000n],
    ['response .75', RESPONSE_CURVE, 75n, 100n, 1_050_000n],
    ['response .5', RESPONSE_CURVE, 1n, 2n, 1_100_000n],
    ['response 3, flat', RESPONSE_CURVE, 3n, 1n, 900_000n],
    ['demand .70', DEMAND_CURVE, 70n, 100n, 1_333_333n],
    ['demand .10, flat', DEMAND_CURVE, 10n, 100n, 500_000n],
    ['demand 0', DEMAND_CURVE, 0n, 1n, 500_000n],
  ])('%s', (_, curve, of, whole, y) => {
    expect(curveAt(curve, { of, in: whole })).toBe(y)
  })

  test('floors a falling curve too', () => {
    expect(curveAt(RESPONSE_CURVE, { of: 4n, in: 3n })).toBe(966_666n)
  })

  test('refuses what is not a fraction', () => {
    expect(() => curveAt(UPTIME_CURVE, { of: 1n, in: 0n })).toThrow(RangeError)
    expect(() => curveAt(UPTIME_CURVE, { of: -1n, in: 2n })).toThrow(RangeError)
    expect(() => curveAt([], { of: 1n, in: 2n })).toThrow(RangeError)
  })

  test('stays between the lowest and the highest knot, and rises where the curve does', () => {
    const part = fc.bigInt({ min: 0n, max: 10n ** 6n })
    fc.assert(
      fc.property(part, part, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const at = (of: bigint) => curveAt(UPTIME_CURVE, { of, in: 10n ** 6n })
        expect(at(low) <= at(high)).toBe(true)
        expect(at(low) >= 800_000n && at(high) <= 1_200_000n).toBe(true)
      }),
    )
  })
})

test.each([
  [0n, 1_250_000n],
  [1n, 1_250_000n],
  [2n, 1_150_000n],
  [3n, 1_100_000n],
  [5n, 1_000_000n],
  [7n, 980_000n],
  [10n, 950_000n],
  [1_000n, 950_000n],
])('availability of %s healthy providers', (count, y) => {
  expect(curveAtCount(AVAILABILITY_CURVE, count)).toBe(y)
})

describe('isValidCurve', () => {
  const straight = (count: number): Curve => Array.from({ length: count }, (_, i) => ({ x: BigInt(i), y: 1_000_000n }))

  test.each([
    ['uptime', UPTIME_CURVE],
    ['response', RESPONSE_CURVE],
    ['demand', DEMAND_CURVE],
    ['availability', AVAILABILITY_CURVE],
  ] as const)('takes the launch curve of %s', (kind, curve) => {
    expect(isValidCurve(kind, curve)).toBe(true)
  })

  test.each([
    ['one knot', straight(1), false],
    ['two knots', straight(2), true],
    ['eight knots', straight(8), true],
    ['nine knots', straight(9), false],
    ['an x that stands still', [...straight(2), { x: 1n, y: 1_000_000n }], false],
    ['an x that goes back', [...straight(3), { x: 0n, y: 1_000_000n }], false],
    ['the least y', [...straight(2), { x: 9n, y: 800_000n }], true],
    ['less than the least y', [...straight(2), { x: 9n, y: 799_999n }], false],
    ['the greatest y', [...straight(2), { x: 9n, y: 1_200_000n }], true],
    ['more than the greatest y', [...straight(2), { x: 9n, y: 1_200_001n }], false],
  ])('uptime with %s', (_, curve, valid) => {
    expect(isValidCurve('uptime', curve)).toBe(valid)
  })
})
