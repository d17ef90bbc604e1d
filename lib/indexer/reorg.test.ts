import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { type Traffic, trafficOn } from '../../scripts/testing/traffic'
import { findCheckpoint } from '../db/checkpoint'
import type { Connection } from '../db/connect'
import { ledgerHash } from './hash'
import { runIndexer } from './run'

const CHAIN_ID = 31_337
const DEEPEST = 30
/** Depths after which all rows are compared: what an earlier rollback left wrong is still wrong then. */
const COMPARED_EVERY = 6

let server: TestServer
let chain: LedgerChain
let traffic: Traffic

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  traffic = trafficOn(chain, 29)
  await traffic.begin()
  for (let i = 0; i < DEEPEST; i += 1) await traffic.round(2)
}, 240_000)
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const index = ({ db }: Connection, options: { once: boolean; signal?: AbortSignal }) =>
  runIndexer({ db, client: chain.client, deployment: chain.deployment, pollMs: 20, ...options })

const hashOf = async ({ db }: Connection) => (await ledgerHash(db, CHAIN_ID)).hash
const headHash = async () => (await chain.client.getBlock()).hash

let fresh = 0
async function undisturbed(): Promise<string> {
  fresh += 1
  const connection = await server.open(`fresh_${fresh}`)
  await index(connection, { once: true })
  const hash = await hashOf(connection)
  await connection.close()
  return hash
}

async function assertFresh(ledger: Connection, depth: number): Promise<void> {
  if (depth % COMPARED_EVERY === 0) expect(await hashOf(ledger), `${depth} deep`).toBe(await undisturbed())
}

/** Replaces the last blocks by others with other traffic in the last of them. */
async function replace(depth: number): Promise<void> {
  await chain.rpc('anvil_reorg', [depth, []])
  await traffic.round(2)
}

test('every depth from 1 to 30 while following: the ledger stays that of a fresh index', async () => {
  const ledger = await server.open('following')
  const stopping = new AbortController()
  const running = index(ledger, { once: false, signal: stopping.signal })
  const isThere = async () => {
    const head = await headHash()
    await expect
      .poll(async () => (await findCheckpoint(ledger.db, CHAIN_ID))?.blockHash, { timeout: 30_000, interval: 20 })
      .toBe(head)
  }
  for (let depth = 1; depth <= DEEPEST; depth += 1) {
    await isThere()
    await replace(depth)
    await isThere()
    await assertFresh(ledger, depth)
  }
  stopping.abort()
  await running
}, 600_000)

test('every depth from 1 to 30 while nobody indexed', async () => {
  const ledger = await server.open('offline')
  for (let depth = 1; depth <= DEEPEST; depth += 1) {
    await index(ledger, { once: true })
    await replace(depth)
    await index(ledger, { once: true })
    await assertFresh(ledger, depth)
  }
}, 600_000)
