import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import { createClient } from '../chain/clients'
import { readOracleState } from '../chain/oracle-state'
import type { Connection } from '../db/connect'
import { latestReadings, listEndedBreaches, listOpenBreaches } from '../db/risk-rows'
import { RISK_IDS, type RiskId } from '../domain/risk'
import { SILENT } from '../indexer/log'
import { runIndexer } from '../indexer/run'
import type { JobContext } from './context'
import { watchRisks } from './risk'

const ADMIN = 1
const PRICER = 6
/** Seconds; contracts/config/local.json. */
const PARAMS_DELAY = 15
const GUARDIAN = 3
const DAY = 86_400
const SPEND = 1

let server: TestServer
let chain: LedgerChain
let ledger: Connection & { url: string }
let context: JobContext

const index = () =>
  runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
/** The price as the ledger has it, WAD. */
async function price(): Promise<bigint> {
  const { rows } = await ledger.pool.query<{ price: string }>(
    'select price::text from prices order by block_number desc, log_index desc limit 1',
  )
  return BigInt(rows[0]?.price ?? 0)
}
/** Posts a price an hour later, then indexes. */
async function post(next: bigint): Promise<void> {
  await chain.mine(3_600)
  await chain.send(PRICER, 'PriceOracle', 'post', [next])
  await chain.mine()
  await index()
}
const read = async () => Object.fromEntries((await latestReadings(ledger.db)).map((row) => [row.indicator, row]))
const readingOf = async (id: RiskId) => (await read())[id]

beforeAll(async () => {
  const [started, local] = await Promise.all([startTestServer(), startLedgerChain()])
  server = started
  chain = local
  ledger = await server.open('risk')
  context = {
    db: ledger.db,
    client: chain.client,
    deployment: chain.deployment,
    signers: { keeper: demoSigner(9) },
    log: SILENT,
  }
  const traffic = trafficOn(chain, 5)
  await traffic.begin()
  await traffic.everything()
  await index()
})
afterAll(async () => {
  await Promise.all([server?.stop(), chain?.stop()])
})

test('an empty ledger is not ready, and nothing is kept of it', async () => {
  const empty = await server.open('risk_empty')
  await expect(watchRisks({ ...context, db: empty.db })).rejects.toThrow('the ledger holds no block')
  expect(await latestReadings(empty.db)).toEqual([])
  await empty.close()
})

test('every indicator has a reading, and one that cannot be told has its reason', async () => {
  const { say } = await watchRisks(context)
  const rows = await read()
  expect(Object.keys(rows).sort()).toEqual([...RISK_IDS].sort())
  for (const row of Object.values(rows))
    expect([row.indicator, row.value === null]).toEqual([row.indicator, row.reason !== null])
  expect(rows.price_gap).toMatchObject({ value: null, reason: 'No feed is configured: the posted price stands alone.' })
  expect(rows.treasury_runway).toMatchObject({
    value: null,
    reason: 'No asset besides CXPT is on record, and own CXPT never counts.',
  })
  expect(rows.emission_runway?.reason).toBe('The ledger holds fewer than 30 complete days.')
  expect(rows.key_balance?.value).not.toBeNull()
  expect(say).toContain('unknown: price_gap')
})

test('a price that moves by more than the threshold within a day is a breach until it is a day old', async () => {
  await chain.mine(DAY)
  await post(await price())
  await watchRisks(context)
  expect((await readingOf('price_move'))?.value).toBe('0')
  // Three steps of 9%: 29.5% together.
  for (let step = 0; step < 3; step += 1) await post(((await price()) * 109n) / 100n)
  expect((await watchRisks(context)).say).toContain('price_move')
  const [open] = (await listOpenBreaches(ledger.db)).filter(({ indicator }) => indicator === 'price_move')
  expect(open).toMatchObject({ threshold: '20', endedAt: null })
  await chain.mine(2 * DAY)
  await index()
  await watchRisks(context)
  expect((await readingOf('price_move'))?.value).toBe('0')
  expect((await listEndedBreaches(ledger.db, 5)).map(({ indicator }) => indicator)).toContain('price_move')
})

/** A contract that answers everything with five words: to `decimals` the first of them, to `latestRoundData` all. */
const feedCode = (words: readonly bigint[]): string =>
  `0x${words.map((word, place) => `7f${word.toString(16).padStart(64, '0')}60${(place * 32).toString(16).padStart(2, '0')}52`).join('')}60a06000f3`
const FEED = '0x000000000000000000000000000000000000feed'

test('a feed is held against the posted price, and one that is old says nothing', async () => {
  const { timestamp } = await chain.client.getBlock()
  const posted = await price()
  // Eight decimals; a twentieth above the post, cut to what eight decimals hold.
  const answer = (posted * 105n) / 100n / 10n ** 10n
  await chain.rpc('anvil_setCode', [FEED, feedCode([8n, answer, timestamp, timestamp, 8n])])
  const { config } = await readOracleState({ client: chain.client, deployment: chain.deployment })
  const sequencer = '0x0000000000000000000000000000000000000000'
  const next = { ...config, feed: FEED, feedMaxAge: 3_600n, maxGapBps: 1_000, sequencer, sequencerGrace: 0n }
  await chain.scheduled(ADMIN, PARAMS_DELAY, 'PriceOracle', 'setConfig', [next])
  await index()
  await watchRisks(context)
  const { value } = (await readingOf('price_gap')) ?? {}
  expect(Math.abs(Number(value) - 5)).toBeLessThan(0.001)
  expect((await listOpenBreaches(ledger.db)).map(({ indicator }) => indicator)).toContain('price_gap')
  await chain.mine(3_601)
  await index()
  await watchRisks(context)
  expect(await readingOf('price_gap')).toMatchObject({ value: null, reason: expect.stringContaining('last answer is') })
  // What is not known any more is not over.
  expect((await listOpenBreaches(ledger.db)).map(({ indicator }) => indicator)).toContain('price_gap')
})

test('a pause is a breach from its block to its end', async () => {
  await chain.send(GUARDIAN, 'Vault', 'pause', [SPEND])
  await chain.mine()
  await index()
  await watchRisks(context)
  expect(await readingOf('pauses')).toMatchObject({ value: '1' })
  await chain.mine(8 * DAY)
  await index()
  await watchRisks(context)
  expect(await readingOf('pauses')).toMatchObject({ value: '0' })
})

test('while the chain is away what it tells is unknown, and no breach of it ends', async () => {
  await watchRisks(context)
  const open = (await listOpenBreaches(ledger.db)).map(({ indicator }) => indicator)
  expect(open).toContain('oracle_age')
  await watchRisks({ ...context, client: createClient(31_337, 'http://127.0.0.1:9') })
  expect(await readingOf('oracle_age')).toMatchObject({
    value: null,
    reason: expect.stringContaining('The chain does not answer'),
  })
  expect((await listOpenBreaches(ledger.db)).map(({ indicator }) => indicator)).toEqual(open)
})
