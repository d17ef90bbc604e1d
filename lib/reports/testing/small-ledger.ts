import type { Db } from '../../db/connect'
import { rewardLeaves } from '../../db/provider-schema'
import {
  checkpoints,
  claims,
  distributions,
  events,
  months,
  movements,
  payments,
  periods,
  prices,
  roots,
  splits,
  tranches,
} from '../../db/schema'
import type { AccountName, MovementKind } from '../../domain/buckets'

export const CHAIN_ID = 31_337
const E18 = 10n ** 18n

/** Block n of this ledger is of 1 September 2026 plus n hours: September ends with block 719, October with 1463. */
const timeOf = (block: bigint) => new Date(Date.UTC(2026, 8, 1) + Number(block) * 3_600_000)
const hash = (n: bigint): `0x${string}` => `0x${n.toString(16).padStart(64, '0')}`
const place = (block: bigint, logIndex: number) => ({
  chainId: CHAIN_ID,
  blockNumber: block,
  logIndex,
  blockTime: timeOf(block),
  txHash: hash(block),
})

export const USER = '0x00000000000000000000000000000000000000a1'
export const HOLDER = '0x00000000000000000000000000000000000000b2'

type Side = `${AccountName}` | [AccountName, string]
const sideOf = (side: Side) =>
  typeof side === 'string' ? { bucket: side, owner: '' } : { bucket: side[0], owner: side[1] }

export const entry = (
  block: bigint,
  logIndex: number,
  kind: MovementKind,
  from: Side,
  to: Side,
  amount: bigint,
  seq = 0,
) => {
  const [a, b] = [sideOf(from), sideOf(to)]
  return {
    ...place(block, logIndex),
    seq,
    kind,
    fromBucket: a.bucket,
    fromOwner: a.owner,
    toBucket: b.bucket,
    toOwner: b.owner,
    amount,
  }
}

/** Genesis and a purse in September; in October a purchase, a distribution, a root and its claim; in November one more transfer. */
export const MOVEMENTS = [
  entry(1n, 0, 'genesis', 'genesis', 'reserve', 300_000_000n * E18, 0),
  entry(1n, 0, 'genesis', 'genesis', 'operations', 150_000_000n * E18, 1),
  entry(1n, 0, 'genesis', 'genesis', 'liquidity', 70_000_000n * E18, 2),
  entry(1n, 1, 'genesis', 'genesis', 'rewards_emission', 480_000_000n * E18),
  entry(719n, 0, 'treasury_withdrawal', 'liquidity', ['circulating', HOLDER], 1_000n * E18),
  entry(720n, 0, 'transfer', ['circulating', HOLDER], ['circulating', USER], 500n * E18),
  entry(730n, 2, 'deposit', ['circulating', USER], ['vault_credits', USER], 400n * E18),
  entry(740n, 1, 'charge', ['vault_credits', USER], 'vault_revenue', 101n),
  entry(750n, 0, 'burn', 'vault_revenue', 'burned', 5n),
  entry(750n, 3, 'protocol_share', 'vault_revenue', 'protocol', 20n),
  entry(750n, 5, 'operations_share', 'vault_revenue', 'operations', 15n),
  entry(750n, 7, 'provider_share', 'vault_revenue', ['rewards_pool', 'provider'], 61n),
  entry(800n, 0, 'allocate', ['rewards_pool', 'provider'], ['rewards_allocated', 'provider'], 61n, 0),
  entry(800n, 0, 'allocate', 'rewards_emission', ['rewards_allocated', 'provider'], 39n, 1),
  entry(810n, 0, 'claim', ['rewards_allocated', 'provider'], ['circulating', HOLDER], 70n),
  entry(1_463n, 0, 'withdrawal', ['vault_credits', USER], ['circulating', USER], 1n * E18),
  entry(1_464n, 0, 'transfer', ['circulating', USER], ['circulating', HOLDER], 1n),
]

const SPLIT = { version: 1, burn: 500, protocol: 2_000, operations: 1_500, provider: 6_000 }

