import type { Address } from 'viem'
import type { Connection } from '../db/connect'
import { ensurePartition } from '../db/partitions'
import { insertProvider } from '../db/provider-rows'
import { monthOf } from '../domain/month'
import { dateOf } from '../domain/time'

const CHAIN = 31_337

/** A provider that registered at a time, paid to itself unless said otherwise. */
export async function givenProvider(
  { db }: Connection,
  provider: Address,
  at: bigint,
  over: { payout?: Address; cluster?: string } = {},
): Promise<void> {
  const address = provider.toLowerCase() as Address
  const [time, payout] = [dateOf(at), (over.payout ?? provider).toLowerCase() as Address]
  await insertProvider(db, {
    chainId: CHAIN,
    provider: address,
    payout,
    name: 'Tidal',
    classes: ['tide-pool'],
    endpoint: 'https://gpu.example.com',
    registeredAt: time,
    updatedAt: time,
    messageAt: time,
    signature: '0x',
    cluster: over.cluster ?? null,
  })
}

type Receipt = {
  id: string
  account: Address
  provider: Address
  units: bigint
  at: bigint
  service?: string
  kind?: 'usage' | 'credit_note'
  refersTo?: string
  chargeNano?: bigint
}

/** Receipts as metering writes them, with the columns that rewards read. */
export async function givenReceipts({ db, pool }: Connection, receipts: readonly Receipt[]): Promise<void> {
  for (const month of new Set(receipts.map(({ at }) => monthOf(at)))) await ensurePartition(db, 'receipts', month)
  for (const { id, account, provider, units, at, service = 'tide-pool', kind = 'usage', ...more } of receipts) {
    const time = dateOf(at)
    await pool.query(
      `insert into receipts (chain_id, month, gateway, request_id, kind, account, provider, service, input_units, output_units,
        started_at, ended_at, received_at, from_rolled, from_fresh, covered_input, covered_output, price_at, price_input,
        price_output, price_unit, charge_nano, refers_to)
      values ($1, $2, 'g1', $3, $4, $5, $6, $7, $8, 0, $9, $9, $9, 0, 0, 0, 0, $9, 0, 0, 1, $10, $11)`,
      [
        CHAIN,
        `${monthOf(at)}-01`,
        id,
        kind,
        account.toLowerCase(),
        provider.toLowerCase(),
        service,
        units.toString(),
        time,
        (more.chargeNano ?? 0n).toString(),
        more.refersTo ?? null,
      ],
    )
  }
}

/** Probers that see a provider every minute of [from, until), valid or not. */
export async function givenProbes(
  { db, pool }: Connection,
  provider: Address,
  from: bigint,
  until: bigint,
  probers: readonly string[],
  isValid = true,
): Promise<void> {
  for (const month of new Set([monthOf(from), monthOf(until - 1n)])) await ensurePartition(db, 'probes', month)
  await pool.query(
    `insert into probes (chain_id, minute, provider, prober, is_valid, ms)
    select $1, minute, $2, prober, $5, 120 from unnest($6::text[]) as prober,
      generate_series($3::timestamptz, $4::timestamptz - interval '1 minute', interval '1 minute') as minute
    on conflict do nothing`,
    [CHAIN, provider.toLowerCase(), dateOf(from), dateOf(until), isValid, probers],
  )
}
