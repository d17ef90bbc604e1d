import { describe, expect, test } from 'vitest'
import { scenariosOf, stressed } from './stress'

const BASE = { rewards: 1_000n, pool: 400n, price: 50_000_000_000_000_000n, topShare: 250_000n }
const AHEAD = { used: 100n, months: [700n, 1_500n, 5_000n].map((vested, i) => ({ month: `m${i + 1}`, vested })) }
const monthsOf = (id: string) => {
  const scenario = scenariosOf(BASE).find((one) => one.id === id)
  if (!scenario) throw new Error(id)
  return stressed(BASE, scenario, AHEAD).map(({ rewards, fromPool, fromEmission, unfunded, left }) => [
    ...[rewards, fromPool, fromEmission, unfunded, left],
  ])
}

describe('emission of the year ahead', () => {
  test.each<[string, bigint[][]]>([
    [
      'base',
      [
        [1_000n, 400n, 600n, 0n, 0n],
        [1_000n, 400n, 600n, 0n, 200n],
        [1_000n, 400n, 600n, 0n, 3_100n],
      ],
    ],
    // A fifth of the price is five times the CXPT of the same revenue: the pool pays all.
    [
      'price_minus_80',
      [
        [1_000n, 1_000n, 0n, 0n, 600n],
        [1_000n, 1_000n, 0n, 0n, 1_400n],
        [1_000n, 1_000n, 0n, 0n, 4_900n],
      ],
    ],
    // 900 are wanted of emission in a month where 600 had vested.
    [
      'demand_plus_50',
      [
        [1_500n, 600n, 600n, 300n, 0n],
        [1_500n, 600n, 800n, 100n, 0n],
        [1_500n, 600n, 900n, 0n, 2_600n],
      ],
    ],
    [
      'demand_minus_50',
      [
        [500n, 200n, 300n, 0n, 300n],
        [500n, 200n, 300n, 0n, 800n],
        [500n, 200n, 300n, 0n, 4_000n],
      ],
    ],
    [
      'top_provider_leaves',
      [
        [750n, 300n, 450n, 0n, 150n],
        [750n, 300n, 450n, 0n, 500n],
        [750n, 300n, 450n, 0n, 3_550n],
      ],
    ],
  ])('%s', (id, months) => {
    expect(monthsOf(id)).toEqual(months)
  })

  test('rewards are worth what the price says', () => {
    const [base, low] = scenariosOf(BASE)
    const big = { ...BASE, rewards: 1_400n * 10n ** 18n }
    if (!base || !low) throw new Error('no scenario')
    expect(stressed(big, base, AHEAD)[0]?.rewardsUsd).toBe(70_000_000_000n)
    expect(stressed(big, low, AHEAD)[0]?.rewardsUsd).toBe(14_000_000_000n)
  })

  test('nothing vested in a month pays nothing of it', () => {
    const [base] = scenariosOf(BASE)
    if (!base) throw new Error('no scenario')
    expect(stressed(BASE, base, { used: 900n, months: [{ month: 'm1', vested: 800n }] })[0]).toMatchObject({
      ...{ fromEmission: 0n, unfunded: 600n, left: -100n },
    })
  })
})
