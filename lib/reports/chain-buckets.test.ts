import { describe, expect, test } from 'vitest'
import type { AccountBalance } from '../db/report-rows'
import { type ChainFigures, chainBuckets, donationsOf, emissionUsedBy } from './chain-buckets'
import { reconciliationLines } from './sheet/chain-reconciliation'

const E18 = 10n ** 18n

/** Providers: funded 1,000, total 1,500, so 500 came from emission; 1,200 claimed. Somebody sent 3 wei to the vault. */
const CHAIN: ChainFigures = {
  totalSupply: 999_999_990n * E18,
  treasury: {
    reserve: 300_000_000n * E18,
    operations: 150_000_000n * E18,
    liquidity: 60_000_000n * E18,
    protocol: 40n * E18,
  },
  vault: { credits: 900n * E18, revenue: 100n * E18 },
  streams: {
    provider: { funded: 1_000n * E18, total: 1_500n * E18, claimed: 1_200n * E18 },
    referral: { funded: 50n * E18, total: 20n * E18, claimed: 5n * E18 },
    loyalty: { funded: 0n, total: 0n, claimed: 0n },
  },
  emissionUsed: 500n * E18,
  isMigrated: false,
  held: {
    treasury: 510_000_040n * E18,
    rewards: 479_999_845n * E18,
    vault: 1_000n * E18 + 3n,
    other: 2n * E18,
    dead: 7n * E18,
    external: 1_000_000n * E18,
  },
}

describe('buckets as the chain has them', () => {
  const buckets = chainBuckets(CHAIN)

  test.each([
    ['rewards_emission', 479_999_500n * E18],
    ['rewards_pool', 30n * E18],
    ['rewards_allocated', 315n * E18],
    ['vault_credits', 900n * E18],
    ['vault_revenue', 100n * E18],
    ['donations', 2n * E18 + 3n],
    ['dead', 7n * E18],
    ['treasury_external', 1_000_000n * E18],
    ['circulating', 8_999_096n * E18 - 3n],
    ['unclassified', 0n],
    ['burned', 10n * E18],
  ] as const)('%s', (bucket, wei) => {
    expect(buckets[bucket]).toBe(wei)
  })

  test('all of them are the supply of genesis', () => {
    expect(Object.values(buckets).reduce((sum, wei) => sum + wei, 0n)).toBe(10n ** 27n)
  })

  test('a vault short of its books shows as a negative donation', () => {
    const short = { ...CHAIN, held: { ...CHAIN.held, vault: 1_000n * E18 - 1n } }
    expect(donationsOf(short)).toEqual({ treasury: 0n, rewards: 0n, vault: -1n, other: 2n * E18 })
  })

  test('after a migration no emission is left, and the pool is what came in since', () => {
    const streams = { ...CHAIN.streams, provider: { funded: 1_510n * E18, total: 1_500n * E18, claimed: 1_200n * E18 } }
    const migrated = chainBuckets({ ...CHAIN, streams, isMigrated: true })
    expect(migrated.rewards_emission).toBe(0n)
    expect(migrated.rewards_pool).toBe(40n * E18)
  })
})

test.each([
  ['nothing happened', [], 0n],
  ['revenue covers the first root', [fund(100n), accept(80n)], 0n],
  ['emission pays what revenue does not', [fund(100n), accept(80n), accept(150n)], 50n],
  ['later revenue does not pay back', [accept(50n), fund(100n), accept(120n)], 50n],
  ['a total lowered after a revoke goes to the pool', [accept(50n), accept(10n), accept(50n)], 50n],
])('emission used: %s', (_, logs, used) => {
  expect(emissionUsedBy(logs)).toBe(used)
})

function fund(amount: bigint) {
  return { name: 'Funded', amount } as const
}
function accept(total: bigint) {
  return { name: 'Accepted', total } as const
}

const USER = '0x00000000000000000000000000000000000000a1'
const HOLDER = '0x00000000000000000000000000000000000000b2'
const ACCOUNTS: AccountBalance[] = [
  { bucket: 'circulating', owner: HOLDER, amount: 8_999_096n * E18 - 3n },
  { bucket: 'vault_credits', owner: USER, amount: 900n * E18 },
  { bucket: 'circulating', owner: USER, amount: 0n },
  { bucket: 'vault_revenue', owner: '', amount: 100n * E18 },
  { bucket: 'genesis', owner: '', amount: -(10n ** 27n) },
  { bucket: 'donations', owner: 'vault', amount: 3n },
]
const BALANCES = {
  tokens: new Map([
    [HOLDER, 8_999_096n * E18 - 3n],
    [USER, 4n],
  ]),
  credits: new Map([[USER, 900n * E18]]),
}

describe('account by account', () => {
  const lines = reconciliationLines(ACCOUNTS, CHAIN, BALANCES)
  const line = (bucket: string, owner = '') => lines.find((one) => one.bucket === bucket && one.owner === owner)

  test.each([
    ['a holder', 'circulating', HOLDER, { source: 'CXPT.balanceOf', difference: 0n }],
    ['a holder whom the ledger thinks empty', 'circulating', USER, { ledger: 0n, chain: 4n, difference: 4n }],
    ['a user', 'vault_credits', USER, { source: 'Vault.balanceOf', difference: 0n }],
    [
      'an account the ledger never had',
      'rewards_allocated',
      'provider',
      { ledger: 0n, chain: 300n * E18, difference: 300n * E18 },
    ],
    [
      'the vault as the token sees it',
      'contract_vault',
      '',
      { ledger: 1_000n * E18 + 3n, chain: 1_000n * E18 + 3n, difference: 0n },
    ],
  ])('%s', (_, bucket, owner, expected) => {
    expect(line(bucket, owner)).toMatchObject(expected)
  })

  test('what is empty on both sides is left out, and genesis is no account', () => {
    expect(line('rewards_allocated', 'loyalty')).toBeUndefined()
    expect(line('genesis')).toBeUndefined()
  })

  test('an address the chain was not asked about is not taken for equal', () => {
    const asked = { ...BALANCES, credits: new Map<string, bigint>() }
    const found = reconciliationLines(ACCOUNTS, CHAIN, asked).find(({ bucket }) => bucket === 'vault_credits')
    expect(found).toMatchObject({ chain: null, difference: -900n * E18 })
  })

  test('the order is that of the ledger, then by owner', () => {
    const order = lines.map(({ bucket }) => bucket)
    expect(order.slice(0, 4)).toEqual(['reserve', 'operations', 'liquidity', 'protocol'])
    expect(order.slice(-4)).toEqual(['burned', 'contract_treasury', 'contract_rewards', 'contract_vault'])
    const owners = lines.filter(({ bucket }) => bucket === 'circulating').map(({ owner }) => owner)
    expect(owners).toEqual([USER, HOLDER])
  })
})
