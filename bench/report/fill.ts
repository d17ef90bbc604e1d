import { sql } from 'drizzle-orm'
import type { Queryable } from '../../lib/db/connect'

export const CHAIN_ID = 31_337
export const MONTH = '2026-10'
/** Lines of the month's ledger. */
export const LINES = 1_000_000

const [WALLETS, CUSTOMERS] = [200_000, 20_000]
const WEI = '1000000000000000000'
const START = `timestamptz '2026-10-01T00:00:00Z'`
const SECONDS = 31 * 86_400
const address = (number: string): string => `'0x' || lpad(to_hex(${number}), 40, '0')`
const hash = (number: string): string => `'0x' || lpad(to_hex(${number}), 64, '0')`
const TIME = `${START} + make_interval(secs => floor(n * ${SECONDS / LINES}))`
const AT = `${CHAIN_ID}, n + 10, 0, ${TIME}, ${hash('n')}`
const SERIES = `generate_series(0, ${LINES - 1}) as n`
const COLUMNS = `(chain_id, block_number, log_index, block_time, tx_hash, seq, kind, from_bucket, from_owner, to_bucket, to_owner, amount)`
const [WALLET, CUSTOMER] = [address(`1 + n % ${WALLETS}`), address(`1 + n / 10 % ${CUSTOMERS}`)]
/** Of ten lines: six transfers, two deposits, two settlements of less than what was deposited. */
const KIND = `(array['transfer','transfer','transfer','deposit','settlement','transfer','transfer','transfer','deposit','settlement'])[1 + n % 10]`
const AMOUNT = `case kind when 'deposit' then (50 + n % 7) * ${WEI}::numeric + n else (1 + n % 47) * ${WEI}::numeric + n end`

/** A month as the indexer would have written it: one million movements, two hundred thousand payments, hourly prices. */
const STATEMENTS: readonly string[] = [
  `insert into movements ${COLUMNS} values
   (${CHAIN_ID}, 1, 0, timestamptz '2026-09-30Z', '0x00', 0, 'genesis', 'genesis', '', 'rewards_emission', '', 480000000 * ${WEI}::numeric),
   (${CHAIN_ID}, 1, 0, timestamptz '2026-09-30Z', '0x00', 1, 'genesis', 'genesis', '', 'circulating', ${address('1')}, 520000000 * ${WEI}::numeric)`,
  `insert into movements ${COLUMNS}
   select ${AT}, 0, kind, case kind when 'settlement' then 'vault_credits' else 'circulating' end,
     case kind when 'settlement' then ${CUSTOMER} else ${WALLET} end,
     case kind when 'transfer' then 'circulating' when 'deposit' then 'vault_credits' else 'vault_revenue' end,
     case kind when 'deposit' then ${CUSTOMER} when 'transfer' then ${address(`1 + (n * 7) % ${WALLETS}`)} else '' end, ${AMOUNT}
   from ${SERIES}, lateral (select ${KIND} as kind) as k`,
  `insert into payments (chain_id, block_number, log_index, block_time, tx_hash, kind, account, usd, amount, price)
   select ${AT}, 'settled', ${CUSTOMER}, (1 + n % 47) * 50000, (1 + n % 47) * ${WEI}::numeric + n, 50000000000000000
   from ${SERIES} where n % 5 = 4`,
  `insert into prices (chain_id, block_number, log_index, block_time, tx_hash, kind, price)
   select ${CHAIN_ID}, case n when -1 then 2 else 10 + n * ${LINES} / ${SECONDS / 3_600} end, 5, ${START} + make_interval(hours => n::int),
     ${hash('n + 1')}, 'posted', 50000000000000000 from generate_series(-1::bigint, ${SECONDS / 3_600 - 1}) as n`,
  `insert into splits (chain_id, block_number, log_index, block_time, tx_hash, version, burn, protocol, operations, provider)
   values (${CHAIN_ID}, 2, 4, timestamptz '2026-09-30Z', '0x00', 1, 3000, 2000, 2000, 3000)`,
  `insert into months (chain_id, month, opening_block, opening_hash, opening_time, closing_block, closing_hash, closing_time)
   values (${CHAIN_ID}, '2026-09', 0, '0x00', timestamptz '2026-09-29Z', 9, '0x09', timestamptz '2026-09-30T23:59:59Z'),
     (${CHAIN_ID}, '${MONTH}', 9, '0x09', timestamptz '2026-09-30T23:59:59Z', ${LINES + 9}, '0x0a', timestamptz '2026-10-31T23:59:59Z')`,
  `insert into checkpoints (chain_id, genesis_hash, block_number, block_hash, block_time, head_number, head_time, state, updated_at)
   values (${CHAIN_ID}, '0x00', ${LINES + 10}, '0x0b', timestamptz '2026-11-01T00:00:01Z', ${LINES + 10}, timestamptz '2026-11-01T00:00:01Z',
     'live', now())`,
  'vacuum analyze',
]

export async function fillMonth(db: Queryable): Promise<void> {
  for (const statement of STATEMENTS) await db.execute(sql.raw(statement))
}
