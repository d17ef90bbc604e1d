import { expect, test } from 'vitest'
import { dueJobs, idOf } from './schedule'

const at = (text: string) => BigInt(Date.parse(text) / 1000)
const distributions = (text: string) =>
  dueJobs(at(text))
    .filter(({ job }) => job === 'distribution')
    .map(({ key }) => key)

const NOV_1 = `day-${at('2026-11-01T00:00:00Z')}`
const NOV_2 = `day-${at('2026-11-02T00:00:00Z')}`

test.each([
  ['just before ten past midnight the day before is still the one', '2026-11-02T00:09:59Z', [NOV_1]],
  ['at ten past midnight the new day is due', '2026-11-02T00:10:00Z', [NOV_2]],
  ['at noon it is the same one', '2026-11-02T12:00:00Z', [NOV_2]],
  [
    'half an hour before the month ends there is one more',
    '2026-11-30T23:30:00Z',
    [`day-${at('2026-11-30T00:00:00Z')}`, 'month-2026-11'],
  ],
  ['a second earlier there is not', '2026-11-30T23:29:59Z', [`day-${at('2026-11-30T00:00:00Z')}`]],
  ['when the month is over there is not', '2026-12-01T00:00:00Z', [`day-${at('2026-11-30T00:00:00Z')}`]],
])('%s', (_, time, keys) => {
  expect(distributions(time)).toEqual(keys)
})

test('the other jobs are due once an hour of block time', () => {
  const keyAt = (text: string) => dueJobs(at(text)).find(({ job }) => job === 'reconciliation')?.key
  expect(keyAt('2026-11-02T12:00:00Z')).toBe(keyAt('2026-11-02T12:59:59Z'))
  expect(keyAt('2026-11-02T12:00:00Z')).not.toBe(keyAt('2026-11-02T13:00:00Z'))
})

test('an id is a uuid that says job, period and chain', () => {
  const due = { job: 'distribution', key: NOV_1 } as const
  expect(idOf(due, 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  expect(idOf(due, 1)).toBe(idOf({ ...due }, 1))
  expect(new Set([idOf(due, 1), idOf(due, 2), idOf({ ...due, key: NOV_2 }, 1)]).size).toBe(3)
})
