import type { VaultMeter } from '../../chain/meters'
import type { Db } from '../../db/connect'
import {
  changeUsages,
  findBatchEnd,
  findLastSettlement,
  insertSettlement,
  listDue,
  listReceipts,
  lockReceipts,
  type Settlement,
} from '../../db/settlement-rows'
import { NO_RECEIPTS, receiptsTree } from './tree'
import { sumOf, type Usage, usagesOf } from './usages'

/** 500 users take about 4.5 M gas without budgets. Receipts are bounded by the time a browser needs for their tree. */
export const MOST_USERS = 500
export const MOST_RECEIPTS = 50_000

export type ChainSide = {
  /** By lower-case address. */
  meters: (accounts: readonly `0x${string}`[]) => Promise<ReadonlyMap<string, VaultMeter>>
  /** `Vault.room()`: micro-USD left of the daily cap. */
  room: () => Promise<bigint>
}

export type BuildOptions = {
  db: Db
  chainId: number
  chain: ChainSide
  now: Date
  /** Accounts whose withdrawal is near: their usage first. */
  first?: readonly `0x${string}`[]
  mostUsers?: number
  mostReceipts?: number
}

/** Pages of accounts that are looked through for some with credits. */
const MOST_PAGES = 40

/** What accounts owe now and can pay, as far as the cap has room. */
export async function currentUsages(options: BuildOptions): Promise<Usage[]> {
  const { db, chainId, chain, first = [], mostUsers = MOST_USERS } = options
  let left = await chain.room()
  const usages: Usage[] = []
  for (let page = 0; page < MOST_PAGES && left > 0n && usages.length < mostUsers; page += 1) {
    const dues = await listDue(db, chainId, { first, limit: mostUsers, offset: page * mostUsers })
    if (dues.length === 0) break
    const more = usagesOf(dues, await chain.meters(dues.map(({ account }) => account)), left)
    usages.push(...more.slice(0, mostUsers - usages.length))
    left = left - sumOf(more)
  }
  return usages
}

/**
 * The next batch, stored before anything is sent: the receipts after the last one, and what is owed. The one that waits comes first, and
 * there is one at a time. Null when there is nothing to settle.
 */
export async function buildSettlement(options: BuildOptions): Promise<Settlement | null> {
  const { db, chainId, now, mostReceipts = MOST_RECEIPTS } = options
  const usages = await currentUsages(options)
  return db.transaction(async (tx) => {
    await lockReceipts(tx)
    const last = await findLastSettlement(tx, chainId)
    if (last?.state === 'built') return last
    const after = last?.uptoSeq ?? 0n
    const end = await findBatchEnd(tx, chainId, after, mostReceipts)
    if (!end && usages.length === 0) return null
    const upto = end?.upto ?? after
    const rows = end ? await listReceipts(tx, chainId, after, upto) : []
    const { root } = end ? receiptsTree(chainId, rows) : { root: NO_RECEIPTS }
    const batch: Settlement = {
      chainId,
      id: (last?.id ?? 0) + 1,
      afterSeq: after,
      uptoSeq: upto,
      receipts: end?.receipts ?? 0,
      root,
      usages,
      state: 'built',
      createdAt: now,
      txHash: null,
      blockNumber: null,
      due: sumOf(usages),
      taken: null,
      error: null,
      finalAt: null,
    }
    await insertSettlement(tx, batch)
    return batch
  })
}

/** A batch that waited asks for what is owed now: the cap, credits and meters have moved. Only while nothing of it is signed. */
export async function refreshUsages(options: BuildOptions, batch: Settlement): Promise<Settlement> {
  const usages = await currentUsages(options)
  const change = { usages, due: sumOf(usages) }
  await changeUsages(options.db, batch, change)
  return { ...batch, ...change }
}
