import { describe, expect, test } from 'vitest'
import { countStates, minuteStates, runsOf, type Seen } from './minute-grid'

const nothing: Seen = { up: new Set(), valid: new Set(), jobs: new Set(), excluded: [], registeredAt: 0n }

describe('what a minute says of a provider', () => {
  test.each([
    ['good when the probers got an answer', { up: new Set([10]), valid: new Set([10]) }, 'good'],
    ['good when a real job succeeded, also while the probers were down', { jobs: new Set([10]) }, 'good'],
    ['bad when the probers were up and got none', { up: new Set([10]) }, 'bad'],
    ['unknown when the probers were down: never up', {}, 'unknown'],
    [
      'excluded in an announced maintenance, whatever was seen',
      { up: new Set([10]), excluded: [{ from: 600n, until: 660n }] },
      'excluded',
    ],
    [
      'excluded when a maintenance only touches it',
      { up: new Set([10]), excluded: [{ from: 659n, until: 700n }] },
      'excluded',
    ],
    ['before the registration nothing', { up: new Set([10]), registeredAt: 601n }, 'before'],
  ] as const)('%s', (_, seen, state) => {
    expect(minuteStates(10, 11, { ...nothing, ...seen })).toEqual([state])
  })
})

test('minutes of one state in a row are one stretch', () => {
  const states = minuteStates(10, 16, { ...nothing, up: new Set([10, 11, 12, 13]), valid: new Set([12]) })
  expect(runsOf(states)).toEqual([
    { state: 'bad', from: 0, length: 2 },
    { state: 'good', from: 2, length: 1 },
    { state: 'bad', from: 3, length: 1 },
    { state: 'unknown', from: 4, length: 2 },
  ])
  expect(countStates(states)).toEqual({ good: 1, bad: 3, excluded: 0, unknown: 2, before: 0 })
})
