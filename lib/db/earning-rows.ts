import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Category } from '../domain/buckets'
import type { Queryable } from './connect'
import { rewardLeaves, rewardRuns } from './provider-schema'

export type AccountLeaf = Pick<typeof rewardLeaves.$inferSelect, 'root' | 'cumulative' | 'added' | 'detail'>

/** What one account has in every root that is known here, also those that were never accepted. */
export const listLeavesOf = (
  db: Queryable,
  chainId: number,
  category: Category,
  account: Hex,
): Promise<AccountLeaf[]> => {
  const { root, cumulative, added, detail } = rewardLeaves
  return db
    .select({ root, cumulative, added, detail })
    .from(rewardLeaves)
    .where(
      and(eq(rewardLeaves.chainId, chainId), eq(rewardLeaves.category, category), eq(rewardLeaves.account, account)),
    )
    .orderBy(asc(rewardLeaves.cumulative))
}

export type RunHead = Pick<
  typeof rewardRuns.$inferSelect,
  'label' | 'root' | 'state' | 'error' | 'closedAt' | 'inputsHash'
>

/** Closed runs of a category, the newest first, without their inputs. */
export const listRunHeads = (db: Queryable, chainId: number, category: Category): Promise<RunHead[]> => {
  const { label, root, state, error, closedAt, inputsHash } = rewardRuns
  return db
    .select({ label, root, state, error, closedAt, inputsHash })
    .from(rewardRuns)
    .where(and(eq(rewardRuns.chainId, chainId), eq(rewardRuns.category, category)))
    .orderBy(desc(rewardRuns.closedAt))
}

/** Something that happened to an account's rewards on the chain. Wei; `price`: USD per CXPT in WAD, as posted at that moment. */
export type RewardEvent = {
  label: string | null
  root: Hex | null
  cumulative: bigint
  block: bigint
  logIndex: number
  time: Date
  txHash: Hex
  price: bigint | null
}

type EventRow = {
  label: string | null
  root: Hex | null
  cumulative: string
  block: string
  log_index: number
  time: string
  tx_hash: Hex
  price: string | null
}

const eventOf = ({ cumulative, block, log_index, time, tx_hash, price, ...row }: EventRow): RewardEvent => ({
  ...row,
  cumulative: BigInt(cumulative),
  block: BigInt(block),
  logIndex: log_index,
  time: new Date(time),
  txHash: tx_hash,
  price: price === null ? null : BigInt(price),
})

/** The price that was posted last before an event `e`. */
const priceThen = (chainId: number) => sql`left join lateral (
    select price from prices p where p.chain_id = ${chainId}
      and (p.block_number, p.log_index) <= (e.block_number, e.log_index)
    order by p.block_number desc, p.log_index desc limit 1) as then_posted on true`

/** Accepted roots an account is in, in chain order: all of them, whatever their number (one a week, or one a month). */
export async function listAccrualsOf(
  db: Queryable,
  chainId: number,
  category: Category,
  account: Hex,
): Promise<RewardEvent[]> {
  const { rows } = await db.execute<EventRow>(sql`
    select coalesce(run.label, l.detail->>'of') as label, e.root, l.cumulative::text, e.block_number::text as block,
      e.log_index, e.block_time as time, e.tx_hash, then_posted.price::text
    from roots e
    join reward_leaves l on l.chain_id = e.chain_id and l.category = e.category and l.root = e.root and l.account = ${account}
    left join lateral (select label from reward_runs r where r.chain_id = e.chain_id and r.category = e.category
      and r.root = e.root order by r.closed_at limit 1) as run on true
    ${priceThen(chainId)}
    where e.chain_id = ${chainId} and e.category = ${category} and e.step = 'accepted'
    order by e.block_number, e.log_index`)
  return rows.map(eventOf)
}

/** Claims of an account, in chain order: all of them; there are no more than accepted roots. */
export async function listClaimsOf(
  db: Queryable,
  chainId: number,
  category: Category,
  account: Hex,
): Promise<RewardEvent[]> {
  const { rows } = await db.execute<EventRow>(sql`
    select null as label, null as root, e.cumulative::text, e.block_number::text as block, e.log_index,
      e.block_time as time, e.tx_hash, then_posted.price::text
    from claims e ${priceThen(chainId)}
    where e.chain_id = ${chainId} and e.category = ${category} and e.account = ${account}
    order by e.block_number, e.log_index`)
  return rows.map(eventOf)
}
