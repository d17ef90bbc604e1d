import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatMonth,
  type Month,
  monthBounds,
  monthOf,
  monthsBetween,
  nextMonth,
  parseMonth,
  previousMonth,
} from './month'

function month(text: string): Month {
  const parsed = parseMonth(text)
  if (!parsed) throw new Error(`${text} is not a month`)
  return parsed
}

test.each(['2026-10', '2026-01', '2026-12', '1970-01', '2999-12'])('parses %s', (text) => {
  expect(parseMonth(text)).toBe(text)
})

test.each([
  '2026-13',
  '2026-00',
  '2026-1',
  '26-10',
  '2026-10-01',
  ' 2026-10',
  '2026-10\n',
  '',
  'October',
  '1969-12',
  '3000-01',
  '٢٠٢٦-10',
])('refuses %j', (text) => {
  expect(parseMonth(text)).toBeNull()
})

test.each([
  ['2026-10', 1_790_812_800n, 1_793_491_200n],
  ['2026-12', 1_796_083_200n, 1_798_761_600n],
  ['2028-02', 1_832_976_000n, 1_835_481_600n],
])('%s begins and ends at midnight UTC', (text, start, end) => {
  expect(monthBounds(month(text))).toEqual({ start, end })
})

test('the last second belongs to the month, the next one to the next', () => {
  expect(monthOf(1_793_491_199n)).toBe('2026-10')
  expect(monthOf(1_793_491_200n)).toBe('2026-11')
  expect(monthOf(new Date('2026-10-31T23:59:59.999Z'))).toBe('2026-10')
})

test('steps over the ends of a year', () => {
  expect(nextMonth(month('2026-12'))).toBe('2027-01')
  expect(previousMonth(month('2027-01'))).toBe('2026-12')
})

test('lists months with both ends', () => {
  expect(monthsBetween(month('2026-11'), month('2027-02'))).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
  expect(monthsBetween(month('2026-11'), month('2026-11'))).toEqual(['2026-11'])
  expect(monthsBetween(month('2026-12'), month('2026-11'))).toEqual([])
})

test('writes a month for people', () => {
  expect(formatMonth(month('2026-10'))).toBe('October 2026')
})

describe('laws', () => {
  const seconds = fc.bigInt({ min: 0n, max: 32_503_679_999n })

  test('every second lies inside the bounds of its month', () => {
    fc.assert(
      fc.property(seconds, (time) => {
        const { start, end } = monthBounds(monthOf(time))
        expect(start <= time && time < end).toBe(true)
      }),
    )
  })

  test('months follow each other without a gap', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 32_503_679_999n }), (time) => {
        const of = monthOf(time)
        expect(monthBounds(of).end).toBe(monthBounds(nextMonth(of)).start)
        expect(previousMonth(nextMonth(of))).toBe(of)
      }),
    )
  })
})
