import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from './connect'
import { providerPool, topDepositors, topPayers } from './risk-sources'

const CHAIN_ID = 31_337
const SPAN = { from: '2026-10-01', until: '2026-10-31' }

let server: TestServer
let ledger: Connection & { url: string }

const account = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
const hash = (n: number) => `0x${n.toString(16).padStart(64, '0')}`

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('risk_sources')
})
afterAll(() => server?.stop())

async function pay(n: number, who: number, amount: number, at: string): Promise<void> {
  await ledger.pool.query(
    `insert into payments (chain_id, block_number, block_time, log_index, tx_hash, kind, account, usd, amount, price)
     values ($1, $2, $3, 0, $4, 'settled', $5, 1, $6, 1)`,
    [CHAIN_ID, n, at, hash(n), account(who), amount],
  )
}

async function move(n: number, kind: string, who: number, amount: number, at: string): Promise<void> {
  await ledger.pool.query(
    `insert into movements (chain_id, block_number, block_time, log_index, tx_hash, seq, kind, from_bucket, from_owner, to_bucket, to_owner, amount)
     values ($1, $2, $3, 0, $4, 0, $5, 'circulating', 'x', 'vault_credits', $6, $7)`,
    [CHAIN_ID, n, at, hash(n), kind, account(who), amount],
  )
}

test('nothing was paid or loaded: nothing of nothing', async () => {
  expect(await topPayers(ledger.db, CHAIN_ID, SPAN)).toEqual({ top: 0n, all: 0n })
  expect(await topDepositors(ledger.db, CHAIN_ID, SPAN)).toEqual({ top: 0n, all: 0n })
  expect(await providerPool(ledger.db, CHAIN_ID)).toBe(0n)
})

test('the first ten of twelve accounts, each by all of its payments in the span', async () => {
  // Accounts 1 to 12 pay 10 each, account 12 twice; what lies outside of the days does not count.
  for (let who = 1; who <= 12; who += 1) await pay(who, who, 10, '2026-10-15T12:00:00Z')
  await pay(20, 12, 10, '2026-10-01T00:00:00Z')
  await pay(21, 1, 1_000, '2026-09-30T23:59:59Z')
  await pay(22, 1, 1_000, '2026-10-31T00:00:00Z')
  expect(await topPayers(ledger.db, CHAIN_ID, SPAN)).toEqual({ top: 110n, all: 130n })
  expect(await topPayers(ledger.db, 1, SPAN)).toEqual({ top: 0n, all: 0n })
})

test('deposits by whose the credits are, and nothing else that comes into credits', async () => {
  for (let who = 1; who <= 11; who += 1) await move(100 + who, 'deposit', who, who, '2026-10-15T12:00:00Z')
  await move(120, 'refund', 1, 500, '2026-10-15T12:00:00Z')
  expect(await topDepositors(ledger.db, CHAIN_ID, SPAN)).toEqual({ top: 65n, all: 66n })
})

test('the pool of providers alone', async () => {
  await ledger.pool.query(
    `insert into balances (chain_id, bucket, owner, amount) values
     ($1, 'rewards_pool', 'provider', 7), ($1, 'rewards_pool', 'loyalty', 5), ($1, 'rewards_emission', 'provider', 3)`,
    [CHAIN_ID],
  )
  expect(await providerPool(ledger.db, CHAIN_ID)).toBe(7n)
})
