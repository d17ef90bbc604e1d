import { expect, test } from 'vitest'
import { bookedAt } from './late'
import { secondsOf } from './time'

const at = (text: string) => secondsOf(new Date(text))

test.each([
  ['known at once', '2026-10-31T23:59:59Z', '2026-10-31T23:59:59Z', '2026-10', null],
  ['known in the last second before the lock', '2026-10-31T12:00:00Z', '2026-11-03T23:59:59Z', '2026-10', null],
  ['known at the lock', '2026-10-31T12:00:00Z', '2026-11-04T00:00:00Z', '2026-11', '2026-10'],
  ['known two months later', '2026-10-01T00:00:00Z', '2026-12-05T00:00:00Z', '2026-12', '2026-10'],
  ['of a leap February', '2028-02-29T23:00:00Z', '2028-03-03T23:59:59Z', '2028-02', null],
])('what is %s', (_, happened, known, month, original) => {
  const booked = bookedAt(at(happened), at(known))
  expect(booked).toEqual({
    month,
    originalPeriod: original,
    at: at(original === null ? happened : known),
  })
})
