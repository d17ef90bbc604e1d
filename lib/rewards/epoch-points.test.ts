import { describe, expect, test } from 'vitest'
import { CXPT } from '../domain/units'
import { computeEpoch } from './epoch-points'
import type { ProviderInput } from './inputs'
import { recompute } from './recompute'
import { account, epochInputs } from './testing'

const up = (good: number, eligible = 10_000) => ({ goodMinutes: good, eligibleMinutes: eligible })
/** One class of 1,000 requests that all took `ms`. */
const provider = (n: number, minutes: ReturnType<typeof up>, units: bigint, ms = 1_000): ProviderInput => ({
  provider: account(n),
  payout: account(n + 100),
  ...minutes,
  classes: [{ service: 'tide-pool', units: units.toString(), requests: 1_000, errors: 0, latencies: [[ms, 1_000]] }],
})
const pointsIn = (detail: Record<string, unknown> | null | undefined) =>
  ((detail?.parts as { points: string }[] | undefined) ?? []).map(({ points }) => points)

describe('the examples of economics.md §3', () => {
  test.each([
    {
      base: 1_000_000n,
      minutes: up(9_995),
      ms: 500,
      demand: '1500000',
      points: '1906' + '665',
      why: 'u .9995, r .5, ρ .75',
    },
    { base: 500_000n, minutes: up(8_500), ms: 3_000, demand: '500000', points: '180000', why: 'u .85, r 3, ρ .10' },
    { base: 1_000n, minutes: up(4_999), ms: 1_000, demand: '1000000', points: undefined, why: 'u under .50' },
    {
      base: 1_000n,
      minutes: up(0, 1_439),
      ms: 1_000,
      demand: '1000000',
      points: '1000',
      why: 'new, under 1,440 minutes',
    },
  ])('$why', ({ base, minutes, ms, demand, points }) => {
    const inputs = epochInputs([provider(1, minutes, base, ms)], { demand: [['tide-pool', [demand]]] })
    const { leaves } = computeEpoch(inputs)
    expect(pointsIn(leaves[0]?.detail)[0]).toBe(points)
    expect(recompute(inputs).root).toBe(computeEpoch(inputs).root)
  })

  test('an epoch pays points times the rate while the pool is large enough', () => {
    const { added, total, leaves } = computeEpoch(epochInputs([provider(1, up(9_900), 1_000_000n)]))
    expect(added).toBe(20n * CXPT)
    expect({ total, account: leaves[0]?.account.toLowerCase() }).toEqual({ total: 20n * CXPT, account: account(101) })
  })
})

test('the pool is what is allocatable and not yet allocated, when that is less', () => {
  const providers = [provider(1, up(9_900), 1_000_000n), provider(2, up(9_900), 2_000_000n)]
  const inputs = epochInputs(providers, { allocatable: '1000000000000000010', total: '1000000000000000000' })
  const { added, leaves } = computeEpoch(inputs)
  expect(added).toBe(10n)
  expect(leaves.map((leaf) => leaf.added)).toEqual([3n, 7n])
  expect(recompute(inputs)).toMatchObject({ added: 10n, root: computeEpoch(inputs).root })
})

test('nothing left to allocate adds nothing, and the root stays', () => {
  const first = computeEpoch(epochInputs([provider(1, up(9_900), 5n)]))
  const leaves = first.leaves.map((leaf): [string, string] => [leaf.account.toLowerCase(), leaf.cumulative.toString()])
  const previous = { root: first.root, leaves }
  const later = computeEpoch(epochInputs([provider(1, up(9_900), 5n)], { previous, allocatable: '3', total: '4' }))
  expect(later).toMatchObject({ root: first.root, added: 0n, total: first.total })
})

test('two providers with one payout address share a leaf', () => {
  const [a, b] = [provider(1, up(9_900), 1_000n), { ...provider(2, up(9_900), 2_000n), payout: account(101) }]
  const { leaves } = computeEpoch(epochInputs([a, b]))
  expect(leaves).toHaveLength(1)
  expect(pointsIn(leaves[0]?.detail)).toEqual(['1000', '2000'])
})

test('a class without a weight or a target scores nothing', () => {
  const odd = provider(1, up(9_900), 1_000n)
  const classes = odd.classes.map((one) => ({ ...one, service: 'speech' }))
  const inputs = epochInputs([{ ...odd, classes }])
  expect(computeEpoch(inputs).leaves).toEqual([])
  expect(recompute(inputs).root).toBe(computeEpoch(inputs).root)
})
