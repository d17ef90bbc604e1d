import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEMAND_CURVE } from '../domain/curve'
import { nextDemand } from '../domain/points'
import { replayed } from '../domain/replay'
import { CXPT } from '../domain/units'
import { computeEpoch } from './epoch-points'
import type { LoyaltyInputs, ProviderInput, ProviderInputs, ReferralInputs } from './inputs'
import { computeMonth } from './month-rewards'
import { type ClosedRun, replayEpochs, replayMonth, withTranche } from './replay'
import { demandUnder, withDemand } from './replay-demand'
import { account, epochInputs, loyaltyInputs, referralInputs } from './testing'

/** Of a day's first minutes: too few for uptime to count. */
const provider = (n: number, units: number, goodMinutes = 1_000, eligibleMinutes = 1_000): ProviderInput => ({
  ...{ provider: account(n), payout: account(100 + n), goodMinutes, eligibleMinutes },
  classes: [{ service: 'blue-surge', units: String(units), requests: 500, errors: 0, latencies: [[1_500, 500]] }],
})

function closed<T extends ProviderInputs>(inputs: T): ClosedRun<T> {
  const { root, leaves } = computeEpoch(inputs)
  return { inputs, root, added: new Map(leaves.map((leaf) => [leaf.account.toLowerCase(), leaf.added])) }
}
function closedMonth<T extends ReferralInputs | LoyaltyInputs>(inputs: T): ClosedRun<T> {
  const { root, leaves } = computeMonth(inputs)
  return { inputs, root, added: new Map(leaves.map((leaf) => [leaf.account.toLowerCase(), leaf.added])) }
}
const withRate = (value: string) => (inputs: ProviderInputs) => ({
  ...inputs,
  parameters: { ...inputs.parameters, pointsRate: { version: 1, value } },
})

const work = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 10_080 })), {
  minLength: 1,
  maxLength: 8,
})

test('the unchanged value reproduces every epoch to the wei, below the pool and above it', () => {
  fc.assert(
    fc.property(work, fc.bigInt({ min: 1n, max: 10n ** 26n }), (drawn, pool) => {
      const base = epochInputs(drawn.map(([units, minutes], i) => provider(i + 1, units, minutes, 10_080)))
      const epochPool = { version: 1, value: pool.toString() }
      const run = closed({ ...base, parameters: { ...base.parameters, epochPool } })
      const sums = replayed(replayEpochs([run], (inputs) => inputs))
      const added = [...run.added.values()].reduce((sum, one) => sum + one, 0n)
      expect(sums).toMatchObject({ off: 0n, real: added, next: added, affected: 0 })
    }),
  )
})

test('half the rate is half the reward of everybody', () => {
  const run = closed(epochInputs([provider(1, 4_000_000), provider(2, 1_000_000)]))
  const sums = replayed(replayEpochs([run], withRate((10n ** 13n).toString())))
  expect(sums.off).toBe(0n)
  expect(sums.accounts.map(({ account: who, real, next }) => [who, real, next])).toEqual([
    [account(101), 200n * CXPT, 100n * CXPT],
    [account(102), 50n * CXPT, 25n * CXPT],
  ])
})

test('what an epoch takes more, the next one finds taken', () => {
  const first = closed(epochInputs([provider(1, 4_000_000)], { allocatable: (500n * CXPT).toString() }))
  const second = closed(
    epochInputs([provider(1, 4_000_000)], {
      ...{ label: 'epoch 2951', epoch: 2_951, allocatable: (500n * CXPT).toString(), total: (200n * CXPT).toString() },
      previous: { root: first.root, leaves: [[account(101), (200n * CXPT).toString()]] },
    }),
  )
  const sums = replayed(replayEpochs([first, second], withRate((4n * 10n ** 13n).toString())))
  expect(sums).toMatchObject({ off: 0n, real: 400n * CXPT })
  expect(sums.parts).toEqual([
    { name: 'epoch 2950', real: 200n * CXPT, next: 400n * CXPT },
    { name: 'epoch 2951', real: 200n * CXPT, next: 100n * CXPT },
  ])
})

