import { sql } from 'drizzle-orm'
import type { ActivityCursor, ActivityKind } from '../domain/activity'
import type { Queryable } from './connect'

/**
 * One thing that administration, a hot key or a member of staff did. `args`: of a change the event's, of an operation its target and calldata, of a key
 * its transaction's purpose, of everything else what the audit log holds.
 */
export type ActivityRecord = {
  /** Sorts among others of the same time, and names the row. */
  key: string
  at: Date
  kind: ActivityKind
  /** Small letters; null where only the chain's caller could tell. */
  who: string | null
  /** Contract of an event, `AccessManager` of an operation; null else. */
  contract: string | null
  /** Name of the event, what became of an operation or a transaction, or the audit log's action. */
  name: string
  args: Record<string, unknown>
  tx: string | null
  operationId: string | null
  cursor: ActivityCursor
}

export type ActivityQuery = {
  chainId: number
  /** Up to this block: what is newer the ledger may still take back. */
  block: bigint
  /** `Contract.Name` of the events that are administration. */
  events: readonly string[]
  kinds: readonly ActivityKind[]
  /** An address in any case, or another actor of the audit log. */
  who?: string | undefined
  /** Inclusive and exclusive. */
  from?: Date | undefined
  to?: Date | undefined
  /** The last row of the page before. */
  after?: ActivityCursor | undefined
  limit: number
}

type Text = {
  key: string
  at: string
  kind: ActivityKind
  who: string | null
  contract: string | null
  name: string
  args: Record<string, unknown> | null
  tx: string | null
  operation_id: string | null
}

const list = (values: readonly string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`

/** The last first. Times of the chain and of the console's own clock stand in one list, as they are. */
export async function listActivity(db: Queryable, query: ActivityQuery): Promise<ActivityRecord[]> {
  const { chainId, block, events, kinds, who, from, to, after, limit } = query
  if (kinds.length === 0) return []
  const place = (prefix: string, number: string, index: string) =>
    sql`${prefix} || lpad(${sql.raw(number)}::text, 14, '0') || '.' || lpad(${sql.raw(index)}::text, 8, '0')`
  const { rows } = await db.execute<Text>(sql`
    with acts as (
      select ${place('e', 'e.block_number', 'e.log_index')} as key, e.block_time as at,
        case when e.contract = 'AccessManager' then 'role' when e.name = 'PauseSet' then 'pause' else 'change' end as kind,
        (select o.caller from operations o where o.chain_id = e.chain_id and o.ended_tx = e.tx_hash and o.ended_as = 'executed' limit 1) as who,
        e.contract, e.name, e.args, e.tx_hash as tx,
        (select o.operation_id from operations o where o.chain_id = e.chain_id and o.ended_tx = e.tx_hash and o.ended_as = 'executed' limit 1) as operation_id
      from events e
      where e.chain_id = ${chainId} and e.block_number <= ${block} and e.contract || '.' || e.name = any(${list(events)})
      union all
      select ${place('o', 'block_number', 'log_index')}, block_time, 'operation', caller, 'AccessManager', 'scheduled',
        jsonb_build_object('target', target, 'data', data), tx_hash, operation_id
      from operations where chain_id = ${chainId} and block_number <= ${block}
      union all
      select ${place('p', 'ended_block', 'nonce')} || '.' || operation_id, ended_time, 'operation', case when ended_as = 'executed' then caller end,
        'AccessManager', ended_as, jsonb_build_object('target', target, 'data', data), ended_tx, operation_id
      from operations where chain_id = ${chainId} and ended_as is not null and ended_block <= ${block}
      union all
      select ${place('k', 'nonce', '0')} || '.' || sender, created_at, 'key', sender, null, state,
        jsonb_build_object('purpose', purpose, 'to', to_address), mined_hash, null
      from sent_transactions where chain_id = ${chainId}
      union all
      select ${place('r', 'seq', '0')}, at, case action when 'signed in' then 'sign-in' when 'exported' then 'export' else 'record' end,
        actor, null, action, detail, null, null
      from audit
    )
    select key, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, kind, who, contract, name, args, tx, operation_id
    from acts
    where kind = any(${list(kinds)})
      ${who ? sql`and lower(who) = ${who.toLowerCase()}` : sql``}
      ${from ? sql`and at >= ${from.toISOString()}` : sql``}
      ${to ? sql`and at < ${to.toISOString()}` : sql``}
      ${after ? sql`and (at, key) < (${after.at}::timestamptz, ${after.key})` : sql``}
    order by acts.at desc, key desc
    limit ${limit}`)
  return rows.map(({ operation_id: operationId, args, at, ...row }) => ({
    ...row,
    at: new Date(at),
    args: args ?? {},
    operationId,
    cursor: { at, key: row.key },
  }))
}
