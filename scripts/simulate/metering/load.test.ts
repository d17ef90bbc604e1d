import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, TransactionRollbackError } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDeployment } from '../../../contracts/deploy/deployment-file'
import { type Deployment, rewardsAbi } from '../../../contracts-abi'
import { createClient } from '../../../lib/chain/clients'
import { listOwnMovements } from '../../../lib/db/book-rows'
import type { Connection, Db } from '../../../lib/db/connect'
import { loadBefore, servedBefore } from '../../../lib/db/metering-load-rows'
import { pricesAt } from '../../../lib/db/metering-price-history'
import { listProviders } from '../../../lib/db/provider-rows'
import { listRoots, listRuns } from '../../../lib/db/reward-rows'
import { CATEGORIES } from '../../../lib/domain/buckets'
import { epochBounds } from '../../../lib/domain/epoch'
import { rootByProof } from '../../../lib/domain/hash-tree'
import type { Month } from '../../../lib/domain/month'
import { registrationHash } from '../../../lib/domain/provider-message'
import { secondsOf } from '../../../lib/domain/time'
import { runIndexer } from '../../../lib/indexer/run'
import { findReceiptProof } from '../../../lib/metering/settlement/proof'
import { purposeFrom } from '../../../lib/reports/ledger/purpose'
import { readEpochInputs } from '../../../lib/rewards/epoch-inputs'
import {
  canonicalInputs,
  hashOfInputs,
  type LoyaltyInputs,
  type ProviderInputs,
  type ReferralInputs,
  type RunInputs,
} from '../../../lib/rewards/inputs'
import { readMonthInputs } from '../../../lib/rewards/month-inputs'
import { recompute } from '../../../lib/rewards/recompute'
import { buildContracts } from '../../platform/build'
import { startTestServer, type TestServer } from '../../testing/database'
import { type HistoryChain, startHistoryChain } from '../../testing/history-chain'
import { historyOf } from '../history'
import { replay } from '../replay'
import { firstRootOf, Journal, type Metered, readJournal } from './journal'
import { isLoaded, loadMetered } from './load'
import { Network } from './network'
import { ensureProbeMonths, insertProbed, probingIn } from './observations'
import { batchesOnChain } from './on-chain'

/** Nine weeks: every kind of customer, renewals, and June, whose rewards are closed in August. */
const START = new Date('2026-06-01T00:00:00Z')
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
  'capacity_reports',
  'exclusions',
  'demand_hours',
  'reward_runs',
  'reward_leaves',
  'reasons',
]
const SIZES = { customers: 12, providers: 5 }
const SEED = 5

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
  const journal = new Journal(path)
  await replay({ rpc, client, system, now: NOW, seed: SEED, sizes: SIZES, start: START, onProgress: () => {}, journal })
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

test('every operation has the reason it was proposed with, and what left the treasury its purpose', async () => {
  if (!first) throw new Error('no database')
  const own = await listOwnMovements(first.db, { chainId: CHAIN, closing: 2n ** 53n })
  const withdrawals = own.filter(({ withdrawal }) => withdrawal !== null)
  expect(withdrawals.length).toBeGreaterThan(2)
  for (const { withdrawal } of withdrawals) expect(purposeFrom(withdrawal?.reason ?? null)).not.toBeNull()
  const { rows } = await first.db.execute<{ bare: string }>(
    sql`select count(*)::text as bare from operations o where not exists (select 1 from reasons r where r.operation_id = o.operation_id)`,
  )
  expect(rows).toEqual([{ bare: '0' }])
})

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

