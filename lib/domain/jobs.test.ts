import { expect, test } from 'vitest'
import { everyWords, JOB_LIST, nextDue, periodsDue } from './jobs'
import { DAY, HOUR, MINUTE } from './time'

const at = (text: string) => BigInt(Date.parse(text) / 1000)
const daily = { every: { seconds: DAY, after: 10n * MINUTE, beforeMonthEnd: 30n * MINUTE } }

test.each([
  ['before ten past midnight', '2026-11-02T00:09:59Z', '2026-11-02T00:10:00Z'],
  ['at ten past midnight it is the next day', '2026-11-02T00:10:00Z', '2026-11-03T00:10:00Z'],
  ['on the last day of a month it is before its end', '2026-11-30T12:00:00Z', '2026-11-30T23:30:00Z'],
  ['in the last half hour it is the next day again', '2026-11-30T23:30:00Z', '2026-12-01T00:10:00Z'],
])('next run of a daily job: %s', (_, now, next) => {
  expect(nextDue(daily, at(now))).toBe(at(next))
})

test('the next run of an hourly job is the next full hour', () => {
  expect(nextDue({ every: { seconds: HOUR } }, at('2026-11-02T12:00:00Z'))).toBe(at('2026-11-02T13:00:00Z'))
  expect(nextDue({ every: { seconds: HOUR } }, at('2026-11-02T12:59:59Z'))).toBe(at('2026-11-02T13:00:00Z'))
})

test.each([
  [{ seconds: HOUR }, 'every hour'],
  [{ seconds: 10n * MINUTE }, 'every 10 minutes'],
  [{ seconds: 7n * DAY, after: HOUR }, 'every 7 days'],
  [daily.every, 'daily from 00:10 UTC, and in the last 30 minutes of a month'],
])('%o in words is %s', (every, words) => {
  expect(everyWords(every)).toBe(words)
})

test('whatever the job and the time, the next run is later and begins a period that was not due before', () => {
  for (const job of JOB_LIST) {
    for (let time = at('2026-11-28T00:00:00Z'); time < at('2026-12-03T00:00:00Z'); time += 613n) {
      const next = nextDue(job, time)
      expect(next).toBeGreaterThan(time)
      const due = periodsDue(job.every, time)
      expect(periodsDue(job.every, next - 1n).every((name) => due.includes(name))).toBe(true)
      expect(periodsDue(job.every, next).every((name) => due.includes(name))).toBe(false)
    }
  }
})

test('ids are unique', () => {
  expect(new Set(JOB_LIST.map(({ id }) => id)).size).toBe(JOB_LIST.length)
})