const monthRow = (month: string, opening: bigint, closing: bigint) => ({
  chainId: CHAIN_ID,
  month,
  openingBlock: opening,
  openingHash: hash(opening),
  openingTime: timeOf(opening),
  closingBlock: closing,
  closingHash: hash(closing),
  closingTime: timeOf(closing),
})

/** The ledger at block 1,500, with September and October closed. */
export async function insertSmallLedger(db: Db): Promise<void> {
  await db.insert(checkpoints).values({
    chainId: CHAIN_ID,
    genesisHash: hash(0n),
    blockNumber: 1_500n,
    blockHash: hash(1_500n),
    blockTime: timeOf(1_500n),
    headNumber: 1_500n,
    headTime: timeOf(1_500n),
    state: 'live',
    updatedAt: timeOf(1_500n),
  })
  await db.insert(months).values([monthRow('2026-09', 0n, 719n), monthRow('2026-10', 719n, 1_463n)])
  await db.insert(movements).values(MOVEMENTS)
  await db.insert(splits).values({ ...place(1n, 9), ...SPLIT })
  await db.insert(distributions).values({
    ...place(750n, 0),
    ...{ total: 101n, burn: 5n, protocol: 20n, operations: 15n, provider: 61n },
    splitVersion: 1,
  })
  await db.insert(payments).values({
    ...place(740n, 1),
    ...{ kind: 'charged', account: USER, usd: 79_000_000n, amount: 101n, price: 50_000_000_000_000_000n },
    ...{ plan: 2, periodIndex: 1 },
  })
  await db.insert(prices).values([
    { ...place(2n, 0), kind: 'posted', price: 50_000_000_000_000_000n },
    { ...place(735n, 0), kind: 'posted', price: 50_000_000_000_000_000n },
    { ...place(1_000n, 0), kind: 'reset', price: 60_000_000_000_000_000n },
  ])
  await db.insert(tranches).values({
    ...place(3n, 0),
    ...{ id: 0, startsAt: timeOf(24n), endsAt: timeOf(24n * 101n), amount: 10_000n, cancelledBlock: null },
  })
  await db.insert(events).values([
    {
      ...place(900n, 4),
      txIndex: 0,
      contract: 'Vault',
      name: 'SplitSet',
      args: { split: { burn: 500 } },
      addresses: [],
    },
    { ...place(4n, 0), txIndex: 0, contract: 'Subscriptions', name: 'PlanAdded', args: PLAN, addresses: [] },
  ])
  await insertPlanAndRewards(db)
}

const PLAN = {
  id: '2',
  plan: { allowance: '8000000', rolloverBps: '5000', priority: '2', concurrency: '3', rpm: '100' },
}
const ROOT = hash(0xabcn)

/** The period that the charge paid, and the root of 100 wei: proposed after Monday 28 September, accepted after September's lock. */
async function insertPlanAndRewards(db: Db): Promise<void> {
  const period = { kind: 'subscribed' as const, account: USER as `0x${string}`, plan: 2, periodIndex: 1, paid: 101n }
  await db.insert(periods).values({ ...place(740n, 2), ...period, startsAt: timeOf(740n), endsAt: timeOf(740n + 720n) })
  const root = { category: 'provider' as const, root: ROOT, total: 100n }
  await db.insert(roots).values([
    { ...place(790n, 0), ...root, step: 'proposed' },
    { ...place(800n, 0), ...root, step: 'accepted', fromPool: 61n, fromEmission: 39n },
  ])
  const leaf = { chainId: CHAIN_ID, category: 'provider' as const, root: ROOT, account: HOLDER as `0x${string}` }
  await db.insert(rewardLeaves).values({ ...leaf, cumulative: 100n, added: 100n, detail: null })
  const claim = { category: 'provider' as const, account: HOLDER as `0x${string}`, amount: 70n, cumulative: 70n }
  await db.insert(claims).values({ ...place(810n, 0), ...claim })
}
