import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { readDeployment } from '../../contracts/deploy/deployment-file'
import type { Deployment } from '../../contracts-abi'
import { createClient } from '../../lib/chain/clients'
import { readMeters } from '../../lib/chain/meters'
import type { Connection } from '../../lib/db/connect'
import { insertGateway } from '../../lib/db/metering-key-rows'
import { dateOf, secondsOf } from '../../lib/domain/time'
import { SILENT } from '../../lib/indexer/log'
import { runIndexer } from '../../lib/indexer/run'
import { settle } from '../../lib/jobs/settlement'
import { issueKey } from '../../lib/metering/keys'
import { updatePrices } from '../../lib/metering/prices'
import { buildContracts } from '../platform/build'
import { ROOT } from '../platform/foundry'
import { scriptCommand } from '../platform/parts'
import { freePort } from '../platform/ports'
import { type Running, startProcess } from '../platform/process'
import { startTestServer, type TestServer } from '../testing/database'
import { type HistoryChain, startHistoryChain } from '../testing/history-chain'
import { follow } from './follow'
import { LiveObservations } from './live-observations'
import { LiveUsage, usageNow } from './live-usage'
import { Journal, readJournal } from './metering/journal'
import { loadMetered } from './metering/load'
import { batchesOnChain } from './metering/on-chain'
import { replay } from './replay'
import { worldFromChain } from './resume'

const START = new Date('2026-07-01T00:00:00Z')
const NOW = new Date('2026-07-09T14:30:00Z')
const CHAIN = 31_337
const SEED = 5
const SIZES = { customers: 9, providers: 5 }

const folder = mkdtempSync(join(tmpdir(), 'cxpt-live-'))
let chain: HistoryChain
let deployment: Deployment
let server: TestServer
let ledger: Connection & { url: string }
let console: Running | null = null
let url = ''
let keys: Record<string, string> = {}

beforeAll(async () => {
  buildContracts()
  const deployments = join(folder, 'deployments', '/')
  ;[chain, server] = await Promise.all([startHistoryChain(START, deployments), startTestServer()])
  const { rpc, client, system } = chain
  const path = join(folder, 'journal.jsonl')
  const journal = new Journal(path)
  await replay({ rpc, client, system, now: NOW, seed: SEED, sizes: SIZES, start: START, onProgress: () => {}, journal })
  deployment = readDeployment(deployments, CHAIN) as Deployment
  ledger = await server.open('live')
  await index()
  const metered = readJournal(path)
  if (!metered) throw new Error('no journal')
  await loadMetered(ledger.db, CHAIN, metered)
})

afterAll(async () => {
  await console?.stop('SIGKILL')
  await chain?.anvil.stop('SIGKILL')
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const chainClient = () => createClient(CHAIN, chain.anvil.url)
const index = () => runIndexer({ db: ledger.db, client: chainClient(), deployment, once: true })

async function liveReceipts(): Promise<number> {
  const { rows } = await ledger.db.execute<{ n: number }>(
    sql`select count(*)::int as n from receipts where request_id like 'live-%'`,
  )
  return rows[0]?.n ?? 0
}

async function issueKeys(): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const name of ['gateway-east', 'prober-1', 'prober-2', 'prober-3']) {
    await insertGateway(ledger.db, { id: name, name, createdAt: NOW })
    const wish = { name: 'traffic', scopes: ['usage', 'probe', 'capacity'] as const }
    all[name] = (await issueKey(ledger.db, { gateway: name }, wish, new Date())).key
  }
  return all
}

/** The console's own road of usage over HTTP, in a process of its own. */
async function startConsole(port: number): Promise<void> {
  url = `http://127.0.0.1:${port}`
  const env = { ...process.env, CHAIN_ID: String(CHAIN), CLOCK: 'block', PORT: String(port), DATABASE_URL: ledger.url }
  const logFile = join(folder, 'meter.log')
  console = await startProcess({ name: 'The meter', ...(await scriptCommand('soak/meter')), env, logFile, cwd: ROOT })
}

