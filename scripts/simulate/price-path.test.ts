import { expect, test } from 'vitest'
import { lesser } from '../../lib/domain/money'
import { nextPrice, targetPrice } from './price-path'
import { randomOf } from './prng'

const DAYS = 125n
const LENGTH = DAYS * 86_400n

test.each([
  [0n, 50_000_000_000_000_000n, 'starts at $0.05'],
  [LENGTH / 2n, 34_880_000_000_000_000n, 'has fallen by a third half way'],
  [LENGTH, 41_800_000_000_000_000n, 'has recovered at the end'],
  [LENGTH * 3n, 41_800_000_000_000_000n, 'stays there afterwards'],
])('%i seconds in, the target of %i %s', (since, price) => {
  expect(targetPrice(since, LENGTH)).toBe(price)
})

test('no post moves by more than the oracle allows, and the path falls and recovers', () => {
  let last = 5n * 10n ** 16n
  const posted: bigint[] = []
  for (let slot = 0n; slot < DAYS * 4n; slot++) {
    const next = nextPrice(last, targetPrice(slot * 21_600n, LENGTH), randomOf(1, 'price', Number(slot)))
    const step = next > last ? next - last : last - next
    expect(step * 10_000n <= last * 1_000n).toBe(true)
    expect(next % 10n ** 11n).toBe(0n)
    posted.push(next)
    last = next
  }
  const lowest = posted.reduce((least, price) => lesser(least, price))
  expect(lowest < 35n * 10n ** 15n).toBe(true)
  expect(last > 40n * 10n ** 15n).toBe(true)
})

test('a price far from its target moves by 5% towards it', () => {
  expect(nextPrice(10n ** 17n, 5n * 10n ** 16n, randomOf('down'))).toBe(95n * 10n ** 15n)
  expect(nextPrice(10n ** 17n, 2n * 10n ** 17n, randomOf('up'))).toBe(105n * 10n ** 15n)
})
