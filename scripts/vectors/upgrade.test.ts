import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PERIOD } from '../../lib/domain/subscription'
import { type PlanTerms, quoteUpgrade } from '../../lib/domain/upgrade'
import { drawOf, max, REPEAT, times, VECTORS } from './draw'
import { type Harness, PATIENCE, startHarness } from './harness'

vi.setConfig(PATIENCE)

/** Plans, and users subscribed to one of them each; every plan is somebody's and an offer to everybody else. */
const PLANS = 64
/** Times at which all are asked. */
const MOMENTS = 20
/** Of so many deployments a transaction has room. */
const SUBSCRIBERS_A_TIME = 16

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness?.stop())

test('upgrade: USD up and tokens down, at any second of a period', async () => {
  const draw = drawOf('upgrade')
  const plans: PlanTerms[] = times(PLANS, (i) => {
    // Half of them a price list on which more costs more, as a real one does; the rest of any size.
    if (i % 2 === 0) return { usd: draw.roll(1n, max(56)), allowance: draw.roll(1n, max(64)) }
    return {
      usd: BigInt(i) * 10_000_000n + draw.roll(1n, 10_000_000n),
      allowance: BigInt(i) ** 3n + draw.roll(0n, 100n),
    }
  })
  await harness.send('addPlans', [plans.map(wire)])
  const ends: bigint[] = []
  for (let i = 0; i < PLANS; i += SUBSCRIBERS_A_TIME) {
    await harness.send('addSubscribers', [times(SUBSCRIBERS_A_TIME, (k) => i + k + 1)])
    const end = (await harness.now()) + PERIOD
    ends.push(...times(SUBSCRIBERS_A_TIME, () => end))
  }

  const first = ends[0] ?? 0n
  const last = ends[PLANS - 1] ?? 0n
  const moments = new Set([last - PERIOD + 1n, first - 1n, first, last])
  while (moments.size < MOMENTS) moments.add(draw.roll(last - PERIOD + 1n, first))
  let upgrades = 0
  for (const now of [...moments].sort((a, b) => (a < b ? -1 : 1))) {
    await harness.mineAt(now)
    const pairs = times(Math.ceil(VECTORS / MOMENTS), () => ({
      user: draw.number(0, PLANS - 1),
      to: draw.number(0, PLANS - 1),
    }))
    const answers = await harness.ask<[bigint, bigint][]>('quoteUpgrades', [
      pairs.map(({ user }) => BigInt(user)),
      pairs.map(({ to }) => to + 1),
    ])
    for (const [i, { user, to }] of pairs.entries()) {
      const vector = { from: plans[user], to: plans[to], left: (ends[user] ?? 0n) - now }
      const quote = quoteUpgrade(planOf(user), planOf(to), ends[user] ?? 0n, now)
      if (quote) upgrades += 1
      const answer = quote ? [quote.usd, quote.allowance] : [0n, 0n]
      expect({ vector, answer }, REPEAT).toEqual({ vector, answer: answers[i] })
    }
  }
  // Random plans alone would be upgrades in a quarter of the pairs: the test must not compare refusals only.
  expect(upgrades, REPEAT).toBeGreaterThan(VECTORS / 10)

  function planOf(i: number): PlanTerms {
    const plan = plans[i]
    if (!plan) throw new RangeError(`no plan ${i}`)
    return plan
  }
})

const wire = ({ usd, allowance }: PlanTerms) => ({
  usd,
  allowance,
  concurrency: 1,
  rpm: 1,
  rolloverBps: 0,
  priority: 0,
  retireAt: 0,
  customer: '0x0000000000000000000000000000000000000000',
})
