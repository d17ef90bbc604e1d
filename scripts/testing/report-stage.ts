import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Db } from '../../lib/db/connect'
import { rewardLeaves } from '../../lib/db/provider-schema'
import { roots } from '../../lib/db/schema'
import type { Month } from '../../lib/domain/month'
import { ensureMonths } from '../../lib/indexer/months'
import { runIndexer } from '../../lib/indexer/run'
import { openReport } from '../../lib/reports/month-report'
import { writeReport } from '../../lib/reports/write'
import { startTestServer } from './database'
import { accountOf, type LedgerChain, startLedgerChain } from './ledger-chain'
import { trafficOn } from './traffic'

const DAY = 86_400
export const [MARCH, APRIL, MAY] = ['2026-03', '2026-04', '2026-05'] as [Month, Month, Month]
/** The day before clocks change in Europe. */
const GENESIS = Date.parse('2026-03-28T00:00:00Z') / 1_000
const LEAF_OF = '0x00000000000000000000000000000000000000a1'
const [ADMIN, METER, PRICER, USER] = [1, 4, 6, 20]

export type MonthStage = {
  chain: LedgerChain
  db: Db
  pool: Pool
  index: () => Promise<void>
  endDatabase: () => Promise<void>
}
/** Reports of a real chain in a folder, one a month, and no database any more. */
export type ReportStage = { chain: LedgerChain; at: (name: string) => string; stop: () => Promise<void> }

/** A transfer at 02:30 of the night in which Europe has no such time. */
async function onClockChange(chain: LedgerChain): Promise<void> {
  const { timestamp } = await chain.client.getBlock()
  await chain.send(USER, 'CXPT', 'transfer', [accountOf(USER + 1), 5n])
  await chain.mine(Date.parse('2026-03-29T01:30:00Z') / 1_000 - Number(timestamp))
}

/** Payments at a fresh price, distributed by one split and then by another. */
export async function sell(chain: LedgerChain): Promise<void> {
  for (const [usd, burn] of [
    [60_000_000n, 700],
    [75_000_000n, 900],
  ] as const) {
    const split = { burn, protocol: 2_000, operations: 1_000, provider: 7_000 - burn }
    await chain.scheduled(ADMIN, 15, 'Vault', 'setSplit', [split])
    await chain.send(PRICER, 'PriceOracle', 'post', [50_000_000_000_000_000n])
    await chain.mine()
    await chain.send(METER, 'Vault', 'settle', [
      [{ user: accountOf(USER), cumulativeUsd: usd }],
      `0x${'11'.repeat(32)}`,
    ])
    await chain.send(USER, 'Subscriptions', 'subscribe', [2, 10n ** 24n, true, 10n ** 24n, accountOf(USER + 1)])
    await chain.mine()
    await chain.send(USER, 'Vault', 'distribute', [])
    await chain.mine()
  }
}

/** Nobody publishes leaves here: one account has all that a root gave. */
async function insertLeaves(db: Db): Promise<void> {
  for (const { step, category, root, total } of await db.select().from(roots)) {
    if (step !== 'accepted' || category !== 'provider') continue
    const leaf = { chainId: 31_337, category, root, account: LEAF_OF as `0x${string}`, cumulative: total ?? 0n }
    await db
      .insert(rewardLeaves)
      .values({ ...leaf, added: 0n, detail: null })
      .onConflictDoNothing()
  }
}

/** March begins with the contracts, in April everything happens, in May nothing does. Indexed, with the database open. */
export async function startMonthStage(): Promise<MonthStage> {
  const server = await startTestServer()
  const chain = await startLedgerChain({ timestamp: GENESIS })
  const traffic = trafficOn(chain, 3)
  await traffic.begin()
  await onClockChange(chain)
  await chain.mine(3 * DAY)
  await traffic.everything()
  for (let i = 0; i < 6; i += 1) await traffic.round()
  await sell(chain)
  await chain.mine(30 * DAY)
  await chain.mine(31 * DAY)
  const { client, deployment } = chain
  const { db, pool } = await server.open('verify')
  const index = async () => {
    await runIndexer({ db, client, deployment, once: true })
    await ensureMonths({ db, client, deployment })
  }
  await index()
  await insertLeaves(db)
  return { chain, db, pool, index, endDatabase: () => server.stop() }
}

/** The same months as reports in a folder, and no database any more. */
export async function startReportStage(): Promise<ReportStage> {
  const { chain, db, endDatabase } = await startMonthStage()
  const folder = mkdtempSync(join(tmpdir(), 'cxpt-verify-'))
  const at = (name: string) => join(folder, name)
  const { client, deployment } = chain
  const source = { db, chain: { client, deployment } }
  for (const name of [MARCH, APRIL, MAY]) await writeReport(await openReport(source, name), at(name))
  await endDatabase()
  return {
    chain,
    at,
    stop: async () => {
      rmSync(folder, { recursive: true, force: true })
      await chain.stop()
    },
  }
}