test('traffic waits for the console, reports to it, and the worker’s job settles it to the micro-dollar', async () => {
  const { rpc, client, system } = chain
  const port = await freePort()
  keys = await issueKeys()
  const stop = new AbortController()
  const reported = { url: `http://127.0.0.1:${port}`, keys }
  const options = { rpc, client, system, seed: SEED, sizes: SIZES, pace: 50, console: reported }
  const before = await client.getBlockNumber()
  const running = follow({ ...options, signal: stop.signal })
  await expect.poll(() => client.getBlockNumber()).toBeGreaterThan(before + 3n)
  expect(await liveReceipts()).toBe(0)

  await startConsole(port)
  await expect.poll(liveReceipts).toBeGreaterThan(10)
  stop.abort()
  await running
  await index()
  const onChainBefore = (await batchesOnChain(ledger.db, CHAIN)).length
  expect(onChainBefore).toBe((await rowsOf('settlements')).length)

  const signers = { meter: demoSigner(demoAccount('meter').index) }
  const context = { db: ledger.db, client: chainClient(), deployment, signers, log: SILENT }
  expect((await settle(context)).say).toMatch(/batches/)
  await index()
  const batches = await batchesOnChain(ledger.db, CHAIN)
  expect(batches.length).toBeGreaterThan(onChainBefore)
  const stored = await rowsOf('settlements')
  expect(stored.map(({ root }) => root)).toEqual(batches.map(({ root }) => root))

  const meters = await rowsOf('meters')
  const accounts = meters.map(({ account }) => account as `0x${string}`)
  const onChain = await readMeters({ client: chainClient(), deployment }, accounts)
  for (const { account, settled_usd } of meters) {
    expect([account, onChain.get(account ?? '')?.meteredUsd]).toEqual([account, BigInt(settled_usd ?? 0)])
  }
})

test('receipts carry block time, whatever the machine’s clock says', async () => {
  const { rows } = await ledger.db.execute<{ off: number; n: number }>(sql`
    select count(*)::int as n, count(*) filter (where ended_at < ${NOW.toISOString()}::timestamptz
      or received_at > ${NOW.toISOString()}::timestamptz + interval '10 minutes')::int as off
    from receipts where request_id like 'live-%'`)
  expect(rows[0]?.n).toBeGreaterThan(10)
  expect(rows[0]?.off).toBe(0)
})

test('three probers and a gateway report, and the next price follows from what they say', async () => {
  const { client, system } = chain
  const world = await worldFromChain(client, system, { seed: SEED, sizes: SIZES, isShared: true })
  const said: string[] = []
  const observations = new LiveObservations({ url, keys }, (text) => said.push(text))
  const hour = secondsOf(new Date('2026-07-09T15:00:00Z'))
  await ledger.db.execute(sql`update checkpoints set head_time = ${dateOf(hour + 90n).toISOString()}`)
  const served = usageNow(world, hour - 60n, 0)
  const usage = new LiveUsage({ url, keys }, (text) => said.push(text))
  expect(served.length).toBeGreaterThan(0)
  await observations.report(world, hour - 600n)
  observations.count(world, await usage.report(() => served))
  for (let time = hour - 590n; time <= hour + 60n; time += 10n) await observations.report(world, time)
  expect(said).toEqual([])

  const { rows: probed } = await ledger.db.execute<{ prober: string; minutes: number; providers: number }>(sql`
    select prober, count(distinct minute)::int as minutes, count(distinct provider)::int as providers from probes
    where minute >= ${dateOf(hour - 600n).toISOString()}::timestamptz group by 1 order by 1`)
  expect(probed).toEqual(['prober-1', 'prober-2', 'prober-3'].map((prober) => ({ prober, minutes: 10, providers: 5 })))
  const services = [...new Set(served.map(({ service }) => service))].sort()
  const { rows: hours } = await ledger.db.execute<{ service: string }>(sql`
    select distinct service from job_hours where hour = ${dateOf(hour - 3_600n).toISOString()}::timestamptz order by 1`)
  expect(hours.map(({ service }) => service)).toEqual(expect.arrayContaining(services))

  const prices = await updatePrices({ db: ledger.db, chainId: CHAIN, at: dateOf(hour + 90n) })
  for (const service of services) {
    const price = prices.find((row) => row.service === service)
    expect(price).toMatchObject({ hold: null, reporters: 5 })
    expect(price?.utilisation).toBe(price && ((price.served + price.queued) * 1_000_000n) / price.capacity)
  }
})

async function rowsOf(table: 'meters' | 'settlements'): Promise<Record<string, string>[]> {
  const order = table === 'meters' ? 'account' : 'id'
  const query = sql`select * from ${sql.identifier(table)} order by ${sql.identifier(order)}`
  return (await ledger.db.execute<Record<string, string>>(query)).rows
}
