import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import { readSettings } from '../chain/settings-state'
import type { Connection } from '../db/connect'
import { payersOf } from '../db/replay-rows'
import { paymentTotals } from '../db/report-rows'
import type { Month } from '../domain/month'
import type { SettingId } from '../domain/setting'
import { AppError } from '../errors/app-error'
import { ensureMonths } from '../indexer/months'
import { runIndexer } from '../indexer/run'

const visitor = vi.hoisted(() => ({ isReader: true }))
vi.mock('./admin', () => ({
  requireAdminReader: async () => {
    if (!visitor.isReader) throw new AppError('FORBIDDEN', { role: 'PARAMS' })
  },
}))
const { replaySetting, replayTranche } = await import('./replay')
const { epochsOf } = await import('./replay-rewards')

const DAY = 86_400
const GENESIS = Date.parse('2026-03-28T00:00:00Z') / 1_000
const [ADMIN, METER, PRICER, USER] = [1, 4, 6, 20]
/** contracts/config/local.json, seconds. */
const DELAY = 15

let chain: LedgerChain
let server: TestServer
let ledger: Connection
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

/** April: traffic, three subscriptions, usage under two caps, and the rules of the oracle changed between two postings. */
beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain({ timestamp: GENESIS })
  const traffic = trafficOn(chain, 3)
  await traffic.begin()
  await chain.mine(5 * DAY)
  await traffic.everything()
  for (let i = 0; i < 4; i += 1) await traffic.round()
  const post = async (price: bigint) => {
    await chain.send(PRICER, 'PriceOracle', 'post', [price])
    await chain.mine()
  }
  const settle = async (usd: bigint) => {
    await chain.send(METER, 'Vault', 'settle', [
      [{ user: accountOf(USER), cumulativeUsd: usd }],
      `0x${'11'.repeat(32)}`,
    ])
    await chain.mine()
  }
  await chain.mine(DAY)
  await post(50_000_000_000_000_000n)
  await settle(60_000_000n)
  await chain.send(USER, 'Subscriptions', 'subscribe', [2, 10n ** 24n, true, 10n ** 24n, accountOf(USER + 1)])
  await chain.scheduled(ADMIN, DELAY, 'Vault', 'setDailyCap', [70_000_000n])
  await chain.mine(DAY)
  const { config } = await oracleNow()
  await chain.scheduled(ADMIN, DELAY, 'PriceOracle', 'setConfig', [{ ...config, maxStepBps: 600 }])
  await chain.mine(3_600)
  await post(52_900_000_000_000_000n)
  await settle(75_000_000n)
  await chain.send(USER + 2, 'Subscriptions', 'subscribe', [2, 10n ** 24n, true, 10n ** 24n, accountOf(USER + 1)])
  await chain.mine()
  await chain.mine(40 * DAY)
  const { client, deployment } = chain
  ledger = await server.open('replay')
  shared.cxptDatabase = ledger
  await runIndexer({ db: ledger.db, client, deployment, once: true })
  await ensureMonths({ db: ledger.db, client, deployment })
}, 240_000)
afterAll(async () => {
  delete shared.cxptDatabase
  await chain?.stop()
  await server?.stop()
})

async function oracleNow() {
  const { values } = await readSettings({ client: chain.client, deployment: chain.deployment })
  const [row = {}] = values['oracle-config']
  const config = Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value.startsWith('0x') ? value : BigInt(value)]),
  )
  return { row, config }
}
async function rowsOf(id: SettingId) {
  const { values } = await readSettings({ client: chain.client, deployment: chain.deployment })
  return values[id]
}
const there = async (id: SettingId, rows: Record<string, string>[]) => {
  const view = await replaySetting(id, rows)
  if (!view.isThere) throw new Error(`no replay: ${view.why}`)
  return view
}
const april = async () => {
  const { rows } = await ledger.pool.query<{ opening: string; closing: string }>(
    `select opening_block as opening, closing_block as closing from months where month = '2026-04'`,
  )
  const span = { opening: BigInt(rows[0]?.opening ?? 0), closing: BigInt(rows[0]?.closing ?? 0) }
  return { chainId: 31_337, ...span }
}

