import { expect, test } from 'vitest'
import { Agenda, dayStart, genesisTime, historyStart, isWeekend } from './calendar'

test.each([
  ['2026-11-01T00:00:00Z', '2026-07-01', 'the latest first of a month that is 120 days away'],
  ['2026-10-29T00:00:00Z', '2026-07-01', 'exactly 120 days after a first of a month'],
  ['2026-10-28T23:59:59Z', '2026-06-01', 'a second less than that'],
  ['2027-01-31T12:00:00Z', '2026-10-01', 'over the turn of the year'],
  ['2028-06-29T00:00:00Z', '2028-03-01', 'exactly 120 days in a leap year, after February'],
  ['2028-06-28T23:59:59Z', '2028-02-01', 'a second less in a leap year'],
])('a history that ends at %s starts on %s: %s', (now, start) => {
  expect(historyStart(new Date(now)).toISOString()).toBe(`${start}T00:00:00.000Z`)
})

test('every history of a year holds at least three whole calendar months', () => {
  for (let day = 0; day < 366; day++) {
    const now = new Date(Date.UTC(2027, 0, 1 + day, 13, 5))
    const start = historyStart(now)
    const months = (now.getUTCFullYear() - start.getUTCFullYear()) * 12 + now.getUTCMonth() - start.getUTCMonth()
    expect(months).toBeGreaterThanOrEqual(3)
    expect(now.getTime() - start.getTime()).toBeGreaterThanOrEqual(120 * 86_400_000)
  }
})

test('the genesis block lies one second before the history', () => {
  expect(genesisTime(new Date('2026-11-01T00:00:00Z'))).toBe(1_782_863_999n)
})

test.each([
  ['2026-11-01T00:00:00Z', true, 'a Sunday from its first second'],
  ['2026-10-31T23:59:59Z', true, 'a Saturday'],
  ['2026-10-30T23:59:59Z', false, 'a Friday to its last second'],
  ['2026-11-02T00:00:00Z', false, 'a Monday'],
])('%s: weekend %s, %s', (text, expected) => {
  expect(isWeekend(BigInt(Date.parse(text) / 1_000))).toBe(expected)
})

test('a day starts at midnight UTC', () => {
  expect(dayStart(1_782_950_399n)).toBe(1_782_864_000n)
  expect(dayStart(1_782_864_000n)).toBe(1_782_864_000n)
})

test('the agenda gives the earliest first, and equals in the order they were entered', () => {
  const agenda = new Agenda<string>()
  for (const [time, what] of [
    [30n, 'd'],
    [10n, 'a'],
    [20n, 'b'],
    [20n, 'c'],
    [40n, 'e'],
  ] as const) {
    agenda.enter(time, what)
  }
  const taken: string[] = []
  for (let next = agenda.take(30n); next; next = agenda.take(30n)) taken.push(next.what)
  expect(taken).toEqual(['a', 'b', 'c', 'd'])
  expect(agenda.size).toBe(1)
  expect(agenda.peek()).toBe(40n)
})

test('a thousand appointments come out sorted, whatever order they went in', () => {
  const agenda = new Agenda<number>()
  for (let i = 0; i < 1_000; i++) agenda.enter(BigInt((i * 7_919) % 503), i)
  const taken: [bigint, number][] = []
  for (let next = agenda.take(10_000n); next; next = agenda.take(10_000n)) taken.push([next.time, next.what])
  const sorted = [...taken].sort((a, b) => Number(a[0] - b[0]) || a[1] - b[1])
  expect(taken).toEqual(sorted)
})
