import type { Pool } from 'pg'
import { SERVICES } from '../../domain/service'
import type { ReceiptInput } from '../receipt-input'

export const NOW = new Date('2026-10-10T10:00:00Z')
export const PROVIDER = '0x00000000000000000000000000000000000000b1'
export const accountAt = (n: number) => `0x${(0xa0_0000 + n).toString(16).padStart(40, '0')}` as const

let positions = 0
/** A row of the ledger as the indexer writes it, for tests that need no chain. */
export async function addEvent(
  pool: Pool,
  chainId: number,
  contract: string,
  name: string,
  args: object,
  at: Date,
): Promise<number> {
  positions += 1
  await pool.query(
    `insert into events (chain_id, block_number, log_index, block_time, tx_hash, tx_index, contract, name, args)
     values ($1, $2, 0, $3, '0x00', 0, $4, $5, $6)`,
    [chainId, positions, at, contract, name, JSON.stringify(args)],
  )
  return positions
}

export async function addPeriod(
  pool: Pool,
  chainId: number,
  row: { kind: string; account: string; plan: number; index: number; from: Date; days?: number; block?: number },
): Promise<void> {
  positions += 1
  const end = new Date(row.from.getTime() + (row.days ?? 30) * 86_400_000)
  await pool.query(
    `insert into periods (chain_id, block_number, log_index, block_time, tx_hash, kind, account, plan, period_index, starts_at, ends_at, paid)
     values ($1, $2, 0, $3, '0x00', $4, $5, $6, $7, $8, $9, 0)`,
    [
      chainId,
      row.block ?? positions,
      row.from,
      row.kind,
      row.account,
      row.plan,
      row.index,
      ...(row.kind === 'upgraded' ? [null, null] : [row.from, end]),
    ],
  )
}

/** Phase FULL, two plans (1: 1,000 tokens, priority 1; 2: 4,000, priority 2; both 5,000 bps) and a price of every service: 2,000 in, 4,000 out per 1,000. */
export async function openMarket(pool: Pool, chainId: number, phase = 2): Promise<void> {
  const start = new Date('2026-01-01T00:00:00Z')
  if (phase > 0) await addEvent(pool, chainId, 'Parameters', 'PhaseSet', { phase }, start)
  for (const [id, allowance] of [
    [1, 1_000],
    [2, 4_000],
  ] as const) {
    const plan = { usd: '1', allowance: String(allowance), concurrency: 1, rpm: 20, rolloverBps: 5_000, priority: id }
    await addEvent(pool, chainId, 'Subscriptions', 'PlanAdded', { id, plan }, start)
  }
  for (const service of SERVICES) await addPrice(pool, chainId, service, start, 2_000n, 4_000n)
}

export async function addPrice(
  pool: Pool,
  chainId: number,
  service: string,
  at: Date,
  input: bigint,
  output: bigint,
): Promise<void> {
  await pool.query(
    `insert into service_prices (chain_id, service, at, factor, availability, served, queued, capacity, reporters, healthy,
       rates_version, pricing_version, list_input, list_output, unit, input, output)
     values ($1, $2, $3, 1000000, 1000000, 0, 0, 0, 0, 0, 1, 1, 1000, 2000, 1000, $4, $5)`,
    [chainId, service, at, input, output],
  )
}

/** A receipt of one second that ends now. */
export function receipt(requestId: string, change: Partial<ReceiptInput> = {}): ReceiptInput {
  return {
    requestId,
    account: accountAt(1),
    provider: PROVIDER,
    service: 'tide-pool',
    inputUnits: 1_000n,
    outputUnits: 500n,
    startedAt: new Date(NOW.getTime() - 1_000),
    endedAt: NOW,
    apiKey: null,
    maxPrice: null,
    ...change,
  }
}
