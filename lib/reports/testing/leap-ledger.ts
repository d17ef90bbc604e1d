import type { Connection } from '../../db/connect'
import { allowanceDays } from '../../db/metering-schema'
import { ensurePartition } from '../../db/partitions'
import { rewardLeaves } from '../../db/provider-schema'
import {
  claims,
  distributions,
  events,
  movements,
  payments,
  periods,
  prices,
  reasons,
  roots,
  splits,
} from '../../db/schema'
import type { Month } from '../../domain/month'
import { entry } from './small-ledger'

/**
 * January and February of a leap year, with what is awkward at a month's end: late usage, a late use of an allowance, a credit note, two changes
 * of the split, a root for an epoch over the end. Block n is the n-th hour of 2028.
 */
const CHAIN = 31_337
export const ALICE = '0x00000000000000000000000000000000000000a1'
export const PROVIDER = '0x00000000000000000000000000000000000000b0'
const USD = 1_000_000n
const E18 = 10n ** 18n

const START = Date.UTC(2028, 0, 1)
export const blockOf = (text: string): bigint => BigInt((Date.parse(text) - START) / 3_600_000)
const timeOf = (block: bigint): Date => new Date(START + Number(block) * 3_600_000)
const at = (text: string, logIndex = 0) => {
  const blockNumber = blockOf(text)
  const txHash = `0x${blockNumber.toString(16).padStart(64, '0')}` as const
  return { chainId: CHAIN, blockNumber, logIndex, blockTime: timeOf(blockNumber), txHash }
}
const moved = (
  text: string,
  log: number,
  ...rest: [
    kind: Parameters<typeof entry>[2],
    from: Parameters<typeof entry>[3],
    to: Parameters<typeof entry>[4],
    wei: bigint,
  ]
) => ({
  ...entry(blockOf(text), log, ...rest),
  ...at(text, log),
})

const [JAN_15, FEB_10, FEB_14, FEB_20, FEB_25] = [
  '2028-01-15T00:00:00Z',
  '2028-02-10T00:00:00Z',
  '2028-02-14T00:00:00Z',
  '2028-02-20T00:00:00Z',
  '2028-02-25T00:00:00Z',
] as const
const user = (bucket: 'vault_credits' | 'circulating'): ['vault_credits' | 'circulating', string] => [bucket, ALICE]

const MOVEMENTS = [
  moved('2028-01-01T01:00:00Z', 0, 'genesis', 'genesis', 'rewards_emission', 480_000_000n * E18),
  moved('2028-01-01T01:00:00Z', 1, 'genesis', 'genesis', 'operations', 520_000_000n * E18),
  moved('2028-01-02T00:00:00Z', 0, 'treasury_withdrawal', 'operations', user('circulating'), 5_000n * E18),
  moved('2028-01-03T00:00:00Z', 0, 'deposit', user('circulating'), user('vault_credits'), 4_000n * E18),
  moved(JAN_15, 0, 'charge', user('vault_credits'), 'vault_revenue', 1_580n * E18),
  moved(FEB_10, 0, 'settlement', user('vault_credits'), 'vault_revenue', 40n * E18),
  moved(FEB_14, 0, 'charge', user('vault_credits'), 'vault_revenue', 1_580n * E18),
  moved(FEB_20, 0, 'burn', 'vault_revenue', 'burned', 320n * E18),
  moved(FEB_20, 1, 'provider_share', 'vault_revenue', ['rewards_pool', 'provider'], 2_880n * E18),
  moved(
    '2028-02-22T00:00:00Z',
    0,
    'allocate',
    ['rewards_pool', 'provider'],
    ['rewards_allocated', 'provider'],
    700n * E18,
  ),
  moved(FEB_25, 0, 'claim', ['rewards_allocated', 'provider'], ['circulating', PROVIDER], 700n * E18),
]

const paid = (text: string, kind: 'charged' | 'settled', usd: bigint, amount: bigint, index: number | null) => ({
  ...at(text),
  ...{ kind, account: ALICE as `0x${string}`, usd, amount, price: 50_000_000_000_000_000n },
  ...{ plan: index === null ? null : 2, periodIndex: index },
})
const period = (text: string, kind: 'subscribed' | 'renewed', index: number) => {
  const place = at(text, 1)
  const endsAt = new Date(place.blockTime.getTime() + 30 * 86_400_000)
  return {
    ...place,
    kind,
    account: ALICE as `0x${string}`,
    plan: 2,
    periodIndex: index,
    startsAt: place.blockTime,
    endsAt,
    paid: 1n,
  }
}
const PLAN = {
  id: '2',
  plan: { allowance: '8000000', rolloverBps: '5000', priority: '2', concurrency: '3', rpm: '100' },
}
const split = (text: string, version: number, burn: number) => ({
  ...at(text, 9),
  ...{ version, burn, protocol: 0, operations: 0, provider: 10_000 - burn },
})
const used = (index: number, day: string, rolled: bigint, fresh: bigint) => ({
  ...{ chainId: CHAIN, account: ALICE as `0x${string}`, index, day, rolled, fresh },
})

export type TestReceipt = {
  id: string
  at: string
  received: string
  nano: bigint
  index?: number
  fresh?: bigint
  kind?: 'usage' | 'credit_note'
}

