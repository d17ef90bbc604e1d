import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import { createClient } from '../chain/clients'
import { getContract } from '../chain/contract'
import { raiseAlert } from '../db/alert-rows'
import type { Connection } from '../db/connect'
import { SILENT } from '../indexer/log'
import { runIndexer } from '../indexer/run'
import type { JobContext } from './context'
import type { Job } from './schedule'
import { runJob, runWorker } from './worker'

let server: TestServer
let chain: LedgerChain
let ledger: Connection & { url: string }
let context: JobContext

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  const traffic = trafficOn(chain, 5)
  await traffic.begin()
  await traffic.everything()
  await chain.rpc('evm_setAutomine', [true])
  ledger = await server.open('jobs')
  const { client, deployment } = chain
  const signers = { pricer: demoSigner(6), keeper: demoSigner(19) }
  context = { db: ledger.db, client, deployment, signers, log: SILENT }
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const revenue = () => chain.client.readContract({ ...getContract(chain.deployment, 'Vault'), functionName: 'revenue' })
/** Sends and waits: a node answers before it has mined. */
const send: LedgerChain['send'] = async (...call) => {
  const hash = await chain.send(...call)
  await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  return hash
}
/** Meters user 20 up to so many micro-USD, at a fresh price. */
const settleSome = async (usd: number) => {
  await chain.mine(11)
  await send(6, 'PriceOracle', 'post', [49_500_000_000_000_000n])
  const usages = [{ user: demoSigner(20).address, cumulativeUsd: BigInt(usd) }]
  await send(4, 'Vault', 'settle', [usages, `0x${'0'.repeat(64)}`])
}
const index = () =>
  runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
const rows = async (text: string) => (await ledger.pool.query(text)).rows
const distributions = async () => {
  await index()
  return (await rows('select count(*)::int as n from distributions'))[0]?.n
}

test('before the ledger is there, a comparison fails and says so', async () => {
  await expect(runJob('reconciliation', context)).rejects.toThrow('the ledger is empty')
  expect(await rows("select is_ok, error from job_runs where job = 'reconciliation'")).toEqual([
    { is_ok: false, error: 'NotReady: the ledger is empty' },
  ])
  expect(await rows("select key, is_ok, say from job_history where job = 'reconciliation'")).toEqual([
    { key: 'by hand', is_ok: false, say: 'NotReady: the ledger is empty' },
  ])
})

test('a comparison keeps its rows; a difference is an alarm', async () => {
  await index()
  const { say, alarm } = await runJob('reconciliation', context)
  expect(alarm).toBeUndefined()
  expect(say).toContain('owners agree')
  await ledger.pool.query("update balances set amount = amount + 3 where bucket = 'reserve'")
  expect((await runJob('reconciliation', context)).alarm).toMatch(/differs from the chain by 3 wei .*: reserve 3\.$/)
  await ledger.pool.query("update balances set amount = amount - 3 where bucket = 'reserve'")
  await runJob('reconciliation', context)
  expect(await rows("select is_ok, error from job_runs where job = 'reconciliation'")).toEqual([
    { is_ok: true, error: null },
  ])
  expect(await rows('select count(*)::int as n, sum(difference)::int as wei from reconciliations')).toEqual([
    { n: 1, wei: 0 },
  ])
})

const openAlerts = async () =>
  (await rows('select key from alerts where closed_at is null order by 1')).map(({ key }) => key)

test('an alarm of a job is an alert until a run without one', async () => {
  await ledger.pool.query("update balances set amount = amount + 3 where bucket = 'reserve'")
  await runJob('reconciliation', context)
  expect(await openAlerts()).toEqual(['alarm reconciliation'])
  await ledger.pool.query("update balances set amount = amount - 3 where bucket = 'reserve'")
  await runJob('reconciliation', context)
  expect(await openAlerts()).toEqual([])
})

test('a job that fails is an alert at its last try only', async () => {
  const elsewhere = { ...context, deployment: { ...chain.deployment, chainId: 8453 } }
  await expect(runJob('reconciliation', elsewhere, { key: 'hour-1' })).rejects.toThrow()
  expect(await openAlerts()).toEqual([])
  await expect(runJob('reconciliation', elsewhere, { key: 'hour-1', isLastTry: true })).rejects.toThrow()
  expect(await openAlerts()).toEqual(['failed reconciliation'])
  await runJob('reconciliation', context)
  expect(await openAlerts()).toEqual([])
})

test('the watch opens and closes what it sees on chain, and a chain that is away is told too', async () => {
  await chain.mine(86_400 * 8)
  await index()
  const poor = { ...context, signers: { keeper: privateKeyToAccount(`0x${'77'.repeat(32)}`) } }
  expect((await runJob('alerts', poor)).say).toContain('oracle-age, low-gas keeper')
  expect(await openAlerts()).toEqual(expect.arrayContaining(['low-gas keeper', 'oracle-age']))
  const away = createClient(31_337, 'http://127.0.0.1:9')
  await runJob('alerts', { ...poor, client: away })
  expect(await openAlerts()).toEqual(expect.arrayContaining(['chain-away', 'low-gas keeper', 'oracle-age']))
  await send(6, 'PriceOracle', 'post', [49_500_000_000_000_000n])
  await runJob('alerts', context)
  expect(await openAlerts()).not.toEqual(expect.arrayContaining(['oracle-age']))
  expect(await openAlerts()).not.toEqual(expect.arrayContaining(['chain-away']))
  expect(await openAlerts()).not.toEqual(expect.arrayContaining(['low-gas keeper']))
})

