import type { PoolClient } from 'pg'

/** What an account, a service or a provider gains on a day. `key` empty for a service. */
export type DaySum = {
  scope: 'service' | 'provider' | 'account'
  day: string
  key: string
  service: string
  requests: number
  inputUnits: bigint
  outputUnits: bigint
  covered: bigint
  chargeNano: bigint
  listNano: bigint
}

/** Adds to the daily sums, in the order of their key. */
export async function addUsageDays(client: PoolClient, chainId: number, sums: readonly DaySum[]): Promise<void> {
  if (sums.length === 0) return
  const list = <K extends keyof DaySum>(name: K) => sums.map((sum) => sum[name])
  await client.query(
    `insert into usage_days as t (chain_id, scope, day, key, service, requests, input_units, output_units, covered, charge_nano, list_nano)
     select $1, * from unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
       $10::numeric[], $11::numeric[]) as s(scope, day, key, service, requests, input_units, output_units, covered, charge_nano, list_nano)
     order by scope, day, key, service
     on conflict (chain_id, scope, day, key, service) do update set requests = t.requests + excluded.requests,
       input_units = t.input_units + excluded.input_units, output_units = t.output_units + excluded.output_units,
       covered = t.covered + excluded.covered, charge_nano = t.charge_nano + excluded.charge_nano,
       list_nano = t.list_nano + excluded.list_nano`,
    [
      chainId,
      list('scope'),
      list('day'),
      list('key'),
      list('service'),
      list('requests'),
      list('inputUnits'),
      list('outputUnits'),
      list('covered'),
      list('chargeNano'),
      list('listNano'),
    ],
  )
}

export type KeyDay = { prefix: string; day: string; requests: number; chargeNano: bigint }

/** Adds to what API keys were used for, in the order of their key. */
export async function addKeyDays(client: PoolClient, days: readonly KeyDay[]): Promise<void> {
  if (days.length === 0) return
  await client.query(
    `insert into key_days as t (prefix, day, requests, charge_nano)
     select * from unnest($1::text[], $2::date[], $3::bigint[], $4::numeric[]) as s(prefix, day, requests, charge) order by prefix, day
     on conflict (prefix, day) do update set requests = t.requests + excluded.requests, charge_nano = t.charge_nano + excluded.charge_nano`,
    [days.map((d) => d.prefix), days.map((d) => d.day), days.map((d) => d.requests), days.map((d) => d.chargeNano)],
  )
}

/** Tokens of an account's paid period that were used on a day. */
export type AllowanceDay = { account: string; index: number; day: string; rolled: bigint; fresh: bigint }

/** Adds to what was used of allowances. The caller holds the meters of the accounts. */
export async function addAllowanceDays(
  client: PoolClient,
  chainId: number,
  days: readonly AllowanceDay[],
): Promise<void> {
  if (days.length === 0) return
  await client.query(
    `insert into allowance_days as t (chain_id, account, index, day, rolled, fresh)
     select $1, * from unnest($2::text[], $3::integer[], $4::date[], $5::numeric[], $6::numeric[]) as s(account, index, day, rolled, fresh)
     on conflict (chain_id, account, index, day) do update set rolled = t.rolled + excluded.rolled, fresh = t.fresh + excluded.fresh`,
    [
      chainId,
      days.map((d) => d.account),
      days.map((d) => d.index),
      days.map((d) => d.day),
      days.map((d) => d.rolled),
      days.map((d) => d.fresh),
    ],
  )
}
