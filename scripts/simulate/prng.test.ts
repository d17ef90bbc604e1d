import { expect, test } from 'vitest'
import { randomOf } from './prng'

test('the same key gives the same stream, on every machine', () => {
  const random = randomOf(1, 'customer', 7)
  expect(Array.from({ length: 6 }, () => random.below(1_000))).toEqual(FIRST_SIX)
})

test.each([
  ['another seed', [2, 'customer', 7]],
  ['another subject', [1, 'provider', 7]],
  ['another number', [1, 'customer', 8]],
  ['parts joined differently', [1, 'customer7']],
] as const)('%s gives another stream', (_, key) => {
  const random = randomOf(...key)
  expect(Array.from({ length: 6 }, () => random.below(1_000))).not.toEqual(FIRST_SIX)
})

test('between reaches both of its ends and nothing else', () => {
  const random = randomOf('ends')
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 6)))
  expect([...drawn].sort()).toEqual([3, 4, 5, 6])
})

test('amounts of more than 53 bits stay inside their bounds', () => {
  const random = randomOf('amounts')
  const [low, high] = [10n ** 24n, 10n ** 24n + 5n]
  const drawn = Array.from({ length: 200 }, () => random.amount(low, high))
  expect(drawn.every((amount) => low <= amount && amount <= high)).toBe(true)
  expect(new Set(drawn).size).toBe(6)
})

test('a chance of 30% comes true in about 30 of 100 draws', () => {
  const random = randomOf('chance')
  const hits = Array.from({ length: 10_000 }, () => random.chance(30)).filter(Boolean).length
  expect(hits).toBeGreaterThan(2_850)
  expect(hits).toBeLessThan(3_150)
})

test('nothing can be picked from an empty list', () => {
  expect(() => randomOf('pick').pick([])).toThrow('nothing to pick from')
})

const FIRST_SIX = [330, 33, 964, 581, 290, 990]
