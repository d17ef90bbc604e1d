import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthOf, nextMonth, previousMonth } from '../domain/month'
import { placeOf } from './months'

const TWO_DAYS_MS = 48 * 3_600_000
const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })

test('a request has its day, its month, and every month that two days reach', () => {
  fc.assert(
    fc.property(time, (at) => {
      const { day, month, neighbours } = placeOf(at)
      expect(day).toBe(at.toISOString().slice(0, 10))
      expect(month).toBe(`${monthOf(at)}-01`)
      const reached = [-1, 1].map((way) => monthOf(new Date(at.getTime() + way * TWO_DAYS_MS)))
      const own = monthOf(at)
      expect(neighbours).toEqual(
        [previousMonth(own), nextMonth(own)].filter((other) => reached.includes(other)).map((other) => `${other}-01`),
      )
    }),
  )
})

test.each([
  ['2026-10-03T00:00:00.000Z', []],
  ['2026-10-02T23:59:59.999Z', ['2026-09-01']],
  ['2026-10-29T23:59:59.999Z', []],
  ['2026-10-30T00:00:00.000Z', ['2026-11-01']],
])('around a month end: %s', (text, neighbours) => {
  expect(placeOf(new Date(text)).neighbours).toEqual(neighbours)
})
