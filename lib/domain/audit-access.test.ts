import { expect, test } from 'vitest'
import { auditEnd, auditState, lastAuditDay, latestAuditDay, untilProblem } from './audit-access'

const NOW = new Date('2026-11-01T12:00:00Z')

test.each([
  ['before its end', '2026-11-02T00:00:00Z', null, 'reads'],
  ['at its end', '2026-11-01T12:00:00Z', null, 'over'],
  ['after its end', '2026-10-31T00:00:00Z', null, 'over'],
  ['ended by a hand before its time', '2026-12-01T00:00:00Z', '2026-11-01T11:00:00Z', 'ended'],
  ['ended by a hand, and its time has come', '2026-10-31T00:00:00Z', '2026-10-01T00:00:00Z', 'ended'],
])('%s', (_, until, endedAt, state) => {
  const span = { until: new Date(until), endedAt: endedAt === null ? null : new Date(endedAt) }
  expect(auditState(span, NOW)).toBe(state)
})

test.each([
  ['2026-11-30', '2026-12-01T00:00:00.000Z'],
  ['2026-12-31', '2027-01-01T00:00:00.000Z'],
  ['2028-02-29', '2028-03-01T00:00:00.000Z'],
])('a last day %s reads until %s', (day, end) => {
  expect(auditEnd(day)?.toISOString()).toBe(end)
  expect(lastAuditDay(new Date(end))).toBe(day)
})

test.each([
  ['no day of the calendar', '2026-02-31', 'no-day'],
  ['a month of thirteen', '2026-13-01', 'no-day'],
  ['a word', 'tomorrow', 'no-day'],
  ['nothing', '', 'no-day'],
  ['yesterday', '2026-10-31', 'past'],
  ['today', '2026-11-01', null],
  ['the last day of 180', '2027-04-29', null],
  ['a day more', '2027-04-30', 'too-late'],
])('%s', (_, day, problem) => {
  expect(untilProblem(day, NOW)).toBe(problem)
})

test('the latest day is 180 days with today', () => {
  expect(latestAuditDay(NOW)).toBe('2027-04-29')
})
