import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayParts, isTestnetAt, type PhaseChange, testnetSpans, userPoints } from './testnet-points'

const at = (text: string) => new Date(`2026-10-${text}Z`)

test.each([
  [0n, 0n],
  [999n, 0n],
  [1_000n, 1n],
  [412_999n, 412n],
])('%d tokens are %d points', (tokens, points) => {
  expect(userPoints(tokens)).toBe(points)
})

test.each<[string, PhaseChange[], object]>([
  ['no change', [], { days: [{ from: new Date(0), until: null }], rests: [] }],
  [
    'a launch in the middle of a day',
    [{ at: at('05T18:00:00'), phase: 1 }],
    {
      days: [{ from: new Date(0), until: at('05T00:00:00') }],
      rests: [{ from: at('05T00:00:00'), until: at('05T18:00:00') }],
    },
  ],
  [
    'a launch at midnight',
    [{ at: at('05T00:00:00'), phase: 2 }],
    {
      days: [{ from: new Date(0), until: at('05T00:00:00') }],
      rests: [],
    },
  ],
  [
    'a return for some hours',
    [
      { at: new Date(0), phase: 2 },
      { at: at('05T06:00:00'), phase: 0 },
      { at: at('05T08:00:00'), phase: 2 },
    ],
    { days: [], rests: [{ from: at('05T06:00:00'), until: at('05T08:00:00') }] },
  ],
])('parts of %s', (_, changes, parts) => {
  expect(dayParts(testnetSpans(changes))).toEqual(parts)
})

const HOUR = 3_600_000
const hours = fc.integer({ min: 0, max: 500 })
const history = fc
  .array(fc.record({ hour: hours, phase: fc.integer({ min: 0, max: 2 }) }), { maxLength: 6 })
  .map((list) => list.sort((a, b) => a.hour - b.hour).map(({ hour, phase }) => ({ at: new Date(hour * HOUR), phase })))

describe('for all histories of the phase', () => {
  test('an instant lies in exactly one part when the phase was TESTNET then, and in none otherwise', () => {
    fc.assert(
      fc.property(history, hours, (changes, hour) => {
        const time = new Date(hour * HOUR + 1)
        const { days, rests } = dayParts(testnetSpans(changes))
        const holds = [...days, ...rests].filter(({ from, until }) => from <= time && (!until || time < until))
        expect(holds).toHaveLength(isTestnetAt(changes, time) ? 1 : 0)
      }),
    )
  })

  test('points of parts are never more than those of the whole, and at most one less for each other part', () => {
    const tokens = fc.bigInt(0n, 10n ** 12n)
    fc.assert(
      fc.property(fc.array(tokens, { minLength: 1, maxLength: 9 }), (parts) => {
        const whole = userPoints(parts.reduce((sum, one) => sum + one, 0n))
        const apart = parts.reduce((sum, one) => sum + userPoints(one), 0n)
        expect(apart).toBeLessThanOrEqual(whole)
        expect(whole - apart).toBeLessThanOrEqual(BigInt(parts.length - 1))
      }),
    )
  })
})
