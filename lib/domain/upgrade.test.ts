import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quoteUpgrade } from './upgrade'

const STARTER = { usd: 19_000_000n, allowance: 2_000_000n }
const PROFESSIONAL = { usd: 79_000_000n, allowance: 8_000_000n }
const DAY = 86_400n
const END = 30n * DAY

describe('quoteUpgrade', () => {
  test.each([
    ['the whole period', 0n, { usd: 60_000_000n, allowance: 6_000_000n }],
    ['half of it', 15n * DAY, { usd: 30_000_000n, allowance: 3_000_000n }],
    ['one second: price up, tokens down', END - 1n, { usd: 24n, allowance: 2n }],
  ])('for %s', (_, now, quote) => {
    expect(quoteUpgrade(STARTER, PROFESSIONAL, END, now)).toEqual(quote)
  })

  test.each([
    ['the period is over', STARTER, PROFESSIONAL, END],
    ['the price is lower', PROFESSIONAL, STARTER, 0n],
    ['the price is the same', STARTER, { ...PROFESSIONAL, usd: STARTER.usd }, 0n],
    ['the allowance is the same', STARTER, { ...PROFESSIONAL, allowance: STARTER.allowance }, 0n],
  ])('is none when %s', (_, from, to, now) => {
    expect(quoteUpgrade(from, to, END, now)).toBeNull()
  })

  test('two upgrades never cost less, nor give more, than one', () => {
    const scale = { usd: 299_000_000n, allowance: 40_000_000n }
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: END - 1n }), (now) => {
        const direct = quoteUpgrade(STARTER, scale, END, now)
        const first = quoteUpgrade(STARTER, PROFESSIONAL, END, now)
        const second = quoteUpgrade(PROFESSIONAL, scale, END, now)
        if (!direct || !first || !second) throw new Error('each of them is an upgrade')
        expect(first.usd + second.usd >= direct.usd).toBe(true)
        expect(first.allowance + second.allowance <= direct.allowance).toBe(true)
      }),
    )
  })
})
