import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUsedUp, type Limit, leftOf, NO_LIMIT, sumUsed, tighter } from './member-limit'

const FIFTY: Limit = { chargeNano: 50n, tokens: null }

test.each([
  ['no limit', NO_LIMIT, NO_LIMIT, false],
  ['charges below it', FIFTY, { chargeNano: 1n, tokens: null }, false],
  ['charges at it', { ...FIFTY, chargeNano: 49n }, { chargeNano: 0n, tokens: null }, true],
  ['charges above it', { ...FIFTY, chargeNano: 3n }, { chargeNano: 0n, tokens: null }, true],
  ['tokens at it', { chargeNano: 50n, tokens: 7n }, { chargeNano: 1n, tokens: 0n }, true],
])('of 49 nano-USD and 7 tokens under %s', (_, limit, left, isOver) => {
  expect(leftOf(limit, { chargeNano: 49n, tokens: 7n })).toEqual(left)
  expect(isUsedUp(leftOf(limit, { chargeNano: 49n, tokens: 7n }))).toBe(isOver)
})

const amount = fc.bigInt(0n, 10n ** 15n)
const limit = fc.record({ chargeNano: fc.option(amount), tokens: fc.option(amount) })
const used = fc.record({ chargeNano: amount, tokens: amount })

describe('for all limits and uses', () => {
  test('two limits are used up together exactly when one of them is', () => {
    fc.assert(
      fc.property(limit, limit, used, used, (a, b, x, y) => {
        const [left, right] = [leftOf(a, x), leftOf(b, y)]
        expect(isUsedUp(tighter(left, right))).toBe(isUsedUp(left) || isUsedUp(right))
      }),
    )
  })

  test('more use never leaves more', () => {
    fc.assert(
      fc.property(limit, used, used, (a, x, y) => {
        const [less, more] = [leftOf(a, sumUsed([x, y])), leftOf(a, x)]
        expect(tighter(less, more)).toEqual(less)
      }),
    )
  })
})