export const insertReceipt = (
  { pool }: Connection,
  { id, at: started, received, nano, index, fresh = 0n, kind = 'usage' }: TestReceipt,
) =>
  pool.query(
    `insert into receipts (chain_id, month, gateway, request_id, kind, account, provider, service, input_units, output_units, started_at,
       ended_at, received_at, period_index, from_rolled, from_fresh, covered_input, covered_output, price_at, price_input, price_output,
       price_unit, charge_nano)
     values ($1, date_trunc('month', $2::timestamptz at time zone 'UTC'), 'g', $3, $4, $5, $6, $7, $8, 0, $2::timestamptz,
       $2::timestamptz, $9::timestamptz, $10, 0, $11, $11, 0, $2::timestamptz, 1000, 0, 60, $12)`,
    [
      CHAIN,
      started,
      id,
      kind,
      ALICE,
      PROVIDER,
      fresh > 0n ? 'tide-pool' : 'speech',
      String(fresh || 60n),
      received,
      index ?? null,
      String(fresh),
      String(nano),
    ],
  )

const DOLLAR = 1_000_000_000n
const RECEIPTS: TestReceipt[] = [
  { id: 'a', at: '2028-01-20T00:00:00Z', received: '2028-01-20T00:00:01Z', nano: 2n * DOLLAR },
  { id: 'late', at: '2028-01-31T00:00:00Z', received: '2028-02-10T00:00:00Z', nano: 1n * DOLLAR },
  { id: 'tokens', at: '2028-01-31T00:00:00Z', received: '2028-02-08T00:00:00Z', nano: 0n, index: 1, fresh: 100_000n },
  { id: 'a#1', at: '2028-02-15T00:00:00Z', received: '2028-02-15T00:00:00Z', nano: -DOLLAR / 2n, kind: 'credit_note' },
  { id: 'leap', at: '2028-02-29T23:59:59Z', received: '2028-03-03T23:59:59Z', nano: 3n * DOLLAR },
  { id: 'next', at: '2028-02-29T23:59:59Z', received: '2028-03-04T00:00:00Z', nano: 7n * DOLLAR },
]

export async function insertLeapLedger(open: Connection): Promise<void> {
  const { db } = open
  for (const month of ['2028-01', '2028-02', '2028-03']) await ensurePartition(db, 'receipts', month as Month)
  await db.insert(movements).values(MOVEMENTS)
  await db.insert(prices).values([
    { ...at('2028-01-01T02:00:00Z'), kind: 'posted', price: 50_000_000_000_000_000n },
    { ...at('2028-02-21T00:00:00Z'), kind: 'posted', price: 60_000_000_000_000_000n },
  ])
  await db
    .insert(payments)
    .values([
      paid(JAN_15, 'charged', 79n * USD, 1_580n * E18, 1),
      paid(FEB_10, 'settled', 2n * USD, 40n * E18, null),
      paid(FEB_14, 'charged', 79n * USD, 1_580n * E18, 2),
    ])
  await db.insert(periods).values([period(JAN_15, 'subscribed', 1), period(FEB_14, 'renewed', 2)])
  const event = { txIndex: 0, contract: 'Subscriptions', name: 'PlanAdded', args: PLAN, addresses: [] }
  await db.insert(events).values({ ...at('2028-01-01T03:00:00Z'), ...event })
  await db
    .insert(splits)
    .values([
      split('2028-01-01T04:00:00Z', 1, 500),
      split('2028-02-01T00:00:00Z', 2, 700),
      split('2028-02-18T00:00:00Z', 3, 1_000),
    ])
  await db.insert(distributions).values({
    ...at(FEB_20),
    ...{ total: 3_200n * E18, burn: 320n * E18, protocol: 0n, operations: 0n, provider: 2_880n * E18, splitVersion: 3 },
  })
  await db
    .insert(allowanceDays)
    .values([
      used(1, '2028-01-20', 0n, 2_400_000n),
      used(1, '2028-01-31', 0n, 100_000n),
      used(2, '2028-02-20', 4_000_000n, 3_200_000n),
    ])
  const root = { category: 'provider' as const, root: `0x${'0a'.repeat(32)}` as const, total: 700n * E18 }
  await db.insert(roots).values([
    { ...at('2028-02-21T06:00:00Z'), ...root, step: 'proposed' },
    { ...at('2028-02-22T00:00:00Z', 1), ...root, step: 'accepted', fromPool: 700n * E18, fromEmission: 0n },
  ])
  await db.insert(rewardLeaves).values({
    chainId: CHAIN,
    category: 'provider',
    root: root.root,
    account: PROVIDER,
    cumulative: 700n * E18,
    added: 700n * E18,
    detail: null,
  })
  await db
    .insert(claims)
    .values({ ...at(FEB_25), category: 'provider', account: PROVIDER, amount: 700n * E18, cumulative: 700n * E18 })
  await db.insert(reasons).values({ hash: '0xaa', text: 'expense: nothing', author: ALICE, createdAt: timeOf(0n) })
  for (const receipt of RECEIPTS) await insertReceipt(open, receipt)
}