test('what is open goes out once, and what concerns an account does not', async () => {
  await ledger.pool.query('truncate alerts, alert_deliveries')
  await raiseAlert(ledger.db, { key: 'failed x', severity: 'critical', say: 'x failed' })
  await raiseAlert(ledger.db, { key: 'renewal-due y', severity: 'info', say: 'soon', account: '0xab' })
  const sent: string[] = []
  const channel = { name: 'webhook' as const, send: async ({ key }: { key: string }) => void sent.push(key) }
  const broken = { name: 'email' as const, send: () => Promise.reject(new Error('no answer of smtps://a:b@c')) }
  const deliver = () => runJob('delivery', { ...context, channels: [channel, broken] })
  expect((await deliver()).say).toBe('1 sent, 1 failed: Error: no answer of (address left out)')
  expect((await deliver()).say).toBe('0 sent')
  expect(sent).toEqual(['failed x'])
  expect((await runJob('delivery', context)).say).toBe('off: no webhook and no mail server is configured')
})

test('distributing twice does it once', async () => {
  await settleSome(50_000_000)
  const before = await distributions()
  expect(await revenue()).toBeGreaterThan(0n)
  expect((await runJob('distribution', context)).say).toMatch(/^distributed \d+ wei in 0x/)
  expect(await revenue()).toBe(0n)
  expect((await runJob('distribution', context)).say).toBe('no vault revenue')
  expect(await distributions()).toBe(before + 1)
})

test('a paused distribution waits without failing', async () => {
  await settleSome(60_000_000)
  await send(3, 'Vault', 'pause', [2])
  expect((await runJob('distribution', context)).say).toBe('distribution is paused')
  await chain.scheduled(1, 5, 'Vault', 'unpause', [2])
})

test('a price is posted again when it is an hour old, the same one', async () => {
  await runJob('price-posting', context)
  expect((await runJob('price-posting', context)).say).toMatch(/posted \d+ s ago/)
  await chain.mine(3_600)
  expect((await runJob('price-posting', context)).say).toMatch(/^posted \d+ in 0x/)
  await index()
  const last = await rows('select price::text from prices order by block_number desc limit 2')
  expect(last[0]).toEqual(last[1])
})

test('without keys nothing is sent', async () => {
  const nonce = await chain.client.getTransactionCount({ address: demoSigner(19).address })
  expect((await runJob('distribution', { ...context, signers: {} })).say).toBe('off: no keeper key')
  expect((await runJob('price-posting', { ...context, signers: {} })).say).toBe('off: prices come from outside')
  const elsewhere = { ...chain.deployment, chainId: 8453 }
  expect((await runJob('price-posting', { ...context, deployment: elsewhere })).say).toContain('off')
  expect(await chain.client.getTransactionCount({ address: demoSigner(19).address })).toBe(nonce)
})

test('two workers together run each period of a job once, also after both began again', async () => {
  // Ten past midnight of a new day.
  const { timestamp } = await chain.client.getBlock()
  await chain.mine(86_400 - Number(timestamp % 86_400n) + 660)
  await settleSome(70_000_000)
  const before = await distributions()
  const work = async () => {
    const stopping = new AbortController()
    const options = { ...context, databaseUrl: ledger.url, signal: stopping.signal, lookEveryMs: 100 }
    const finished = async (job: Job): Promise<number> => {
      const text = `select count(*)::int as n from pgboss.job where state = 'completed' and name = '${job}'`
      return (await rows(text).catch(() => []))[0]?.n ?? 0
    }
    const compared = await finished('reconciliation')
    const running = [runWorker(options), runWorker(options)]
    // Each worker asks for a comparison when it begins, and for what is due right after it.
    await expect.poll(() => finished('reconciliation'), { timeout: 25_000 }).toBeGreaterThanOrEqual(compared + 2)
    await expect.poll(() => finished('distribution'), { timeout: 25_000 }).toBe(1)
    stopping.abort()
    await Promise.all(running)
  }
  await work()
  expect(await distributions()).toBe(before + 1)
  await settleSome(80_000_000)
  await work()
  expect(await distributions()).toBe(before + 1)
  const [queue] = await rows("select count(*)::int as n from pgboss.job where name = 'distribution'")
  expect(queue).toEqual({ n: 1 })
  const [kept] = await rows(
    "select count(*)::int as n from job_history where job = 'distribution' and key like 'day-%'",
  )
  expect(kept).toEqual({ n: 1 })
}, 90_000)
