import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_STEPS, movedDay, nextStep, startOfStep, stepsBetween } from './day-step'

const day = fc.integer({ min: 0, max: 60_000 }).map((n) => movedDay('1970-01-01', n))
const step = fc.constantFrom(...DAY_STEPS)

test('by hand', () => {
  expect(startOfStep('week', '2026-11-01')).toBe('2026-10-26')
  expect(startOfStep('week', '2026-11-02')).toBe('2026-11-02')
  expect(startOfStep('month', '2028-02-29')).toBe('2028-02-01')
  expect([nextStep('month', '2026-01-01'), nextStep('month', '2028-02-01')]).toEqual(['2026-02-01', '2028-03-01'])
  expect(nextStep('day', '2027-12-31')).toBe('2028-01-01')
})

test('each day lies in one step, which begins with a Monday, a first, or itself', () => {
  fc.assert(
    fc.property(step, day, (by, at) => {
      const start = startOfStep(by, at)
      expect(start <= at && at < nextStep(by, start)).toBe(true)
      expect(startOfStep(by, nextStep(by, start))).toBe(nextStep(by, start))
      expect(startOfStep(by, start)).toBe(start)
    }),
  )
})

test('steps follow each other without a gap', () => {
  expect(stepsBetween('month', '2026-10-15', '2026-12-01', 3)).toEqual([
    { start: '2026-10-01', next: '2026-11-01' },
    { start: '2026-11-01', next: '2026-12-01' },
    { start: '2026-12-01', next: '2027-01-01' },
  ])
  expect(stepsBetween('month', '2026-10-15', '2026-12-01', 2)).toBeNull()
  expect(stepsBetween('day', '2026-10-15', '2026-10-14', 2)).toEqual([])
})
