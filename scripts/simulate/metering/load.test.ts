import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDeployment } from '../../../contracts/deploy/deployment-file'
import type { Deployment } from '../../../contracts-abi'
import { createClient } from '../../../lib/chain/clients'
import type { Connection, Db } from '../../../lib/db/connect'
import { listProviders } from '../../../lib/db/provider-rows'
import { rootByProof } from '../../../lib/domain/hash-tree'
import { registrationHash } from '../../../lib/domain/provider-message'
import { runIndexer } from '../../../lib/indexer/run'
import { findReceiptProof } from '../../../lib/metering/settlement/proof'
import { buildContracts } from '../../platform/build'
import { startTestServer, type TestServer } from '../../testing/database'
import { type HistoryChain, startHistoryChain } from '../../testing/history-chain'
import { replay } from '../replay'
import { firstRootOf, Journal, type Metered, readJournal } from './journal'
import { isLoaded, loadMetered } from './load'
import { batchesOnChain } from './on-chain'

/** Five weeks: every kind of customer, a renewal, a month's end. */
const START = new Date('2026-07-01T00:00:00Z')
const NOW = new Date('2026-08-06T14:30:00Z')
const CHAIN = 31_337
const TABLES = [
  'receipts',
  'settlements',
  'meters',
  'allowance_use',
  'allowance_days',
  'usage_days',
  'service_prices',
  'providers',
  'gateways',
  'job_hours',
  'probes',
]

const folder = mkdtempSync(join(tmpdir(), 'cxpt-metered-'))
const path = join(folder, 'journal.jsonl')
let chain: HistoryChain
let server: TestServer
let [first, second]: Connection[] = []
let metered: Metered

beforeAll(async () => {
  buildContracts()
  const deployments = join(folder, 'deployments', '/')
  ;[chain, server] = await Promise.all([startHistoryChain(START, deployments), startTestServer()])
  const { rpc, client, system } = chain
  const sizes = { customers: 12, providers: 5 }
  const journal = new Journal(path)
  await replay({ rpc, client, system, now: NOW, seed: 5, sizes, start: START, onProgress: () => {}, journal })
  const read = readJournal(path)
  if (!read) throw new Error('no journal')
  metered = read
  const deployment = readDeployment(deployments, CHAIN) as Deployment
  ;[first, second] = [await server.open('first'), await server.open('second')]
  for (const { db } of [first, second]) {
    await runIndexer({ db, client: createClient(CHAIN, chain.anvil.url), deployment, once: true })
    await loadMetered(db, CHAIN, metered)
  }
})

