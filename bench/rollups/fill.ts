import { type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '../../lib/db/connect'
import { rollBalances, rollDays, rollPriceDays } from '../../lib/indexer/rollup'

export const CHAIN_ID = 31_337
export const FIRST_DAY = '2025-11-01'
/** Exclusive. */
export const LAST_DAY = '2026-11-01'
export const DAYS = 365

/** Two logs a movement: its own and the token's. */
const MOVEMENTS = 2_500_000
export const EVENTS = 2 * MOVEMENTS
const WALLETS = 200_000
const CUSTOMERS = 20_000
const PROVIDERS = 100
const WEI = '1000000000000000000'
const BLOCK_SECONDS = (DAYS * 86_400) / MOVEMENTS

const address = (number: string): string => `'0x' || lpad(to_hex(${number}), 40, '0')`
const hash = (number: string): string => `'0x' || lpad(to_hex(${number}), 64, '0')`
const WALLET = address(`1 + n % ${WALLETS}`)
const CUSTOMER = address(`1 + n % ${CUSTOMERS}`)
/** Of ten movements: five transfers, two deposits, two settlements, one burn. */
const KINDS = `(array['transfer','transfer','transfer','transfer','transfer','deposit','deposit','settlement','settlement','burn'])[1 + n % 10]`
const TIME = `timestamptz '${FIRST_DAY}Z' + make_interval(secs => n * ${BLOCK_SECONDS})`
const POSITION = `${CHAIN_ID}, n, log_index, ${TIME}, ${hash('n')}`

/** Indexes are built once, at the end: a minute instead of ten. */
async function withoutIndexes(db: Queryable, tables: readonly string[], fill: () => Promise<void>): Promise<void> {
  const { rows } = await db.execute<{ name: string; definition: string }>(sql`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = any(string_to_array(${tables.join(',')}, ',')) and indexname not like '%\\_pk'`)
  for (const { name } of rows) await db.execute(sql.raw(`drop index "${name}"`))
  await fill()
  for (const { definition } of rows) await db.execute(sql.raw(definition))
}

const series = (count: number) => `generate_series(0, ${count - 1}) as n`

const CHAIN: readonly string[] = [
  `insert into events (chain_id, block_number, log_index, block_time, tx_hash, tx_index, contract, name, args, addresses)
   select ${POSITION}, 0, case log_index when 0 then 'CXPT' else 'Vault' end, case log_index when 0 then 'Transfer' else 'Deposited' end,
     jsonb_build_object('from', ${WALLET}, 'to', ${CUSTOMER}, 'value', (n % 1000)::text || '${WEI.slice(1)}'), array[${WALLET}, ${CUSTOMER}]
   from ${series(MOVEMENTS)}, generate_series(0, 1) as log_index`,
  `insert into movements (chain_id, block_number, log_index, block_time, tx_hash, seq, kind, from_bucket, from_owner, to_bucket, to_owner, amount)
   select ${POSITION}, 0, kind, (case kind when 'settlement' then 'vault_credits' when 'burn' then 'vault_revenue' else 'circulating' end),
     (case kind when 'settlement' then ${CUSTOMER} when 'burn' then '' else ${WALLET} end),
     (case kind when 'transfer' then 'circulating' when 'deposit' then 'vault_credits' when 'settlement' then 'vault_revenue' else 'burned' end),
     (case kind when 'deposit' then ${CUSTOMER} when 'transfer' then ${address(`1 + (n * 7) % ${WALLETS}`)} else '' end), (1 + n % 97) * ${WEI}::numeric
   from ${series(MOVEMENTS)}, lateral (select ${KINDS} as kind, 1 as log_index) as k`,
  `insert into movements (chain_id, block_number, log_index, block_time, tx_hash, seq, kind, from_bucket, from_owner, to_bucket, to_owner, amount)
   values (${CHAIN_ID}, 0, 9, timestamptz '${FIRST_DAY}Z', '0x00', 0, 'genesis', 'genesis', '', 'circulating', ${address('1')}, 1000000000 * ${WEI}::numeric)`,
  `insert into payments (chain_id, block_number, log_index, block_time, tx_hash, kind, account, usd, amount, price)
   select ${POSITION}, 'settled', ${CUSTOMER}, (1 + n % 97) * 50000, (1 + n % 97) * ${WEI}::numeric, 50000000000000000
   from ${series(MOVEMENTS)}, lateral (select 1 as log_index) as l where n % 10 in (7, 8)`,
  `insert into prices (chain_id, block_number, log_index, block_time, tx_hash, kind, price)
   select ${CHAIN_ID}, n * ${Math.floor(MOVEMENTS / (DAYS * 24))}, 2, timestamptz '${FIRST_DAY}Z' + make_interval(hours => n), ${hash('n')},
     'posted', 50000000000000000 + (n % 500) * 10000000000000 from ${series(DAYS * 24)}`,
  `insert into distributions (chain_id, block_number, log_index, block_time, tx_hash, total, burn, protocol, operations, provider, split_version)
   select ${CHAIN_ID}, n * ${Math.floor(MOVEMENTS / DAYS)}, 3, timestamptz '${FIRST_DAY}Z' + make_interval(days => n), ${hash('n')},
     100 * ${WEI}::numeric, 30 * ${WEI}::numeric, 20 * ${WEI}::numeric, 20 * ${WEI}::numeric, 30 * ${WEI}::numeric, 1 from ${series(DAYS)}`,
  `insert into splits (chain_id, block_number, log_index, block_time, tx_hash, version, burn, protocol, operations, provider)
   values (${CHAIN_ID}, 0, 4, timestamptz '${FIRST_DAY}Z', '0x00', 1, 3000, 2000, 2000, 3000)`,
  `insert into tranches (chain_id, block_number, log_index, block_time, tx_hash, id, starts_at, ends_at, amount)
   select ${CHAIN_ID}, n, 5, timestamptz '${FIRST_DAY}Z', '0x00', n, timestamptz '${FIRST_DAY}Z' + make_interval(days => n * 90),
     timestamptz '${FIRST_DAY}Z' + make_interval(days => n * 90 + 90), 10000000 * ${WEI}::numeric from ${series(4)}`,
  `insert into checkpoints (chain_id, genesis_hash, block_number, block_hash, block_time, head_number, head_time, state, updated_at)
   values (${CHAIN_ID}, '0x00', ${MOVEMENTS - 1}, '0x01', timestamptz '${LAST_DAY}Z' - interval '1 minute', ${MOVEMENTS - 1},
     timestamptz '${LAST_DAY}Z' - interval '1 minute', 'live', now())`,
]

const usageOf = (scope: string, key: string, keys: number, services: number): string =>
  `insert into usage_days (chain_id, day, scope, key, service, requests, input_units, output_units, covered, charge_nano, list_nano)
   select ${CHAIN_ID}, date '${FIRST_DAY}' + day, '${scope}', ${key}, service, 100, 100000, 20000, 60000, 4000000, 5000000
   from generate_series(0, ${keys - 1}) as n, generate_series(0, ${DAYS - 1}) as day,
     unnest((array['tide-pool','blue-surge','open-ocean','mariana-depth','speech','scraping','embeddings'])[1:${services}]) as service`

const USAGE: readonly string[] = [
  usageOf('service', `''`, 1, 7),
  usageOf('provider', address('1 + n'), PROVIDERS, 4),
  usageOf('account', address('1 + n'), CUSTOMERS / 10, 2),
]

/** A year of a busy chain: rows as the indexer writes them, and the sums by the indexer's own statements. */
export async function fillYear(db: Queryable): Promise<void> {
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await db.execute(sql.raw(statement))
  }
  await withoutIndexes(db, ['events', 'movements', 'payments', 'prices'], () => run(CHAIN))
  const range = { chainId: CHAIN_ID, from: 0n, to: BigInt(MOVEMENTS) }
  await rollBalances(db, range)
  await rollDays(db, range)
  await rollPriceDays(db, sql.raw('true'))
  await run(USAGE)
  const analyse: SQL = sql.raw('vacuum analyze')
  await db.execute(analyse)
}
