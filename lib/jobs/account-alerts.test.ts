import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { listLowCredits, priceBefore } from '../db/account-alert-rows'
import type { Connection } from '../db/connect'
import { saveCustomer } from '../db/customer-rows'
import { balances, prices } from '../db/schema'
import { coverageAlert } from './account-alerts'

const CHAIN = 31_337
const E18 = 10n ** 18n
const ME = '0x00000000000000000000000000000000000000a1'
let server: TestServer
let c: Connection

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('account_alerts')
})
afterAll(() => server?.stop())

const state = { user: ME, autoRenew: true, available: 3_000n * E18, end: 1_790_000_000n } as const
/** $79 at five and at four cents. */
const [AT_FIVE, AT_FOUR] = [1_580n * E18, 1_975n * E18]
const [FIVE, FOUR, THREE] = [5n * 10n ** 16n, 4n * 10n ** 16n, 3n * 10n ** 16n]

test('a price that moves says how many renewals the same credits cover now and a day ago', () => {
  const alert = coverageAlert({ ...state, available: 3_200n * E18, cost: AT_FOUR }, FOUR, FIVE, 1_789_900_000n)
  expect(alert).toMatchObject({ severity: 'info', account: ME })
  expect(alert?.say).toBe(
    'The price moved: your credits cover 1 renewal now, 2 a day ago. The next one is on 21 Sep 2026, for 1,975.0000 CXPT at the price of now.',
  )
})

test('none covered any more is a warning', () => {
  const alert = coverageAlert({ ...state, available: 1_600n * E18, cost: AT_FOUR }, FOUR, FIVE, 0n)
  expect(alert).toMatchObject({ severity: 'warning', detail: { covers: '0', covered: '1' } })
})

test('the same number, renewal off, or no price: nothing is said', () => {
  expect(coverageAlert({ ...state, cost: AT_FIVE }, FIVE, FOUR, 0n)).toBeNull()
  expect(coverageAlert({ ...state, autoRenew: false, cost: AT_FOUR }, FOUR, THREE, 0n)).toBeNull()
  expect(coverageAlert({ ...state, cost: null }, FOUR, THREE, 0n)).toBeNull()
})

test('who asked to be told and has less is found; who has enough or did not ask is not', async () => {
  const row = { chainId: CHAIN, name: '', taxId: '', address: '', country: '', updatedAt: new Date() }
  const account = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as const
  await saveCustomer(c.db, { ...row, account: account(1), lowCredits: 100n })
  await saveCustomer(c.db, { ...row, account: account(2), lowCredits: 100n })
  await saveCustomer(c.db, { ...row, account: account(3), lowCredits: null })
  await saveCustomer(c.db, { ...row, account: account(4), lowCredits: 5n })
  await c.db.insert(balances).values([
    { chainId: CHAIN, bucket: 'vault_credits', owner: account(1), amount: 99n },
    { chainId: CHAIN, bucket: 'vault_credits', owner: account(2), amount: 100n },
  ])
  expect(await listLowCredits(c.db, CHAIN, 9)).toEqual([
    { account: account(1), credits: 99n, limit: 100n },
    { account: account(4), credits: 0n, limit: 5n },
  ])
})

test('the price that was in force a day ago', async () => {
  const at = (hour: number, price: bigint) => ({
    ...{ chainId: CHAIN, blockNumber: BigInt(hour), logIndex: 0, txHash: '0x00' as const, kind: 'posted' as const },
    ...{ blockTime: new Date(Date.UTC(2026, 9, 1, hour)), price },
  })
  await c.db.insert(prices).values([at(1, 5n), at(3, 6n)])
  expect(await priceBefore(c.db, CHAIN, new Date(Date.UTC(2026, 9, 1, 2)))).toBe(5n)
  expect(await priceBefore(c.db, CHAIN, new Date(Date.UTC(2026, 9, 1, 3)))).toBe(6n)
  expect(await priceBefore(c.db, CHAIN, new Date(Date.UTC(2026, 9, 1, 0)))).toBeNull()
})
