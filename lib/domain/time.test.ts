import { expect, test } from 'vitest'
import { dateOf, formatDay, formatDuration, formatTime, secondsOf, utcDay } from './time'

test('converts between dates and seconds', () => {
  expect(secondsOf(new Date('2027-01-04T00:00:00.999Z'))).toBe(1_799_020_800n)
  expect(dateOf(1_799_020_800n).toISOString()).toBe('2027-01-04T00:00:00.000Z')
})

test('a UTC day ends at midnight', () => {
  expect(utcDay(1_799_020_799n)).toBe(20_821n)
  expect(utcDay(1_799_020_800n)).toBe(20_822n)
})

test('writes a day and a time in UTC', () => {
  expect(formatDay(1_797_703_200n)).toBe('19 Dec 2026')
  expect(formatTime(1_797_703_500n)).toBe('19 Dec 2026, 18:05 UTC')
})

test.each([
  [0n, '0 seconds'],
  [1n, '1 second'],
  [59n, '59 seconds'],
  [60n, '1 minute'],
  [3_601n, '1 hour'],
  [25_200n, '7 hours'],
  [97_200n, '1 day 3 hours'],
  [2n * 86_400n + 61n, '2 days'],
  [-120n, '2 minutes'],
])('writes %s seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})
