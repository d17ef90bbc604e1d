import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextRollover, rolloverCap } from './rollover'

const professional = { allowance: 8_000_000n, rolled: 0n, nextAllowance: 8_000_000n, bps: 5_000n }

describe('nextRollover', () => {
  test.each([
    ['carries half at most', { ...professional, used: 2_400_000n }, 4_000_000n],
    ['carries what is left when it is less', { ...professional, used: 7_200_000n }, 800_000n],
    ['carries nothing when all is used', { ...professional, used: 8_000_000n }, 0n],
    ['carries nothing when more was used than there was', { ...professional, used: 9_000_000n }, 0n],
    ['counts rolled tokens as used first', { ...professional, rolled: 4_000_000n, used: 7_200_000n }, 4_000_000n],
    ['never compounds', { ...professional, rolled: 4_000_000n, used: 0n }, 4_000_000n],
    ['is bound by a smaller next plan', { ...professional, used: 0n, nextAllowance: 2_000_000n }, 1_000_000n],
    ['is bound by the plan that ends', { ...professional, used: 0n, nextAllowance: 40_000_000n }, 4_000_000n],
    ['carries nothing with 0 bps', { ...professional, used: 0n, bps: 0n }, 0n],
    ['floors', { allowance: 3n, rolled: 0n, used: 0n, nextAllowance: 3n, bps: 5_000n }, 1n],
  ])('%s', (_, period, rolled) => {
    expect(nextRollover(period)).toBe(rolled)
  })

  test('never exceeds the cap, the unused tokens, or half the allowance', () => {
    const tokens = fc.bigInt({ min: 0n, max: 10n ** 12n })
    const period = fc.record({
      allowance: tokens,
      rolled: tokens,
      used: tokens,
      nextAllowance: tokens,
      bps: fc.bigInt({ min: 0n, max: 5_000n }),
    })
    fc.assert(
      fc.property(period, (of) => {
        const rolled = nextRollover(of)
        expect(rolled >= 0n).toBe(true)
        expect(rolled <= rolloverCap(of)).toBe(true)
        expect(rolled * 2n <= of.allowance).toBe(true)
        const unused = of.allowance + of.rolled - of.used
        expect(rolled <= (unused > 0n ? unused : 0n)).toBe(true)
      }),
    )
  })
})
