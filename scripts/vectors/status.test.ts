import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { greater } from '../../lib/domain/money'
import { GRACE, PERIOD, STATUSES, statusOf } from '../../lib/domain/subscription'
import { DAY } from '../../lib/domain/time'
import { drawOf, REPEAT, times, VECTORS } from './draw'
import { type Harness, PATIENCE, startHarness } from './harness'

vi.setConfig(PATIENCE)

/** A pause lasts 7 days at most, and one that goes on keeps its begin. */
const LONGEST = 30n * DAY
const MOMENTS = 20

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness?.stop())

test('status: active, in grace or lapsed, around any pause of spending', async () => {
  const draw = drawOf('status')
  const plan = { usd: 1n, allowance: 1n, concurrency: 1, rpm: 1, rolloverBps: 0, priority: 0, retireAt: 0 }
  await harness.send('addPlans', [[{ ...plan, customer: '0x0000000000000000000000000000000000000000' }]])
  await harness.send('addSubscribers', [[1]])
  const end = (await harness.now()) + PERIOD
  const close = end + GRACE

  const moments = new Set([end - 1n, end, close - 1n, close, close + DAY])
  while (moments.size < MOMENTS) moments.add(draw.roll(end, close + LONGEST))
  const seen = new Set<string>()
  for (const now of [...moments].sort((a, b) => (a < b ? -1 : 1))) {
    await harness.mineAt(now)
    const pauses = times(Math.ceil(VECTORS / MOMENTS), () => {
      const from = draw.chance(20) ? draw.pick([0n, end, close - 1n, close]) : draw.roll(end - LONGEST, now)
      // Ends that matter: the period's, the plain grace's, and a day before now, when the extension is over.
      const until = draw.chance(30)
        ? draw.pick([end, end + 1n, now - DAY, now - DAY + 1n])
        : from + draw.roll(0n, LONGEST)
      return { from, until: greater(from, until) }
    })
    const answers = await harness.ask<number[]>('statuses', [
      pauses.map(({ from, until }) => ({ user: 0n, pauseFrom: Number(from), pauseUntil: Number(until) })),
    ])
    for (const [i, pause] of pauses.entries()) {
      const status = statusOf(end, now, pause)
      seen.add(status)
      expect({ sinceEnd: now - end, pause, status }, REPEAT).toEqual({
        sinceEnd: now - end,
        pause,
        status: STATUSES[answers[i] ?? 0],
      })
    }
  }
  expect([...seen].sort(), REPEAT).toEqual(['active', 'grace', 'lapsed'])
})
