import { expect, test } from 'vitest'
import { uptimeMinutes } from './uptime'

const MINUTES = (...all: number[]) => new Set(all)
const span = { from: 6_000n, until: 6_600n }
const up = MINUTES(100, 101, 102, 103, 104, 105, 106, 107)

test('a minute is good by probes or by a job, bad in silence, and unknown while the probers were down', () => {
  const seen = { valid: MINUTES(100, 101), jobs: MINUTES(101, 102, 108) }
  // 108: the probers were down and a job succeeded; 109: nothing is known.
  expect(uptimeMinutes(span, seen, up, [])).toEqual({ good: 4, eligible: 9 })
})

test.each([
  { from: 6_000n, until: 6_120n, good: 2, eligible: 7, why: 'two whole minutes' },
  { from: 6_059n, until: 6_061n, good: 2, eligible: 7, why: 'a second of each of two' },
  { from: 6_120n, until: 6_121n, good: 3, eligible: 8, why: 'a second of one' },
  { from: 0n, until: 9_000n, good: 0, eligible: 0, why: 'all of it' },
])('an excluded span counts for nothing: $why', ({ from, until, good, eligible }) => {
  const seen = { valid: MINUTES(100, 101), jobs: MINUTES(102, 108) }
  expect(uptimeMinutes(span, seen, up, [{ from, until }])).toEqual({ good, eligible })
})

test('a provider that came in the middle of a minute is watched from the next', () => {
  expect(uptimeMinutes({ from: 6_061n, until: 6_600n }, { valid: up, jobs: MINUTES() }, up, [])).toEqual({
    good: 6,
    eligible: 6,
  })
})
