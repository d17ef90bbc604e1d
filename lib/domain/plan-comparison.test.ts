import { expect, test } from 'vitest'
import { comparePlans } from './plan-comparison'

const STARTER = { id: 1, usd: 19_000_000n, allowance: 2_000_000n }
const SCALE = { id: 3, usd: 299_000_000n, allowance: 40_000_000n }

test('a plan covers what its allowance holds; the rest costs the average of the usage', () => {
  const usage = { tokens: 2_500_000n, tokensNano: 20_000_000_000n, othersNano: 1_000_000_000n }
  expect(comparePlans(usage, [STARTER, SCALE])).toEqual({
    payPerUseUsd: 21_000_000n,
    isPayPerUseCheapest: true,
    plans: [
      { plan: 1, covered: 2_000_000n, restUsd: 5_000_000n, totalUsd: 24_000_000n, isCheapest: false },
      { plan: 3, covered: 2_500_000n, restUsd: 1_000_000n, totalUsd: 300_000_000n, isCheapest: false },
    ],
  })
})

test('dear tokens make the plan the cheaper one', () => {
  const usage = { tokens: 2_000_000n, tokensNano: 32_000_000_000n, othersNano: 0n }
  expect(comparePlans(usage, [STARTER])).toEqual({
    payPerUseUsd: 32_000_000n,
    isPayPerUseCheapest: false,
    plans: [{ plan: 1, covered: 2_000_000n, restUsd: 0n, totalUsd: 19_000_000n, isCheapest: true }],
  })
})

test('costs that are the same are marked together', () => {
  const usage = { tokens: 1n, tokensNano: 19_000_000_000n, othersNano: 0n }
  const { isPayPerUseCheapest, plans } = comparePlans(usage, [STARTER])
  expect([isPayPerUseCheapest, plans[0]?.isCheapest]).toEqual([true, true])
})

test('without usage pay-per-use costs nothing and a plan its price', () => {
  expect(comparePlans({ tokens: 0n, tokensNano: 0n, othersNano: 0n }, [STARTER])).toMatchObject({
    payPerUseUsd: 0n,
    plans: [{ covered: 0n, restUsd: 0n, totalUsd: 19_000_000n }],
  })
})

test('a fraction of a micro-dollar is paid in full', () => {
  expect(comparePlans({ tokens: 3n, tokensNano: 1n, othersNano: 0n }, []).payPerUseUsd).toBe(1n)
})