test('a root that does not come out again is never called reproduced', () => {
  const run = closed(epochInputs([provider(1, 4_000_000)]))
  expect(replayed(replayEpochs([{ ...run, root: `0x${'1'.repeat(64)}` }], (inputs) => inputs)).off).toBe(1n)
})

test('a tranche that releases from the first of the month lets an epoch pay what was not there', () => {
  const inputs = epochInputs([provider(1, 4_000_000)], { allocatable: (150n * CXPT).toString() })
  const tranche = { start: 0n, end: 1_000_000n, amount: 1_000n * CXPT }
  // The epoch ends at 1,785,110,400: 30,000 s after a month that begins so gives 3% of it.
  const sums = replayed(replayEpochs([closed(inputs)], withTranche(tranche, 1_785_080_400n)))
  expect(sums).toMatchObject({ off: 0n, real: 150n * CXPT, next: 180n * CXPT })
})

test('hourly demand under the curve that was in force is what was computed, and under another keeps its daily limit', () => {
  const hours: { service: string; at: bigint; smoothed: bigint; demand: bigint }[] = []
  let smoothed = 600_000n
  for (let i = 0; i < 72; i += 1) {
    const dayEarlier = hours[i - 24]?.demand ?? 1_000_000n
    const made = nextDemand({ smoothed, dayEarlier }, i % 3 === 0 ? 1_000_000n : 700_000n)
    smoothed = made.smoothed
    hours.push({ service: 'blue-surge', at: BigInt(i) * 3_600n, ...made })
  }
  expect(demandUnder(hours, 24n * 3_600n, () => DEMAND_CURVE)).toEqual(hours)
  const steep = [
    { x: 0n, y: 500_000n },
    { x: 1n, y: 2_000_000n },
  ]
  const under = demandUnder(hours, 24n * 3_600n, () => steep)
  expect(under.slice(0, 24), 'hours before stand').toEqual(hours.slice(0, 24))
  expect(under[24]?.demand).toBe((hours[0]?.demand ?? 0n) + 250_000n)
  const inputs = epochInputs([], { start: '86400', end: '172800', demand: [['blue-surge', []]] })
  const [, hourly = []] = withDemand(under)(inputs).demand[0] ?? []
  expect(hourly).toEqual(under.slice(24, 48).map(({ demand }) => demand.toString()))
})

const spending = (n: number, usd: string) => ({ account: account(n), months: [['2026-09', usd]] as [string, string][] })

test('the unchanged tiers reproduce a month to the wei, within the pool and at its limit', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 11n }), { minLength: 1, maxLength: 6 }), (drawn) => {
      for (const pool of ['1000000000', (10n ** 27n).toString()]) {
        const spent = drawn.map((usd, i) => spending(i + 1, usd.toString()))
        const loyalty = closedMonth(loyaltyInputs({ spending: spent, pool }))
        const referred = drawn.map((_, i) => ({ user: account(i + 1), referrer: account(50 + (i % 2)), flags: [] }))
        const referral = closedMonth(referralInputs({ spending: spent, referred, pool }))
        expect(replayed(replayMonth(loyalty, (inputs) => inputs))).toMatchObject({ off: 0n, affected: 0 })
        expect(replayed(replayMonth(referral, (inputs) => inputs))).toMatchObject({ off: 0n, affected: 0 })
      }
    }),
  )
})

test('a referrer’s tier of 300 bps made 600 is twice his reward', () => {
  const run = closedMonth(
    referralInputs({
      spending: [spending(1, '100000000')],
      referred: [{ user: account(1), referrer: account(50), flags: [] }],
    }),
  )
  const tiers = { version: 2, value: [['1', 600]] as [string, number][] }
  const sums = replayed(replayMonth(run, (inputs) => (inputs.category === 'referral' ? { ...inputs, tiers } : inputs)))
  // 3% and 6% of $100 at 0.05.
  expect(sums.accounts).toEqual([{ account: account(50).toLowerCase(), real: 60n * CXPT, next: 120n * CXPT }])
})
