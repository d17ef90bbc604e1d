import { describe, expect, test } from 'vitest'
import { monthsOfQuarter, parseQuarter, type Quarter } from './quarter'

describe('quarters', () => {
  test.each([
    ['2026-Q1', ['2026-01', '2026-02', '2026-03']],
    ['2026-Q3', ['2026-07', '2026-08', '2026-09']],
    ['2028-Q4', ['2028-10', '2028-11', '2028-12']],
  ])('%s has the months %j', (text, months) => {
    expect(parseQuarter(text)).toBe(text)
    expect(monthsOfQuarter(text as Quarter)).toEqual(months)
  })

  test.each(['2026-Q0', '2026-Q5', '2026-q3', '2026Q3', '26-Q3', '2026-07', '1969-Q1', '3000-Q1', '', ' 2026-Q3'])(
    '“%s” is none',
    (text) => expect(parseQuarter(text)).toBeNull(),
  )
})
