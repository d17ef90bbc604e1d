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
import { SILENT } from '../../lib/indexer/log'
import { runIndexer } from '../../lib/indexer/run'
import { settle } from '../../lib/jobs/settlement'
import { issueKey } from '../../lib/metering/keys'
import { buildContracts } from '../platform/build'
import { ROOT } from '../platform/foundry'
import { scriptCommand } from '../platform/parts'
import { freePort } from '../platform/ports'
import { type Running, startProcess } from '../platform/process'
import { startTestServer, type TestServer } from '../testing/database'
import { type HistoryChain, startHistoryChain } from '../testing/history-chain'
import { follow } from './follow'
import { Journal, readJournal } from './metering/journal'
import { loadMetered } from './metering/load'
import { batchesOnChain } from './metering/on-chain'
import { replay } from './replay'

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

/** The console's own road of usage over HTTP, in a process of its own. */
async function startConsole(port: number): Promise<void> {
  const env = { ...process.env, CHAIN_ID: String(CHAIN), PORT: String(port), DATABASE_URL: ledger.url }
  const logFile = join(folder, 'meter.log')
  console = await startProcess({ name: 'The meter', ...(await scriptCommand('soak/meter')), env, logFile, cwd: ROOT })
}

test('traffic waits for the console, reports to it, and the worker’s job settles it to the micro-dollar', async () => {
  const { rpc, client, system } = chain
  const port = await freePort()
  await insertGateway(ledger.db, { id: 'gateway-east', name: 'gateway-east', createdAt: NOW })
  const wish = { name: 'traffic', scopes: ['usage'] as const }
  const { key } = await issueKey(ledger.db, { gateway: 'gateway-east' }, wish, new Date())
  const stop = new AbortController()
  const reported = { url: `http://127.0.0.1:${port}`, key }
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

async function rowsOf(table: 'meters' | 'settlements'): Promise<Record<string, string>[]> {
  const order = table === 'meters' ? 'account' : 'id'
  const query = sql`select * from ${sql.identifier(table)} order by ${sql.identifier(order)}`
  return (await ledger.db.execute<Record<string, string>>(query)).rows
}
