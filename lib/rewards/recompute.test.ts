import fc from 'fast-check'
import { zeroHash } from 'viem'
import { expect, test } from 'vitest'
import { type Month, monthOf, nextMonth } from '../domain/month'
import type { Computed } from './computed'
import { computeEpoch, poolOfEpoch } from './epoch-points'
import type { LeafInput, ProviderInput, ProviderInputs, RunInputs, SpendingInput } from './inputs'
import { canonicalInputs, hashOfInputs, sortedBy } from './inputs'
import { computeMonth } from './month-rewards'
import { recompute, rootOfLeaves } from './recompute'
import { account, epochInputs, loyaltyInputs, referralInputs } from './testing'

const SEED = 20_261_126
const wei = (most: bigint) => fc.bigInt({ min: 0n, max: most }).map(String)
const count = (most: number) => fc.integer({ min: 0, max: most })
const who = count(24).map((n) => account(n + 1))

const classOf = (service: string) =>
  fc.record({
    service: fc.constant(service),
    units: wei(10n ** 12n),
    requests: count(1_000),
    errors: count(80),
    latencies: fc.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), count(500)), { maxLength: 6 }),
  })
const provider = fc.record({
  provider: who,
  payout: who,
  goodMinutes: count(10_080),
  eligibleMinutes: count(10_080),
  classes: fc
    .tuple(classOf('tide-pool'), classOf('blue-surge'), classOf('speech'))
    .map((all): ProviderInput['classes'] => all),
})
const providers = fc
  .uniqueArray(provider, { selector: (one) => one.provider, maxLength: 12 })
  .map((list) => list.map((one) => ({ ...one, goodMinutes: Math.min(one.goodMinutes, one.eligibleMinutes) })))
const before = fc
  .uniqueArray(fc.tuple(who, wei(10n ** 24n)), { selector: ([one]) => one, maxLength: 10 })
  .map((leaves): RunInputs['previous'] => ({ root: zeroHash, leaves: sortedBy(leaves as LeafInput[], ([one]) => one) }))
const demand = fc.array(fc.integer({ min: 500_000, max: 2_000_000 }).map(String), { maxLength: 5 })

const epoch = fc
  .record({
    providers,
    previous: before,
    hourly: demand,
    allocatable: wei(10n ** 25n),
    pool: wei(10n ** 24n),
    rate: wei(10n ** 14n),
  })
  .map(({ providers: list, previous, hourly, allocatable, pool, rate }): ProviderInputs => {
    const inputs = epochInputs(list)
    const parameters = {
      ...inputs.parameters,
      pointsRate: { version: 2, value: rate },
      epochPool: { version: 3, value: pool },
    }
    return { ...inputs, previous, allocatable, total: '7', demand: [['tide-pool', hourly]], parameters }
  })

/** What must hold of every run. */
function check(inputs: RunInputs, { root, total, added, leaves }: Computed, pool: bigint): void {
  expect(recompute(inputs)).toEqual({ root, total, added })
  expect(added <= pool).toBe(true)
  const old = new Map(inputs.previous.leaves)
  for (const leaf of leaves) {
    const had = BigInt(old.get(leaf.account.toLowerCase()) ?? 0)
    expect(leaf.cumulative).toBe(had + leaf.added)
    expect(leaf.added >= 0n).toBe(true)
  }
  expect(total).toBe(added + inputs.previous.leaves.reduce((sum, [, amount]) => sum + BigInt(amount), 0n))
}

test('both implementations agree on random epochs; no more than the pool is added; nobody loses', () => {
  const examined = fc.property(epoch, (inputs) => check(inputs, computeEpoch(inputs), poolOfEpoch(inputs)))
  fc.assert(examined, { seed: SEED, numRuns: 400 })
})

const firstMonth = count(14).map((back): Month => {
  let month = monthOf(1_752_000_000n)
  for (let i = 0; i < back; i++) month = nextMonth(month)
  return month
})
/** From the first month of spending to 2026-09, as the inputs have it. */
const spending = fc.uniqueArray(
  fc.tuple(who, firstMonth, fc.array(wei(2n * 10n ** 9n), { minLength: 15, maxLength: 15 }), fc.boolean()),
  { selector: ([one]) => one, maxLength: 14 },
)
const spendingInput = spending.map((all) =>
  all.map(([one, first, amounts, hasGap]): SpendingInput => {
    const months: [string, string][] = []
    for (let month = first, i = 0; month <= '2026-09'; month = nextMonth(month), i++) {
      months.push([month, hasGap && i === 4 ? '0' : (amounts[i] ?? '1')])
    }
    return { account: one, months }
  }),
)

test('both implementations agree on random months', () => {
  const price = fc.bigInt({ min: 10n ** 16n, max: 10n ** 18n }).map(String)
  const months = fc.record({
    spending: spendingInput,
    price,
    pool: wei(10n ** 21n),
    previous: before,
    referrer: fc.array(who),
  })
  const examined = fc.property(months, ({ referrer, ...over }) => {
    const users = over.spending.map(({ account: user }) => user)
    const referred = users.flatMap((user, i) => {
      const by = referrer[i % (referrer.length || 1)]
      return by && by !== user ? [{ user, referrer: by, flags: [] }] : []
    })
    const referral = referralInputs({ ...over, referred })
    check(referral, computeMonth(referral), BigInt(over.pool))
    const loyalty = loyaltyInputs(over)
    check(loyalty, computeMonth(loyalty), BigInt(over.pool))
  })
  fc.assert(examined, { seed: SEED, numRuns: 300 })
})

test('published leaves alone give the root of their tree', () => {
  const inputs = epochInputs([])
  const leaves: LeafInput[] = [
    [account(1), '5'],
    [account(2), '9'],
    [account(3), '0'],
  ]
  const { root, total } = computeEpoch({ ...inputs, previous: { root: zeroHash, leaves } })
  expect(rootOfLeaves(inputs, leaves)).toMatchObject({ root, total })
  expect(rootOfLeaves(inputs, [])).toMatchObject({ root: zeroHash, total: 0n })
})

test('inputs of another format are refused', () => {
  const odd = { ...epochInputs([]), formatVersion: 2 } as unknown as RunInputs
  expect(() => recompute(odd)).toThrow('another format')
})

test('the same inputs are the same bytes, whatever the order of their keys', () => {
  const inputs = epochInputs([])
  const turned = Object.fromEntries(Object.entries(inputs).reverse()) as ProviderInputs
  expect(canonicalInputs(turned)).toBe(canonicalInputs(inputs))
  expect(hashOfInputs(canonicalInputs(inputs))).toMatch(/^0x[0-9a-f]{64}$/)
  expect(hashOfInputs('abc')).toBe('0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
