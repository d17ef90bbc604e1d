import type { Address } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import type { Connection } from '../db/connect'
import { settlements } from '../db/metering-schema'
import { readEntitlement } from './entitlement'
import { addEvent, addPrice } from './testing/small-market'

const CHAIN = 31_337
const USER = 20
const CXPT = 10n ** 18n
const ACCOUNT = accountOf(USER)

let server: TestServer
let chain: LedgerChain
let c: Connection
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('entitlement')
  await addEvent(c.pool, CHAIN, 'Parameters', 'PhaseSet', { phase: 2 }, new Date('2026-01-01T00:00:00Z'))
  chain = await startLedgerChain()
  await trafficOn(chain, 1).begin()
}, 240_000)
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const timeOf = async () => new Date(Number((await chain.client.getBlock()).timestamp) * 1_000)
const read = async () => {
  const at = { client: chain.client, deployment: chain.deployment }
  return readEntitlement({ db: c.db, at, now: await timeOf() }, ACCOUNT)
}
const charge = (nano: bigint) =>
  c.pool.query(
    `insert into meters (chain_id, account, charged_nano, updated_at) values ($1, $2, $3, now())
     on conflict (chain_id, account) do update set charged_nano = excluded.charged_nano`,
    [CHAIN, ACCOUNT.toLowerCase(), nano],
  )

// One history, in order: each step builds on the chain the one before left.
test('an account with credits and no plan is pay-per-use, and what is metered comes off at once', async () => {
  await chain.send(6, 'PriceOracle', 'post', [50n * 10n ** 15n])
  await chain.mine()
  expect(await read()).toMatchObject({
    status: 'none',
    plan: null,
    priority: 0,
    periodEnd: null,
    rolled: 0n,
    fresh: 0n,
    isFree: false,
    unsettledUsd: 0n,
    spendable: 20_000n * CXPT,
    spendableUsd: 1_000_000_000n,
    budgetLeftUsd: null,
    reason: null,
    congested: [],
  })
  await charge(3_000_999n)
  expect(await read()).toMatchObject({ unsettledUsd: 3_000n, spendable: 20_000n * CXPT - 60_000n * 10n ** 12n })
})

const settleOnChain = async (cumulativeUsd: bigint) => {
  await chain.send(4, 'Vault', 'settle', [[{ user: ACCOUNT, cumulativeUsd }], `0x${'1'.repeat(64)}`])
  await chain.mine()
}

test('what another meter settles is not ours', async () => {
  await settleOnChain(500n)
  expect(await read()).toMatchObject({ unsettledUsd: 3_000n })
})

test('what our batch took is not taken off again, from the block on that holds it, before and after it is recorded', async () => {
  const usages = [{ user: ACCOUNT.toLowerCase() as Address, cumulativeUsd: '3500', due: '3000' }]
  const root = `0x${'1'.repeat(64)}` as const
  const batch = { chainId: CHAIN, id: 1, afterSeq: 0n, uptoSeq: 0n, receipts: 0, root, usages, due: 3_000n }
  await c.db.insert(settlements).values({ ...batch, state: 'built', createdAt: await timeOf() })
  expect(await read()).toMatchObject({ unsettledUsd: 3_000n })
  await settleOnChain(3_500n)
  expect(await read()).toMatchObject({ unsettledUsd: 0n })
  await c.pool.query("update settlements set state = 'settled'")
  await c.pool.query('update meters set settled_usd = 3000')
  expect(await read()).toMatchObject({ unsettledUsd: 0n, spendable: 20_000n * CXPT - 70_000n * 10n ** 12n })
})

test('a plan counts from its block on, before the ledger has it, and what was used of it is taken off', async () => {
  await chain.send(USER, 'Subscriptions', 'subscribe', [1, 10n ** 24n, true, 10n ** 24n, `0x${'0'.repeat(40)}`])
  await chain.mine()
  const bought = await read()
  expect(bought).toMatchObject({
    status: 'active',
    plan: { id: 1, concurrency: 1, rpm: 20 },
    priority: 1,
    rolled: 0n,
    fresh: 2_000_000n,
  })
  await c.pool.query('insert into allowance_use (chain_id, account, index, used) values ($1, $2, 1, 500)', [
    CHAIN,
    ACCOUNT.toLowerCase(),
  ])
  expect(await read()).toMatchObject({ fresh: 1_999_500n, periodEnd: bought.time + 2_592_000n })
})

test('a lower budget that waits for its day is honoured at once', async () => {
  await chain.send(USER, 'Vault', 'setBudget', [5_000n])
  await chain.mine()
  expect(await read()).toMatchObject({ budgetLeftUsd: 5_000n, reason: null })
  await charge(8_000_000n)
  expect(await read()).toMatchObject({ unsettledUsd: 5_000n, budgetLeftUsd: 0n, spendable: 0n, reason: 'budget' })
})

test('a class near its capacity is named', async () => {
  const now = await timeOf()
  await addPrice(c.pool, CHAIN, 'tide-pool', now, 1n, 1n)
  await addPrice(c.pool, CHAIN, 'blue-surge', now, 1n, 1n)
  await c.pool.query("update service_prices set utilisation = 900000 where service = 'tide-pool'")
  await c.pool.query("update service_prices set utilisation = 899999 where service = 'blue-surge'")
  expect((await read()).congested).toEqual(['tide-pool'])
})

test('while spending is paused, and when the price is stale, nothing may be spent', async () => {
  await chain.send(3, 'Vault', 'pause', [1])
  await chain.mine()
  expect(await read()).toMatchObject({ spendable: 0n, reason: 'spend_paused', status: 'active' })
  await chain.mine(8 * 86_400)
  expect(await read()).toMatchObject({ spendable: 0n, reason: 'price_stale' })
})
