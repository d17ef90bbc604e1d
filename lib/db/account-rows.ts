import { and, arrayContains, desc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { balances, events, payments } from './schema'

/** What a history of an account is made of. Transfers between outsiders and the internals of a batch are not among them. */
export const HISTORY_EVENTS = [
  'Deposited',
  'WithdrawalRequested',
  'Withdrawn',
  'BudgetSet',
  'Settled',
  'Charged',
  'Subscribed',
  'Renewed',
  'Upgraded',
  'ChangeScheduled',
  'AutoRenewSet',
  'RenewalFailed',
  'Referred',
  'Claimed',
] as const
export type HistoryName = (typeof HISTORY_EVENTS)[number]

export type HistoryRow = {
  blockNumber: bigint
  logIndex: number
  blockTime: Date
  txHash: `0x${string}`
  contract: string
  name: HistoryName
  args: Record<string, unknown>
}
export type HistoryCursor = { block: bigint; logIndex: number }

/** Newest first; after `before` when one is given. Addresses are lower case in the ledger. */
export const listHistory = (
  db: Queryable,
  chainId: number,
  account: string,
  limit: number,
  before?: HistoryCursor,
): Promise<HistoryRow[]> =>
  db
    .select({
      blockNumber: events.blockNumber,
      logIndex: events.logIndex,
      blockTime: events.blockTime,
      txHash: events.txHash,
      contract: events.contract,
      name: sql<HistoryName>`${events.name}`,
      args: events.args,
    })
    .from(events)
    .where(
      and(
        eq(events.chainId, chainId),
        arrayContains(events.addresses, [account.toLowerCase()]),
        inArray(events.contract, ['Vault', 'Subscriptions', 'Rewards']),
        inArray(events.name, [...HISTORY_EVENTS]),
        before &&
          or(
            lt(events.blockNumber, before.block),
            and(eq(events.blockNumber, before.block), lt(events.logIndex, before.logIndex)),
          ),
      ),
    )
    .orderBy(desc(events.blockNumber), desc(events.logIndex))
    .limit(limit)

export const findCredits = async (db: Queryable, chainId: number, account: string): Promise<bigint> => {
  const [row] = await db
    .select({ amount: balances.amount })
    .from(balances)
    .where(
      and(
        eq(balances.chainId, chainId),
        eq(balances.bucket, 'vault_credits'),
        eq(balances.owner, account.toLowerCase()),
      ),
    )
  return row?.amount ?? 0n
}

export type CreditSums = { loaded: bigint; spent: bigint; withdrawn: bigint }

/** Lifetime sums of the movements of a user's credits, wei: loaded − spent − withdrawn is the balance. */
export const sumCredits = async (db: Queryable, chainId: number, account: string): Promise<CreditSums> => {
  const owner = account.toLowerCase()
  const { rows } = await db.execute<{ loaded: string; spent: string; withdrawn: string }>(sql`
    select
      coalesce(sum(amount) filter (where to_bucket = 'vault_credits' and to_owner = ${owner}), 0)::text as loaded,
      coalesce(sum(amount) filter (where from_bucket = 'vault_credits' and to_bucket = 'vault_revenue' and from_owner = ${owner}), 0)::text as spent,
      coalesce(sum(amount) filter (where from_bucket = 'vault_credits' and to_bucket <> 'vault_revenue' and from_owner = ${owner}), 0)::text as withdrawn
    from movements
    where chain_id = ${chainId} and (
      (to_bucket = 'vault_credits' and to_owner = ${owner}) or (from_bucket = 'vault_credits' and from_owner = ${owner}))`)
  const [row] = rows
  return {
    loaded: BigInt(row?.loaded ?? 0),
    spent: BigInt(row?.spent ?? 0),
    withdrawn: BigInt(row?.withdrawn ?? 0),
  }
}

export type DaySpent = { day: string; kind: 'settled' | 'charged'; amount: bigint; usd: bigint }

/** What an account paid per UTC day from `from` on. */
export const listDaysSpent = (db: Queryable, chainId: number, account: string, from: Date): Promise<DaySpent[]> => {
  const day = sql<string>`to_char(${payments.blockTime} at time zone 'UTC', 'YYYY-MM-DD')`
  return db
    .select({
      day,
      kind: payments.kind,
      amount: sql<bigint>`sum(${payments.amount})`.mapWith(BigInt),
      usd: sql<bigint>`sum(${payments.usd})`.mapWith(BigInt),
    })
    .from(payments)
    .where(
      and(
        eq(payments.chainId, chainId),
        sql`${payments.account} = ${account.toLowerCase()}`,
        gte(payments.blockTime, from),
      ),
    )
    .groupBy(day, payments.kind)
    .orderBy(day)
}
