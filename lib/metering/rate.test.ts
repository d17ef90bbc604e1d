import { expect, test } from 'vitest'
import { RateLimit } from './rate'

test('a key may burst, then goes on at the rate, and does not slow another', () => {
  const limit = new RateLimit(3, 2_000)
  expect([0, 0, 0, 0].map((at) => limit.take('a', at))).toEqual([0, 0, 0, 2])
  expect(limit.take('b', 0)).toBe(0)
  expect(limit.take('a', 1_000)).toBe(1)
  expect(limit.take('a', 2_000)).toBe(0)
  expect(limit.take('a', 2_000)).toBe(2)
  expect([10_000, 10_000, 10_000, 10_000].map((at) => limit.take('a', at))).toEqual([0, 0, 0, 2])
})
