import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import type { Connection } from '../db/connect'
import { sumBalances } from '../db/overview-rows'
import type { ChartView } from '../domain/chart-view'
import { EMISSION_CAP, MAX_SUPPLY } from '../domain/units'
import { runIndexer } from '../indexer/run'
import { getBurns } from './burns'
import { getEmissions } from './emissions'
import { BalanceSheet } from './ledger-sums'
import { getNetwork } from './network'
import { addActivity } from './testing/activity'
import { getToken } from './token'
import { getUsageHistory } from './usage-history'

const CHAIN_ID = 31_337
const DAY = 86_400
const PRICER = 6
const DAYS = 9
const VIEWS: ChartView[] = [
  { range: '30d', step: 'day' },
  { range: '90d', step: 'week' },
  { range: 'all', step: 'month' },
]

let server: TestServer
let chain: LedgerChain
let ledger: Connection
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

beforeAll(async () => {
  const [started, local] = await Promise.all([startTestServer(), startLedgerChain()])
  server = started
  chain = local
  process.env.RPC_URL = chain.anvil.url
  const traffic = trafficOn(chain, 7)
  await traffic.begin()
  await traffic.everything()
  for (let day = 0; day < DAYS; day += 1) {
    await chain.send(PRICER, 'PriceOracle', 'post', [50_000_000_000_000_000n])
    await traffic.round(6)
    await chain.mine(DAY)
  }
  await traffic.everything()
  ledger = await server.open('pages')
  await runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true })
  await addActivity(ledger.db, CHAIN_ID)
  shared.cxptDatabase = ledger
}, 400_000)
afterAll(async () => {
  delete shared.cxptDatabase
  await chain?.stop()
  await server?.stop()
})

const sum = (values: readonly bigint[]): bigint => values.reduce((all, value) => all + value, 0n)
const balances = async () => new BalanceSheet(await sumBalances(ledger.db, CHAIN_ID))

describe.each(VIEWS)('$range by $step', (view) => {
  test('every burn is in a step, and the last sum is what the ledger burned', async () => {
    const { data } = await getBurns(view)
    const burned = (await balances()).of('burned')
    expect(burned).toBeGreaterThan(0n)
    expect(data.steps.at(-1)?.total).toBe(burned)
    expect(sum(data.steps.map(({ distributed, others }) => distributed + others))).toBe(burned)
    expect(data.steps.every(({ others }) => others >= 0n)).toBe(true)
  })

  test('the burn of services and what nothing can be said of is what distributions burned, to the wei', async () => {
    const { byService, distributed } = (await getBurns(view)).data
    expect(distributed).toBeGreaterThan(0n)
    expect(sum(byService.services.map(({ metered, plans }) => metered + plans)) + byService.unattributed).toBe(
      distributed,
    )
  })

  test('every step of the supply holds all tokens, the last one as the balances say', async () => {
    const { data } = await getToken(view)
    expect(data.stack.map((step) => step.sum)).toEqual(data.stack.map(() => MAX_SUPPLY))
    const sheet = await balances()
    expect(data.stack.at(-1)?.amounts).toMatchObject({
      emission: sheet.of('rewards_emission'),
      reserve: sheet.of('reserve') + sheet.of('treasury_external'),
      burned: sheet.of('burned') + sheet.of('dead'),
      vault: sheet.of('vault_credits') + sheet.of('vault_revenue') + sheet.of('donations'),
    })
  })

  test('what the vault took in is what it gave on and holds', async () => {
    const { flow } = (await getUsageHistory(view)).data
    const { burn, protocol, operations, provider } = flow.shares
    expect(flow.plans + flow.metered).toBeGreaterThan(0n)
    expect(flow.opening + flow.plans + flow.metered).toBe(burn + protocol + operations + provider + flow.closing)
    expect(flow.closing).toBe((await balances()).of('vault_revenue'))
  })

  test('emission used over all steps is what the metric says', async () => {
    const { data } = await getEmissions(view)
    const used = data.metrics.find(({ id }) => id === 'emission_used')?.value
    expect(sum(data.steps.map((step) => step.used)).toString()).toBe(used)
    expect(sum(data.tranches.map(({ amount }) => amount)) + data.room).toBe(EMISSION_CAP)
    expect(data.schedule.points.findLast((point) => point.used !== null)?.used?.toString()).toBe(used)
  })

  test('refusals are those that are demand, prices and use the means of their hours', async () => {
    const { data } = await getNetwork(view)
    const { rows } = await ledger.pool.query(
      `select sum(count)::text as n from usage_refusals where reason in ('overage_off', 'PRICE_ABOVE_MAX')`,
    )
    expect(sum(data.refusals.map(({ count }) => count)).toString()).toBe(rows[0]?.n)
    expect(data.steps.length).toBeGreaterThan(0)
    expect(data.steps.every((step) => step.index === 1_000_000n && step.factor === 1_000_000n)).toBe(true)
  })
})

test('latest burns are the newest first, those of holders among them', async () => {
  const { latest } = (await getBurns({ range: 'all', step: 'week' })).data
  const times = latest.map(({ at }) => at.getTime())
  expect(times).toEqual([...times].sort((a, b) => b - a))
  const { rows } = await ledger.pool.query(
    `select tx_hash from movements where to_bucket = 'burned' order by block_time desc, block_number desc, log_index desc limit 1`,
  )
  expect(latest[0]?.txHash).toBe(rows[0]?.tx_hash)
})