test('without a plan the month loses what its subscribers paid; the rest is the closed month to the wei', async () => {
  const view = await there('retire-plan', [{ id: '2', retireAt: '0' }])
  const { rows } = await ledger.pool.query<{ all: string; two: string }>(
    `select sum(amount)::text as all, sum(amount) filter (where plan = 2)::text as two from payments
     where kind = 'charged' and block_number > $1 and block_number <= $2`,
    Object.values(await april())
      .slice(1)
      .map(String),
  )
  expect(view).toMatchObject({ month: '2026-04', off: 0n, real: BigInt(rows[0]?.all ?? 0) })
  expect(view.real - view.next).toBe(BigInt(rows[0]?.two ?? 0))
  expect(view.real).toBeGreaterThan(view.next)
})

test('a plan nobody has to pay more for is the same month to the wei', async () => {
  const view = await there('retire-plan', [{ id: '99', retireAt: '0' }])
  expect(view).toMatchObject({ off: 0n, affected: 0 })
  expect(view.next).toBe(view.real)
})

test('a plan at half the price touches who pays whole periods', async () => {
  const view = await there('plan', [{ usd: '1000000', customer: `0x${'0'.repeat(40)}` }])
  expect(view.off).toBe(0n)
  expect(view.next).toBeLessThan(view.real)
  expect(view.accounts.map(({ account }) => account)).toContain(accountOf(USER).toLowerCase())
})

test('the cap in force reproduces what was settled, over a change of it; a small one leaves some waiting', async () => {
  const same = await there('daily-cap', await rowsOf('daily-cap'))
  expect(same).toMatchObject({ off: 0n, unit: 'micro' })
  const small = await there('daily-cap', [{ usd: '1' }])
  expect(small.off).toBe(0n)
  expect(small.next).toBeLessThan(small.real)
  expect(small.real).toBe(same.real)
})

test('the oracle’s rules in force reproduce every payment, over a change of them; narrower ones refuse prices', async () => {
  const { row } = await oracleNow()
  const same = await there('oracle-config', [row])
  const totals = await paymentTotals(ledger.db, await april())
  expect(same).toMatchObject({ off: 0n, real: totals.amount, count: totals.payments })
  expect(same.posts?.posted).toBeGreaterThan(2)
  const narrow = await there('oracle-config', [{ ...row, maxStepBps: '100' }])
  expect(narrow.off, 'what was in force does not depend on the draft').toBe(0n)
  expect(narrow.posts?.step).toBeGreaterThan(0)
  expect(narrow.affected).toBeGreaterThan(0)
})

test('the largest payers of a month, and all of them together', async () => {
  const span = await april()
  const { total, largest } = await payersOf(ledger.db, span, 2)
  expect(total).toBe((await paymentTotals(ledger.db, span)).amount)
  expect(largest).toHaveLength(2)
  expect(largest[0]?.amount ?? 0n).toBeGreaterThanOrEqual(largest[1]?.amount ?? 0n)
  expect(await payersOf(ledger.db, { ...span, opening: span.closing }, 2)).toEqual({ total: 0n, largest: [] })
})

test.each([
  // Mondays: 5, 12, 19 and 26 October 2026; 1 June 2026 is one, and ends the last epoch of May.
  ['2026-10', ['epoch 2960', 'epoch 2961', 'epoch 2962', 'epoch 2963']],
  ['2026-05', ['epoch 2938', 'epoch 2939', 'epoch 2940', 'epoch 2941', 'epoch 2942']],
])('rewards of %s are of the epochs that ended in it', (month, labels) => {
  expect(epochsOf(month as Month)).toEqual(labels)
})

test('kinds without a past and months without anything say so', async () => {
  expect(await replaySetting('phase', [{ phase: 'FULL' }])).toEqual({ isThere: false, why: 'none' })
  expect(await replaySetting('points-rate', [{ cxptPerPoint: '1' }])).toEqual({ isThere: false, why: 'month' })
  expect(await replayTranche({ start: 1n, end: 2n, amount: 1n })).toEqual({ isThere: false, why: 'month' })
})

test('values that are none are refused, and so is who may not read', async () => {
  await expect(replaySetting('daily-cap', [{ usd: 'much' }])).rejects.toMatchObject({ code: 'BAD_INPUT' })
  visitor.isReader = false
  await expect(replaySetting('daily-cap', [{ usd: '1' }])).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(replayTranche({ start: 1n, end: 2n, amount: 1n })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
