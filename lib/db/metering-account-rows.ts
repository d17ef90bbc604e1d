import type { PoolClient } from 'pg'

/** Rows of accounts for the writer of receipts: read and written on one client, in one transaction. Addresses in lower case. */
export type MeterRow = { account: string; chargedNano: bigint; creditNano: bigint; overage: boolean }

type Raw = { account: string; charged_nano: string; credit_nano: string; overage: boolean }

/**
 * Makes the meters that are missing and locks all of them, in the order of their addresses: two writers never wait for each other in a
 * circle. `accounts` sorted.
 */
export async function lockMeters(
  client: PoolClient,
  chainId: number,
  accounts: readonly string[],
  now: Date,
): Promise<MeterRow[]> {
  await client.query(
    `insert into meters (chain_id, account, charged_nano, updated_at)
     select $1, account, 0, $3 from unnest($2::text[]) as a(account) order by account on conflict do nothing`,
    [chainId, accounts, now],
  )
  const { rows } = await client.query<Raw>(
    `select account, charged_nano, credit_nano, overage from meters
     where chain_id = $1 and account = any($2) order by account for update`,
    [chainId, accounts],
  )
  return rows.map(meterOf)
}

/**
 * With what our own batches took on chain, micro-USD. `open`: what the batch that waits asks of the account; it may be on chain without being
 * recorded.
 */
export type SettledMeter = MeterRow & { settledUsd: bigint; open: { cumulativeUsd: bigint; due: bigint } | null }

/** Null for an account that was never metered. */
export async function findMeter(
  db: Pick<PoolClient, 'query'>,
  chainId: number,
  account: string,
): Promise<SettledMeter | null> {
  const { rows } = await db.query<Raw & { settled_usd: string; open: { cumulativeUsd: string; due: string } | null }>(
    `select account, charged_nano, credit_nano, overage, settled_usd,
       (select u from settlements s, jsonb_array_elements(s.usages) as u
        where s.chain_id = $1 and s.state = 'built' and u ->> 'user' = $2 order by s.id limit 1) as open
     from meters where chain_id = $1 and account = $2`,
    [chainId, account],
  )
  const [row] = rows
  if (!row) return null
  const open = row.open && { cumulativeUsd: BigInt(row.open.cumulativeUsd), due: BigInt(row.open.due) }
  return { ...meterOf(row), settledUsd: BigInt(row.settled_usd), open }
}

const meterOf = (row: Raw): MeterRow => ({
  account: row.account,
  chargedNano: BigInt(row.charged_nano),
  creditNano: BigInt(row.credit_nano),
  overage: row.overage,
})

export async function updateMeters(client: PoolClient, chainId: number, rows: readonly MeterRow[], now: Date) {
  await client.query(
    `update meters m set charged_nano = r.charged, credit_nano = r.credit, updated_at = $5
     from unnest($2::text[], $3::numeric[], $4::numeric[]) as r(account, charged, credit)
     where m.chain_id = $1 and m.account = r.account`,
    [chainId, rows.map((r) => r.account), rows.map((r) => r.chargedNano), rows.map((r) => r.creditNano), now],
  )
}

/** Whether credits pay for what the allowance does not cover. Waits for a writer of receipts that holds the meter. */
export async function setOverage(
  db: Pick<PoolClient, 'query'>,
  chainId: number,
  account: string,
  overage: boolean,
  now: Date,
): Promise<void> {
  await db.query(
    `insert into meters (chain_id, account, charged_nano, overage, updated_at) values ($1, $2, 0, $3, $4)
     on conflict (chain_id, account) do update set overage = excluded.overage, updated_at = excluded.updated_at`,
    [chainId, account, overage, now],
  )
}

/** `allowance` is set by an upgrade only; else it is the plan's. */
export type PeriodRow = {
  account: string
  kind: 'subscribed' | 'renewed' | 'upgraded'
  plan: number
  index: number | null
  startsAt: Date | null
  endsAt: Date | null
  allowance: bigint | null
}

/** Paid periods and upgrades of accounts, in chain order. */
export async function periodsOf(
  client: Pick<PoolClient, 'query'>,
  chainId: number,
  accounts: readonly string[],
): Promise<PeriodRow[]> {
  const { rows } = await client.query<Omit<PeriodRow, 'allowance'> & { allowance: string | null }>(
    `select p.account, p.kind, p.plan, p.period_index as "index", p.starts_at as "startsAt", p.ends_at as "endsAt",
       e.args ->> 'allowance' as allowance
     from periods p left join events e on p.kind = 'upgraded'
       and e.chain_id = p.chain_id and e.block_number = p.block_number and e.log_index = p.log_index
     where p.chain_id = $1 and p.account = any($2) order by p.account, p.block_number, p.log_index`,
    [chainId, accounts],
  )
  return rows.map((row) => ({ ...row, allowance: row.allowance === null ? null : BigInt(row.allowance) }))
}

export type UseRow = { account: string; index: number; used: bigint }

export async function usedTokensOf(
  client: Pick<PoolClient, 'query'>,
  chainId: number,
  accounts: readonly string[],
): Promise<UseRow[]> {
  const { rows } = await client.query<{ account: string; index: number; used: string }>(
    'select account, index, used from allowance_use where chain_id = $1 and account = any($2)',
    [chainId, accounts],
  )
  return rows.map((row) => ({ ...row, used: BigInt(row.used) }))
}

/** Absolute values: the caller holds the lock of the meters. */
export async function setUse(client: PoolClient, chainId: number, rows: readonly UseRow[]): Promise<void> {
  if (rows.length === 0) return
  await client.query(
    `insert into allowance_use (chain_id, account, index, used)
     select $1, * from unnest($2::text[], $3::integer[], $4::numeric[])
     on conflict (chain_id, account, index) do update set used = excluded.used`,
    [chainId, rows.map((r) => r.account), rows.map((r) => r.index), rows.map((r) => r.used)],
  )
}

/** Whose an API key is, and which member its owner gave it. */
export type KeyOwner = { owner: `0x${string}`; member: `0x${string}` | null }

/** By prefix; unknown prefixes are missing. */
export async function ownersOfKeys(client: PoolClient, prefixes: readonly string[]): Promise<Map<string, KeyOwner>> {
  if (prefixes.length === 0) return new Map()
  const { rows } = await client.query<KeyOwner & { prefix: string }>(
    'select prefix, owner, member from keys where prefix = any($1) and owner is not null',
    [prefixes],
  )
  return new Map(rows.map(({ prefix, ...held }) => [prefix, held]))
}
