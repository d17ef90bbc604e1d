import { expect, test } from 'vitest'
import { chartFrom } from './chart-file'

test('renames what it names and leaves the rest', () => {
  const chart = chartFrom('{"1200": {"code": "11000", "name": "Unbilled"}}')
  expect([chart['1200'], chart['2100']]).toEqual([
    { code: '11000', name: 'Unbilled' },
    { code: '2100', name: 'Contract liability, fresh' },
  ])
})

test.each([
  ['no JSON', 'x', 'The chart is not JSON'],
  ['a list', '[]', 'The chart is not JSON'],
  ['no name', '{"1200": {"code": "1"}}', 'The chart is not JSON'],
  ['an account that is not ours', '{"9999": {"code": "1", "name": "x"}}', 'names 9999'],
  ['one code twice', '{"1200": {"code": "2100", "name": "x"}}', 'two accounts have the code 2100'],
])('%s is refused in a sentence', (_, text, say) => {
  expect(() => chartFrom(text)).toThrow(say)
})
