import { describe, expect, test } from 'vitest'
import { CXPT } from '@/lib/domain/units'
import { checkTranche, momentInput, overlapsOf, parseMoment, solvencyOf } from './emission-guard'

const DAY = 86_400n
const NOW = 1_793_577_600n

describe('the guard of a schedule', () => {
  test('the worst case is 2.64 times the last 30 days, rounded up', () => {
    const tranches = [{ start: NOW, end: NOW + 100n * DAY, amount: 100_000n }]
    const { perDay, worstPerDay, left } = solvencyOf({ tranches, used: 0n, recent: 1_000n, now: NOW })
    expect([perDay, worstPerDay, left]).toEqual([34n, 88n, 100_000n])
  })

  test('a tranche that releases faster than the worst case is short only after its end', () => {
    const tranches = [{ start: NOW, end: NOW + 100n * DAY, amount: 100_000n }]
    const { shortAt, exhaustedAt } = solvencyOf({ tranches, used: 0n, recent: 3_000n, now: NOW })
    // 264 a day: 100,000 last 378.78 days; the first whole day beyond is the 379th.
    expect(shortAt).toBe(NOW + 379n * DAY)
    expect(exhaustedAt).toBe(NOW + 32_727_272n)
  })

  test('a gap between tranches shows although the sum would do', () => {
    const tranches = [{ start: NOW + 10n * DAY, end: NOW + 20n * DAY, amount: 1_000_000n }]
    expect(solvencyOf({ tranches, used: 0n, recent: 3_000n, now: NOW }).shortAt).toBe(NOW + DAY)
  })

  test('without emission there is no rate and nothing runs out', () => {
    expect(solvencyOf({ tranches: [], used: 0n, recent: 0n, now: NOW })).toEqual({
      perDay: 0n,
      worstPerDay: 0n,
      left: 0n,
      shortAt: null,
      exhaustedAt: null,
    })
  })
})

describe('tranches at the same time', () => {
  const tranches = [
    { id: 0, start: NOW, end: NOW + 10n, amount: 1n },
    { id: 1, start: NOW + 20n, end: NOW + 30n, amount: 1n },
  ]
  test.each([
    ['between them', 10n, 20n, []],
    ['a second of the first', 9n, 20n, [0]],
    ['a second of both', 9n, 21n, [0, 1]],
    ['around the second', 15n, 40n, [1]],
    ['inside of the first', 2n, 3n, [0]],
    ['a cliff inside of the second', 25n, 25n, [1]],
    ['after both', 30n, 40n, []],
  ])('%s', (_, start, end, ids) => {
    const draft = { start: NOW + start, end: NOW + end, amount: 1n }
    expect(overlapsOf(tranches, draft).map(({ id }) => id)).toEqual(ids)
  })
})

describe('a tranche in the form', () => {
  const limits = { now: NOW, scheduled: 479_999_990n * CXPT, count: 3 }
  test.each([
    ['starting now is not retroactive', { start: NOW, end: NOW, amount: 10n * CXPT }, {}],
    [
      'a second ago is',
      { start: NOW - 1n, end: NOW, amount: CXPT },
      { start: 'Not in the past: what has been released never changes.' },
    ],
    [
      'an end before its start',
      { start: NOW + 1n, end: NOW, amount: CXPT },
      { end: 'Not before its start; the same moment is a cliff.' },
    ],
    [
      'a wei above the cap',
      { start: NOW, end: NOW, amount: 10n * CXPT + 1n },
      { amount: 'More than the cap of 480,000,000 CXPT leaves.' },
    ],
    ['nothing', { start: NOW, end: NOW, amount: 0n }, { amount: 'More than 0 CXPT.' }],
  ])('%s', (_, input, errors) => {
    const draft = checkTranche(input, limits)
    expect(draft.errors).toEqual(errors)
    expect(draft.tranche).toEqual(Object.keys(errors).length === 0 ? input : null)
  })

  test('the 65th is refused', () => {
    const draft = checkTranche({ start: NOW, end: NOW, amount: 1n }, { ...limits, count: 64 })
    expect(draft.errors).toEqual({ whole: 'There are 64 tranches, the most there can ever be.' })
  })
})

test.each([
  ['2026-12-01T00:00', 1_796_083_200n],
  ['2026-12-01', null],
  ['2026-13-01T00:00', null],
  ['', null],
])('the moment %s is %s', (text, expected) => {
  expect(parseMoment(text)).toBe(expected)
  if (expected !== null) expect(momentInput(expected)).toBe(text)
})
