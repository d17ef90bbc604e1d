import { expect, test } from 'vitest'
import { markersOf, runningText, stepLabel, stepRows, stepTitle } from './chart-steps'

const WEEKS = [
  { start: '2026-10-19', next: '2026-10-26', isRunning: false },
  { start: '2026-10-26', next: '2026-11-02', isRunning: true },
]

test.each([
  ['a day', 'day', '2026-10-05', '5 Oct', '5 Oct 2026'],
  ['a week', 'week', '2026-10-05', '5 Oct', 'Week from 5 Oct 2026'],
  ['a month', 'month', '2026-10-01', 'Oct 2026', 'Oct 2026'],
] as const)('%s has a label and a title', (_, step, start, label, title) => {
  expect([stepLabel(step, start), stepTitle(step, start)]).toEqual([label, title])
})

test('the running step says how far it is', () => {
  expect(runningText('week', WEEKS, new Date('2026-10-30T12:00:00Z'))).toBe('26 Oct, day 5 of 7')
  expect(
    runningText(
      'month',
      [{ start: '2026-02-01', next: '2026-03-01', isRunning: true }],
      new Date('2026-02-28T23:59:59Z'),
    ),
  ).toBe('Feb 2026, day 28 of 28')
  expect(runningText('week', WEEKS.slice(0, 1), new Date('2026-10-30T12:00:00Z'))).toBeUndefined()
})

test('rows are named by their first day in files, and only flows of a running step are incomplete', () => {
  const rows = stepRows('week', WEEKS, (_, index) => ({ value: index === 0 ? null : '2.5' }))
  expect(rows.map(({ id, state, values }) => [id, state, values.value])).toEqual([
    ['2026-10-19', undefined, null],
    ['2026-10-26', 'running', '2.5'],
  ])
  expect(stepRows('week', WEEKS, () => ({}), { isStock: true })[1]?.state).toBeUndefined()
})

test('a change is marked before the step it falls into, one before the chart is not', () => {
  const moves = [{ at: new Date('2026-10-20T00:00:00Z') }, { at: new Date('2026-10-27T00:00:00Z') }]
  expect(markersOf(WEEKS, moves, () => 'burn 400 → 500 bps')).toEqual({
    markers: [{ before: 1, number: 1 }],
    changes: [{ number: 1, text: '27 Oct: burn 400 → 500 bps' }],
  })
})
