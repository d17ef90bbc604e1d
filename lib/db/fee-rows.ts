import { sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { feeMarks, feePrices, networkFees } from './fee-schema'

type Hex = `0x${string}`
type Text = Record<string, string | null>
export type NetworkFee = typeof networkFees.$inferInsert
export type FeePrice = typeof feePrices.$inferInsert

/** The block up to which fees are recorded; null before the first. */
export async function findFeeMark(db: Queryable, chainId: number): Promise<bigint | null> {
  const { rows } = await db.execute<Text>(
    sql`select block_number::text as block from fee_marks where chain_id = ${chainId}`,
  )
  return rows[0]?.block ? BigInt(rows[0].block) : null
}

/** Contracts of which only our accounts call most functions, and events of the others that our accounts mostly cause: the sender decides. */
const CONTRACTS = ['AccessManager', 'Parameters', 'PriceOracle', 'Reports', 'Treasury']
const EVENTS = [
  'Accepted',
  'Batch',
  'CapSet',
  'Distributed',
  'PauseSet',
  'PlanAdded',
  'PlanRetired',
  'Proposed',
  'Renewed',
]
const MORE = ['Revoked', 'SplitSet', 'TrancheAdded', 'TrancheCancelled', 'Vetoed']

/**
 * Transactions of some blocks that one of our accounts may have sent, and those of our jobs that are not recorded yet, which may have failed and left no
 * event.
 */
export async function listFeeCandidates(
  db: Queryable,
  chainId: number,
  { after, until }: { after: bigint; until: bigint },
): Promise<Hex[]> {
  const listOf = (names: readonly string[]) => `{${names.join(',')}}`
  const { rows } = await db.execute<Text>(sql`
    select distinct tx_hash from (
      select tx_hash from events where chain_id = ${chainId} and block_number > ${after} and block_number <= ${until}
        and (contract = any(${listOf(CONTRACTS)}::text[]) or name = any(${listOf([...EVENTS, ...MORE])}::text[]))
      union all select s.mined_hash from sent_transactions s where s.chain_id = ${chainId} and s.state in ('mined', 'reverted')
        and s.mined_block <= ${until} and not exists (select from network_fees f where f.chain_id = s.chain_id and f.tx_hash = s.mined_hash)
    ) as candidates where tx_hash is not null order by tx_hash`)
  return rows.map(({ tx_hash: hash }) => (hash ?? '') as Hex)
}

/** Accounts that are ours: whoever was ever granted a role, and the keys of our jobs. Lower case. */
export async function listOwnAccounts(db: Queryable, chainId: number): Promise<Set<string>> {
  const { rows } = await db.execute<Text>(sql`
    select lower(args ->> 'account') as account from events
      where chain_id = ${chainId} and contract = 'AccessManager' and name = 'RoleGranted'
    union select sender from sent_transactions where chain_id = ${chainId}`)
  return new Set(rows.map(({ account }) => account ?? ''))
}

/** Adds fees and moves the mark, together. One that is there already stays. */
export async function insertFees(
  tx: Queryable,
  chainId: number,
  { fees, until }: { fees: NetworkFee[]; until: bigint },
): Promise<void> {
  if (fees.length > 0) await tx.insert(networkFees).values(fees).onConflictDoNothing()
  const mark = { chainId, blockNumber: until }
  await tx.insert(feeMarks).values(mark).onConflictDoUpdate({ target: feeMarks.chainId, set: mark })
}

export type FeeDay = { day: string; wei: bigint; count: number }

/** What our accounts spent up to a block, by day (UTC). */
export async function listFeeDays(
  db: Queryable,
  { chainId, closing }: { chainId: number; closing: bigint },
): Promise<FeeDay[]> {
  const { rows } = await db.execute<Text>(sql`
    select (block_time at time zone 'UTC')::date::text as day, sum(wei)::text as wei, count(*)::text as count
    from network_fees where chain_id = ${chainId} and block_number <= ${closing} group by 1 order by 1`)
  return rows.map(({ day, wei, count }) => ({ day: day ?? '', wei: BigInt(wei ?? 0), count: Number(count) }))
}

/** Price of the coin by month, nano-USD. */
export async function listFeePrices(
  db: Queryable,
  chainId: number,
): Promise<Map<string, { nano: bigint; source: string }>> {
  const { rows } = await db.execute<Text>(sql`
    select month, nano::text, source from fee_prices where chain_id = ${chainId} order by month`)
  return new Map(
    rows.map(({ month, nano, source }) => [month ?? '', { nano: BigInt(nano ?? 0), source: source ?? '' }]),
  )
}

/** Sets the price of a month; one that was set before is replaced, and stays in the audit log. */
export async function saveFeePrice(tx: Queryable, row: FeePrice): Promise<void> {
  const { chainId: _, month: __, ...set } = row
  await tx
    .insert(feePrices)
    .values(row)
    .onConflictDoUpdate({ target: [feePrices.chainId, feePrices.month], set })
}