describe('what roots were computed from', () => {
  const stored = () => listRuns(db(), CHAIN, 'provider')
  const basisOf = <T extends RunInputs>(text: string, category: T['category']) => {
    const inputs = JSON.parse(text) as T
    const { format, formatVersion, chainId, rewards, previous, block } = inputs
    return { inputs, basis: { format, formatVersion, chainId, rewards, previous, block, category } }
  }

  test('every epoch that is over has its inputs, and both months’ rewards have theirs', async () => {
    const labels = (await stored()).map(({ label, state }) => `${label} ${state}`).sort()
    expect(labels).toEqual([2943, 2944, 2945, 2946, 2947, 2948, 2949, 2950, 2951].map((n) => `epoch ${n} accepted`))
    for (const category of ['referral', 'loyalty'] as const) {
      expect(await listRuns(db(), CHAIN, category)).toMatchObject([{ label: '2026-06', state: 'accepted' }])
    }
  })

  test('the second implementation gives the chain’s root from the inputs, and their hash is in the proposal', async () => {
    for (const category of CATEGORIES) {
      const proposed = (await listRoots(db(), CHAIN, category)).filter(({ step }) => step === 'proposed')
      expect(proposed.length).toBeGreaterThan(0)
      const runs = await listRuns(db(), CHAIN, category)
      for (const { root, uri, txHash } of proposed) {
        const run = runs.find((one) => one.root === root)
        expect(recompute(JSON.parse(run?.inputs ?? '') as RunInputs).root).toBe(root)
        expect(run?.txHash).toBe(txHash)
        expect(uri).toContain(`#sha256=${hashOfInputs(run?.inputs ?? '').slice(2)}`)
      }
    }
  })

  test('what they build on is what the contract said at that block', async () => {
    const { client, system } = chain
    for (const { inputs: text } of await stored()) {
      const { inputs } = basisOf<ProviderInputs>(text, 'provider')
      const call = { address: system.at.Rewards, abi: rewardsAbi, blockNumber: BigInt(inputs.block) } as const
      const allocatable = await client.readContract({ ...call, functionName: 'allocatable', args: [0] })
      const { total, root } = await client.readContract({ ...call, functionName: 'streamOf', args: [0] })
      expect([inputs.allocatable, inputs.total, inputs.previous.root]).toEqual([`${allocatable}`, `${total}`, root])
    }
  })

  test('the tables give the bytes of the last epoch that was closed', async () => {
    const [run] = await stored()
    const { inputs, basis } = basisOf<ProviderInputs>(run?.inputs ?? '', 'provider')
    const { cast, start, lastEpoch } = historyOf(NOW, SEED, SIZES, START)
    expect(lastEpoch).toBe(BigInt(inputs.epoch))
    const network = new Network(SEED, cast.providers, secondsOf(START), lastEpoch)
    const { start: from, end: until } = epochBounds(lastEpoch)
    // The day that is loaded anyway is left out.
    const probing = probingIn({ cast, start, network }, from, until)
    await ensureProbeMonths(db(), probing)
    await db()
      .transaction(async (tx) => {
        await tx.execute(sql`delete from probes`)
        await insertProbed(tx, CHAIN, probing)
        const amounts = { allocatable: BigInt(inputs.allocatable), total: BigInt(inputs.total) }
        expect(canonicalInputs(await readEpochInputs(tx, lastEpoch, { ...basis, ...amounts }))).toBe(run?.inputs)
        tx.rollback()
      })
      .catch((error: unknown) => {
        if (!(error instanceof TransactionRollbackError)) throw error
      })
  })

  test('the tables give the bytes of the month that was closed', async () => {
    for (const category of ['referral', 'loyalty'] as const) {
      const [run] = await listRuns(db(), CHAIN, category)
      const { inputs, basis } = basisOf<ReferralInputs | LoyaltyInputs>(run?.inputs ?? '', category)
      const amounts = { allocatable: BigInt(inputs.pool), total: 0n }
      const reading = await readMonthInputs(db(), '2026-06' as Month, { ...basis, ...amounts })
      expect(reading && canonicalInputs(reading.inputs)).toBe(run?.inputs)
    }
  })

  test('hours of demand go on without a gap to the last whole hour', async () => {
    const [row] = await rowsOf(
      sql`select count(*)::int as n, max(hour) as last, count(distinct demand)::int as values from demand_hours`,
    )
    expect(row?.n).toBe((7 * (NOW.getTime() - START.getTime() - 1_800_000)) / 3_600_000)
    expect(new Date(row?.last ?? 0)).toEqual(new Date('2026-08-06T13:00:00Z'))
    expect(Number(row?.values)).toBeGreaterThan(1_000)
  })

  test('the newest price follows from the capacity that was reported for the hour before it', async () => {
    const hour = new Date('2026-08-06T14:00:00Z')
    const load = await loadBefore(db().$client, CHAIN, hour)
    const served = await servedBefore(db().$client, CHAIN, hour)
    const rows = await pricesAt(db(), CHAIN, hour)
    expect(load.length).toBeGreaterThan(2)
    for (const { service, capacity, queued, reporters } of load.filter(({ newest }) => newest >= hour)) {
      const seen = { capacity, queued, reporters, served: served.get(service) ?? 0n }
      expect(rows.find((row) => row.service === service)).toMatchObject({ at: hour, ...seen })
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