afterAll(async () => {
  await chain?.anvil.stop('SIGKILL')
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function db(of = first): Db {
  if (!of) throw new Error('no database')
  return of.db
}

/** Every row of every table, as text. */
async function contentOf(of: Db): Promise<string[]> {
  const all: string[] = []
  for (const table of TABLES) {
    const { rows } = await of.execute<{ row: string }>(
      sql`select t::text as row from ${sql.identifier(table)} t order by 1`,
    )
    all.push(...rows.map(({ row }) => `${table} ${row}`))
  }
  return all
}

const rowsOf = async (query: ReturnType<typeof sql>) => (await db().execute<Record<string, string>>(query)).rows

describe('what the database holds after a history', () => {
  test('every batch of the chain is there with its root and transaction, and nothing waits', async () => {
    const onChain = await batchesOnChain(db(), CHAIN)
    const rows = await rowsOf(sql`select id, root, tx_hash, taken, receipts from settlements order by id`)
    expect(rows.map(({ root, tx_hash }) => [root, tx_hash])).toEqual(onChain.map(({ root, txHash }) => [root, txHash]))
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.reduce((sum, { receipts }) => sum + Number(receipts), 0)).toBe(
      metered.batches.reduce((sum, { receipts }) => sum + receipts.length, 0),
    )
  })

  test('what each batch asked for is what the receipts up to it add up to, to the nano-dollar', () => {
    const charged = new Map<string, bigint>()
    for (const { receipts, usages } of metered.batches) {
      for (const { account, chargeNano } of receipts) charged.set(account, (charged.get(account) ?? 0n) + chargeNano)
      for (const { user, cumulativeUsd } of usages) {
        expect(cumulativeUsd).toBe((charged.get(user.toLowerCase()) ?? 0n) / 1_000n)
      }
    }
  })

  test('the meters are the receipts’ sums and what the chain took, and nobody paid more than he used', async () => {
    const rows = await rowsOf(sql`
      select m.account, m.charged_nano = r.nano as charged, m.settled_usd = coalesce(s.usd, 0) as settled,
        m.settled_usd <= div(m.charged_nano, 1000) as fits
      from meters m
      join (select account, sum(charge_nano) as nano from receipts group by 1) r using (account)
      left join (select lower(args ->> 'user') as account, sum((args ->> 'usd')::numeric) as usd
        from events where contract = 'Vault' and name = 'Settled' group by 1) s using (account)`)
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.filter(({ charged, settled, fits }) => !(charged && settled && fits))).toEqual([])
  })

  test('allowances are used rolled tokens first, never beyond what there is, and some are used up', async () => {
    const [sums] = await rowsOf(sql`
      select count(*) filter (where from_rolled > 0)::int as rolled, count(*) filter (where from_fresh > 0)::int as fresh,
        count(*) filter (where covered_input + covered_output > 0 and charge_nano > 0)::int as both
      from receipts`)
    expect(Number(sums?.rolled)).toBeGreaterThan(0)
    expect(Number(sums?.fresh)).toBeGreaterThan(Number(sums?.rolled))
    expect(Number(sums?.both)).toBeGreaterThan(0)
    const uncharged = await rowsOf(sql`select request_id from receipts where reason is not null`)
    expect(uncharged).toEqual([])
  })

  test('every charge follows from the price that is stored for its hour', async () => {
    const wrong = await rowsOf(sql`
      select r.request_id from receipts r left join service_prices p on p.service = r.service and p.at = r.price_at
      where p.at is null or p.input <> r.price_input or p.output <> r.price_output
        or r.price_at > r.started_at or r.price_at + interval '1 hour' <= r.started_at
        or r.charge_nano <> ceil((r.input_units - r.covered_input) * p.input / p.unit)
          + ceil((r.output_units - r.covered_output) * p.output / p.unit)`)
    expect(wrong).toEqual([])
    const [moved] = await rowsOf(sql`select count(distinct factor)::int as n from service_prices`)
    expect(Number(moved?.n)).toBeGreaterThan(100)
  })

  test('a receipt’s proof leads to the root that the chain has', async () => {
    const onChain = new Set((await batchesOnChain(db(), CHAIN)).map(({ root }) => root))
    for (const { receipts } of metered.batches.filter((_, i) => i % 40 === 30)) {
      const [receipt] = receipts
      if (!receipt) continue
      const found = await findReceiptProof(db(), CHAIN, receipt.gateway, receipt.requestId)
      const { leaf, batch } = found?.proof ?? {}
      expect(leaf && batch && onChain.has(rootByProof(leaf, batch.proof))).toBe(true)
    }
  })

  test('providers are registered with their own signatures', async () => {
    const rows = await listProviders(db(), CHAIN)
    expect(rows.length).toBe(metered.providers.length)
    const { client } = chain
    for (const { provider, payout, name, classes, endpoint, messageAt, signature } of rows) {
      const issuedAt = BigInt(messageAt.getTime() / 1_000)
      const message = { provider, payout, name, classes, endpoint, issuedAt, deadline: issuedAt + 3_600n }
      const hash = registrationHash(CHAIN, message)
      expect(await client.verifyHash({ address: provider, hash, signature: signature as `0x${string}` })).toBe(true)
    }
  })
})

describe('loaded again', () => {
  test('two databases of one history hold the same rows', async () => {
    expect(await contentOf(db(second))).toEqual(await contentOf(db()))
  })

  test('a second time changes nothing', async () => {
    const before = await contentOf(db())
    expect(await loadMetered(db(), CHAIN, metered)).toBe(0)
    expect(await contentOf(db())).toEqual(before)
  })

  test('a load that breaks off leaves nothing behind, and the next one gives the same rows', async () => {
    const before = await contentOf(db(second))
    await db(second).execute(sql`delete from settlements`)
    const broken = { ...metered, providers: [...metered.providers, ...metered.providers.slice(0, 1)] }
    await expect(loadMetered(db(second), CHAIN, broken)).rejects.toThrow()
    expect((await contentOf(db(second))).some((row) => row.startsWith('settlements'))).toBe(false)
    await loadMetered(db(second), CHAIN, metered)
    expect(await contentOf(db(second))).toEqual(before)
  })

  test('a history that is not the chain’s is refused', async () => {
    const [one, ...rest] = metered.batches
    if (!one) throw new Error('no batch')
    const other = { ...metered, batches: [{ ...one, root: `0x${'1'.repeat(64)}` as const }, ...rest] }
    await expect(loadMetered(db(), CHAIN, other)).rejects.toThrow('another batch 1')
  })

  test('whose journal it is can be told from its beginning', async () => {
    expect(firstRootOf(join(folder, 'none.jsonl'))).toBeNull()
    expect(await isLoaded(db(), CHAIN, firstRootOf(path) ?? '')).toBe(true)
    expect(await isLoaded(db(), CHAIN, `0x${'1'.repeat(64)}`)).toBe(false)
  })

  test('a journal that was cut off is of no use', () => {
    const cut = join(folder, 'cut.jsonl')
    writeFileSync(cut, readFileSync(path, 'utf8').split('\n').slice(0, 40).join('\n'))
    expect(readJournal(cut)).toBeNull()
  })
})
