import { type Hex, toFunctionSelector } from 'viem'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { CURVE_RANGES, type CurveKind, curveAt, curveAtCount, isValidCurve, type Knot } from '../../lib/domain/curve'
import { PPM } from '../../lib/domain/units'
import { chunksOf, type Draw, drawOf, max, REPEAT, times, VECTORS } from './draw'
import { type Harness, PATIENCE, startHarness } from './harness'

vi.setConfig(PATIENCE)

const KINDS = Object.keys(CURVE_RANGES) as CurveKind[]
const BAD_CURVE = toFunctionSelector('BadCurve()')
const ACCEPTED: Hex = '0x00000000'
/** Curves a call; every knot of one is stored. */
const BATCH = 100

type Point = { of: bigint; in: bigint }
type Answer = { reason: Hex; values: readonly bigint[] }

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness?.stop())

/** x of a fraction is in ppm: of · 1e6 / in. */
const ask = (vectors: readonly { kind: CurveKind; knots: Knot[]; points: Point[] }[]) =>
  harness.ask<Answer[]>('curves', [
    vectors.map(({ kind, knots, points }) => ({
      kind: KINDS.indexOf(kind),
      knots,
      numerators: points.map((point) => point.of * PPM),
      denominators: points.map((point) => point.in),
    })),
  ])

test('knots: Parameters accepts exactly what isValidCurve does', async () => {
  const draw = drawOf('knots')
  const vectors = times(VECTORS, () => {
    const kind = draw.pick(KINDS)
    const knots = curveOf(draw, kind, draw.number(2, 8))
    return { kind, knots: draw.chance(40) ? knots : spoiled(draw, kind, knots), points: [] }
  })
  let accepted = 0
  for (const chunk of chunksOf(vectors, BATCH)) {
    const answers = await ask(chunk)
    for (const [i, vector] of chunk.entries()) {
      const isValid = isValidCurve(vector.kind, vector.knots)
      if (isValid) accepted += 1
      expect({ vector, reason: isValid ? ACCEPTED : BAD_CURVE }, REPEAT).toEqual({ vector, reason: answers[i]?.reason })
    }
  }
  // Both verdicts were compared, each often.
  expect(accepted, REPEAT).toBeGreaterThan(VECTORS / 4)
  expect(accepted, REPEAT).toBeLessThan((VECTORS * 3) / 4)
})

test('value: between, on and beyond the knots that Parameters stored', async () => {
  const draw = drawOf('values')
  const pointsEach = 10
  const vectors = times(Math.ceil(VECTORS / pointsEach), () => {
    const kind = draw.pick(KINDS)
    const knots = curveOf(draw, kind, draw.number(2, 8))
    return { kind, knots, points: times(pointsEach, () => pointOf(draw, knots)) }
  })
  for (const chunk of chunksOf(vectors, BATCH)) {
    const answers = await ask(chunk)
    for (const [i, { kind, knots, points }] of chunk.entries()) {
      const values = points.map((point) => curveAt(knots, point))
      expect({ kind, knots, points, values }, REPEAT).toEqual({ kind, knots, points, values: answers[i]?.values })
    }
  }
})

test('value: at a whole number of providers', async () => {
  const draw = drawOf('counts')
  const vectors = times(VECTORS, () => {
    const knots = curveOf(draw, 'availability', draw.number(2, 8), 100n)
    return { knots, count: draw.roll(0n, (knots.at(-1)?.x ?? 0n) + 2n) }
  })
  for (const chunk of chunksOf(vectors, BATCH)) {
    const answers = await ask(
      // The count itself is x: its millionth as a fraction.
      chunk.map(({ knots, count }) => ({ kind: 'availability' as const, knots, points: [{ of: count, in: PPM }] })),
    )
    const values = chunk.map(({ knots, count }) => curveAtCount(knots, count))
    expect(values, REPEAT).toEqual(answers.map((answer) => answer.values[0]))
  }
})

function curveOf(draw: Draw, kind: CurveKind, count: number, widest = 2_000_000n): Knot[] {
  const { least, greatest } = CURVE_RANGES[kind]
  let x = draw.roll(0n, widest)
  return times(count, () => {
    const knot = { x, y: draw.roll(least, greatest) }
    x += draw.roll(1n, draw.chance(95) ? widest : max(60))
    return knot
  })
}

/** One fault, or a value at the very edge of what is allowed. */
function spoiled(draw: Draw, kind: CurveKind, knots: Knot[]): Knot[] {
  const { least, greatest } = CURVE_RANGES[kind]
  const i = draw.number(1, knots.length - 1)
  const replaced = (knot: Partial<Knot>) => knots.map((old, k) => (k === i ? { ...old, ...knot } : old))
  const before = knots[i - 1]?.x ?? 0n
  return draw.pick([
    () => replaced({ x: draw.chance(50) ? before : before + 1n }),
    () => replaced({ x: draw.roll(0n, before) }),
    () => replaced({ y: draw.roll(least - 1n, least) }),
    () => replaced({ y: draw.roll(greatest, greatest + 1n) }),
    () => replaced({ y: draw.roll(0n, max(64)) }),
    () => knots.slice(0, draw.number(0, 2)),
    () => curveOf(draw, kind, draw.number(8, 12)),
  ])()
}

/** On a knot, near one, between two or beyond the ends, as a fraction of any size. */
function pointOf(draw: Draw, knots: readonly Knot[]): Point {
  const whole = draw.chance(30) ? PPM : draw.roll(1n, max(40))
  const { x } = draw.pick(knots)
  const [first, last] = [knots[0]?.x ?? 0n, knots.at(-1)?.x ?? 0n]
  const near = draw.chance(30) ? x : draw.roll(first > 0n ? first - 1n : 0n, last + 1n)
  return { of: (near * whole) / PPM + draw.roll(0n, 1n), in: whole }
}
