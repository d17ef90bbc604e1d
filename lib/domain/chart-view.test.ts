import { describe, expect, test } from 'vitest'
import { chartQuery, parseChartView, stepsOfView } from './chart-view'

describe('parseChartView', () => {
  test.each([
    ['nothing asked is 90 days by week', {}, { range: '90d', step: 'week' }],
    ['30 days go by day', { range: '30d' }, { range: '30d', step: 'day' }],
    ['a year by month', { range: '1y', step: 'month' }, { range: '1y', step: 'month' }],
    ['everything goes by week', { range: 'all' }, { range: 'all', step: 'week' }],
  ])('%s', (_, query, view) => {
    expect(parseChartView(query)).toEqual({ view, refused: [] })
  })

  test('an unknown range is named, and the usual view shown', () => {
    expect(parseChartView({ range: '-1e9' })).toEqual({
      view: { range: '90d', step: 'week' },
      refused: [{ name: 'range', asked: '-1e9', used: '90d', offered: ['30d', '90d', '1y', 'all'] }],
    })
  })

  test('a step too fine for its range is named', () => {
    expect(parseChartView({ range: '1y', step: 'day' })).toEqual({
      view: { range: '1y', step: 'week' },
      refused: [{ name: 'step', asked: 'day', used: 'week', offered: ['week', 'month'] }],
    })
  })

  test('a value given twice is not one of them, and a long one is cut', () => {
    expect(parseChartView({ range: ['30d', '90d'] }).refused[0]?.asked).toBe('30d, 90d')
    expect(parseChartView({ step: 'x'.repeat(500) }).refused[0]?.asked).toBe('xxxxxxxxxxxxxxxxxxxxxxxx')
  })

  test('a name of every object is no range', () => {
    expect(parseChartView({ range: 'constructor' }).view).toEqual({ range: '90d', step: 'week' })
  })
})

test.each([
  ['another range keeps a step that fits', { range: '1y' }, '?range=1y&step=month'],
  ['a range that has no months gets its usual step', { range: '30d' }, '?range=30d&step=day'],
  ['another step keeps the range', { step: 'week' }, '?range=90d&step=week'],
] as const)('chartQuery: %s', (_, change, query) => {
  expect(chartQuery({ range: '90d', step: 'month' }, change)).toBe(query)
})

describe('stepsOfView', () => {
  test('30 days by week begin with the week of the first day and end with the running one', () => {
    expect(stepsOfView({ range: '30d', step: 'week' }, '2026-01-01', '2026-11-05')).toEqual([
      { start: '2026-10-05', next: '2026-10-12', isRunning: false },
      { start: '2026-10-12', next: '2026-10-19', isRunning: false },
      { start: '2026-10-19', next: '2026-10-26', isRunning: false },
      { start: '2026-10-26', next: '2026-11-02', isRunning: false },
      { start: '2026-11-02', next: '2026-11-09', isRunning: true },
    ])
  })

  test('a ledger younger than the range begins with its first day', () => {
    const steps = stepsOfView({ range: '90d', step: 'day' }, '2026-11-03', '2026-11-05')
    expect(steps.map(({ start }) => start)).toEqual(['2026-11-03', '2026-11-04', '2026-11-05'])
    expect(steps.at(-1)?.isRunning).toBe(true)
  })

  test('everything by month begins with the month of the first day', () => {
    const steps = stepsOfView({ range: 'all', step: 'month' }, '2026-07-15', '2026-09-30')
    expect(steps.map(({ start, isRunning }) => [start, isRunning])).toEqual([
      ['2026-07-01', false],
      ['2026-08-01', false],
      ['2026-09-01', true],
    ])
  })
})
