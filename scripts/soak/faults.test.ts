import { expect, test } from 'vitest'
import { FAULTS, planFaults } from './faults'

test('the same seed gives the same faults, another one others', () => {
  expect(planFaults(10, 7)).toEqual(planFaults(10, 7))
  expect(planFaults(10, 7)).not.toEqual(planFaults(10, 8))
})

test('they lie inside the run, in order, and every kind is among them', () => {
  const faults = planFaults(10, 3)
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULTS))
  expect(faults.length).toBeGreaterThan(40)
  for (const [i, { atMs }] of faults.entries()) {
    expect(atMs).toBeLessThan(600_000)
    expect(atMs).toBeGreaterThan(faults[i - 1]?.atMs ?? 0)
  }
})

test('only a node that is lost stays away for a while', () => {
  for (const { kind, forMs } of planFaults(60, 5)) expect(forMs > 0).toBe(kind === 'lose node')
})
