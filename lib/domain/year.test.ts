import { expect, test } from 'vitest'
import { parseYear, yearsOver } from './year'

test.each(['1970', '2026', '2999'])('%s is a year', (text) => expect(parseYear(text)).toBe(Number(text)))
test.each(['', '26', '1969', '3000', '02026', '2026-10', ' 2026'])('“%s” is none', (text) =>
  expect(parseYear(text)).toBeNull(),
)

test('years with a closed month come once, the newest first', () => {
  expect(yearsOver(['2026-11', '2026-12', '2027-01', '2025-03'])).toEqual(['2027', '2026', '2025'])
  expect(yearsOver([])).toEqual([])
})
