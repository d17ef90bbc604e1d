import canonicalize from 'canonicalize'
import { expect, test } from 'vitest'
import { jsonColumns, jsonRow } from './json'

test('amounts, times and empty cells are strings and nulls', () => {
  const row = [
    10n ** 27n,
    -1n,
    7,
    new Date('2028-02-29T00:00:00Z'),
    new Date('2026-10-31T12:00:00.250Z'),
    null,
    undefined,
    '',
  ]
  expect(jsonRow(row)).toBe(
    '["1000000000000000000000000000","-1","7","2028-02-29T00:00:00Z","2026-10-31T12:00:00.250Z",null,null,""]',
  )
})

test.each(['plain', 'say "no"', 'a\\b', 'line\nfeed', '\u0001', '料金', '\u2028', '😀', '=1+1'])(
  'the text %j is written as RFC 8785 asks for',
  (text) => {
    expect(jsonRow([text])).toBe(canonicalize([text]))
  },
)

test('columns are canonical too', () => {
  const columns = [{ name: 'block', kind: 'count' as const }]
  expect(jsonColumns(columns)).toBe(canonicalize(columns))
})
