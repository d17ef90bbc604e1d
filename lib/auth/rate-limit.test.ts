import { expect, test } from 'vitest'
import { allowNonce } from './rate-limit'

test('twenty at once, then one every three seconds, each visitor for himself', () => {
  for (let i = 0; i < 20; i++) expect(allowNonce('a', 1_000)).toBe(0)
  expect(allowNonce('a', 1_000)).toBe(3)
  expect(allowNonce('b', 1_000)).toBe(0)
  expect(allowNonce('a', 3_999)).toBe(1)
  expect(allowNonce('a', 4_000)).toBe(0)
  expect(allowNonce('a', 4_000)).toBe(3)
})
