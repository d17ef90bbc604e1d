import { sql } from 'drizzle-orm'
import { insertRows } from '../../../lib/db/bulk'
import type { Db, Queryable } from '../../../lib/db/connect'
import { LOCKS } from '../../../lib/db/locks'
import * as schema from '../../../lib/db/metering-schema'
import { ensurePartition } from '../../../lib/db/partitions'
import {
  demandHours,
  exclusions,
  jobHours,
  probes,
  providers,
  rewardLeaves,
  rewardRuns,
} from '../../../lib/db/provider-schema'
import { reasons } from '../../../lib/db/schema'
import { monthOf } from '../../../lib/domain/month'
import { SERVICES } from '../../../lib/domain/service'
import { sumsOf } from '../../../lib/metering/usage-sums'
import type { SimulatedReceipt } from './batch'
import { reasonRows } from './given-reason'
import type { Metered } from './journal'
import { ensureProbeMonths, insertProbed } from './observations'
import { batchesOnChain } from './on-chain'
import { accountRows, settlementRows } from './rows'
import { insertRuns } from './run-rows'

/** Tables that belong to one local chain alone. */
const OWN = [
  schema.receipts,
  schema.settlements,
  schema.meters,
  schema.allowanceUse,
  schema.allowanceDays,
  schema.usageDays,
  schema.usageRefusals,
  schema.servicePrices,
  schema.capacityReports,
  providers,
  jobHours,
  probes,
  exclusions,
  demandHours,
  rewardRuns,
  rewardLeaves,
]

const lower = (address: string) => address.toLowerCase() as `0x${string}`

/**
 * Writes what was metered into the database of a console, as its own writers would have left it. All or nothing, and once: what is there is
 * left alone, so that it may be called at every start. `ledger` resolves when the ledger holds the history. Returns the number of receipts written.
 */
export async function loadMetered(
  db: Db,
  chainId: number,
  metered: Metered,
  ledger: Promise<unknown> = Promise.resolve(),
): Promise<number> {
  const [first] = metered.batches
  if (!first || (await isLoaded(db, chainId, first.root))) return 0
  const receipts = [...metered.batches.flatMap((batch) => batch.receipts), ...metered.pending]
  for (const month of new Set(receipts.map(({ startedAt }) => monthOf(startedAt)))) {
    await ensurePartition(db, 'receipts', month)
  }
  await ensureProbeMonths(db, metered.probing)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.receipts})`)
    // Of another local chain that is gone: a database of one's own outlives it.
    for (const table of OWN) await tx.execute(sql`delete from ${table} where chain_id = ${chainId}`)
    await insertRows(
      tx,
      schema.servicePrices,
      metered.prices.map((price) => ({ chainId, ...price })),
    )
    await writeReceipts(tx, chainId, receipts)
    await insertRows(tx, providers, providerRows(chainId, metered))
    await writeObservations(tx, chainId, metered)
    await ledger
    await insertRuns(tx, chainId, metered.runs)
    // Reasons name no chain: a hash is the same wherever the sentence was given.
    const given = reasonRows(metered.reasons)
    if (given.length > 0) await tx.insert(reasons).values(given).onConflictDoNothing()
    const chain = await batchesOnChain(tx, chainId)
    const settlements = settlementRows(chainId, metered.batches, chain)
    await insertRows(tx, schema.settlements, settlements)
    const { meters, use } = accountRows(chainId, receipts, metered.overage, chain.slice(0, metered.batches.length))
    await insertRows(tx, schema.meters, meters)
    await insertRows(tx, schema.allowanceUse, use)
  })
  return receipts.length
}

/** Whether the history whose first batch has this root is in the database. */
export async function isLoaded(db: Db, chainId: number, firstRoot: string): Promise<boolean> {
  const query = sql`select root from settlements where chain_id = ${chainId} and id = 1`
  const { rows } = await db.execute<{ root: string }>(query)
  return rows[0]?.root === firstRoot
}

async function writeReceipts(tx: Queryable, chainId: number, receipts: readonly SimulatedReceipt[]): Promise<void> {
  const gateways = [...new Set(receipts.map(({ gateway }) => gateway))].sort()
  const createdAt = receipts[0]?.receivedAt ?? new Date(0)
  await tx
    .insert(schema.gateways)
    .values(gateways.map((id) => ({ id, name: id, createdAt })))
    .onConflictDoNothing()
  await insertRows(
    tx,
    schema.receipts,
    receipts.map(({ listNano: _, ...receipt }) => ({ chainId, ...receipt })),
  )
  await tx.execute(sql`select setval('receipts_seq', greatest((select max(seq) from receipts), 1))`)
  const sums = sumsOf(receipts.map((receipt) => ({ receipt, listNano: receipt.listNano })))
  await insertRows(
    tx,
    schema.usageDays,
    sums.usageDays().map(({ requests, ...sum }) => ({ chainId, ...sum, requests: BigInt(requests) })),
  )
  await insertRows(
    tx,
    schema.allowanceDays,
    sums.allowanceDays().map(({ account, ...day }) => ({ chainId, account: lower(account), ...day })),
  )
}

/** The reports of an hour are all in two minutes after it. */
const REPORTED_AFTER_MS = 120_000

async function writeObservations(tx: Queryable, chainId: number, metered: Metered): Promise<void> {
  const [reporter = ''] = metered.jobs.map(({ gateway }) => gateway).sort()
  await insertProbed(tx, chainId, metered.probing)
  await insertRows(
    tx,
    jobHours,
    metered.jobs.map((row) => ({ chainId, ...row })),
  )
  await insertRows(
    tx,
    schema.capacityReports,
    metered.capacity.map((row) => ({
      chainId,
      ...row,
      reporter,
      receivedAt: new Date(row.at.getTime() + REPORTED_AFTER_MS),
    })),
  )
  await insertRows(
    tx,
    demandHours,
    metered.demand.map((row) => ({ chainId, ...row })),
  )
  await insertRows(
    tx,
    exclusions,
    metered.exclusions.map((row) => ({ chainId, ...row })),
  )
}

function providerRows(chainId: number, { providers: all }: Metered) {
  return all.map(({ provider, name, endpoint, registeredAt, signature }) => ({
    chainId,
    provider: lower(provider),
    payout: lower(provider),
    classes: [...SERVICES],
    ...{ name, endpoint, registeredAt, updatedAt: registeredAt, messageAt: registeredAt, signature },
    cluster: null,
  }))
}
