import { asc } from 'drizzle-orm'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { plantReceipts } from '../../scripts/testing/receipts'
import { trafficOn } from '../../scripts/testing/traffic'
import type { ChainClient } from '../chain/clients'
import { getContract } from '../chain/contract'
import type { Connection } from '../db/connect'
import { settlements } from '../db/metering-schema'
import { listReceipts } from '../db/settlement-rows'
import { SILENT } from '../indexer/log'
import { runIndexer } from '../indexer/run'
import { receiptsTree } from '../metering/settlement/tree'
import type { JobContext } from './context'
import { settle } from './settlement'

const USD = 1_000_000n
const NANO_USD = 1_000n * USD
let server: TestServer
let chain: LedgerChain
let ledger: Connection & { url: string }
let context: JobContext
let snapshot: unknown
let request = 0

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  await trafficOn(chain, 3).begin()
  await chain.rpc('evm_setAutomine', [true])
  ledger = await server.open('settlement')
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

beforeEach(async () => {
  if (snapshot) await chain.rpc('evm_revert', [snapshot])
  snapshot = await chain.rpc('evm_snapshot')
  await chain.rpc('evm_setAutomine', [true])
  await ledger.pool.query('truncate receipts, meters, settlements, sent_transactions, checkpoints, blocks, events')
  const { client, deployment } = chain
  context = { db: ledger.db, client, deployment, signers: { meter: demoSigner(4) }, log: SILENT }
  await freshPrice()
})

const vault = () => getContract(chain.deployment, 'Vault')
const send: LedgerChain['send'] = async (...call) => {
  const hash = await chain.send(...call)
  await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  return hash
}
async function freshPrice() {
  await chain.mine(11)
  await send(6, 'PriceOracle', 'post', [50_000_000_000_000_000n])
}
const use = (who: number, usd: bigint, count = 1) => {
  const at = new Date('2026-05-05T12:00:00Z')
  const each = (usd * 1_000n) / BigInt(count)
  return plantReceipts(
    ledger.db,
    at,
    Array.from({ length: count }, () => {
      request += 1
      return { account: accountOf(who), nano: each, requestId: `r-${request}` }
    }),
  )
}
const metered = async (who: number) =>
  (await chain.client.readContract({ ...vault(), functionName: 'accountOf', args: [accountOf(who)] })).meteredUsd
const batches = () => ledger.db.select().from(settlements).orderBy(asc(settlements.id))
const settledOf = async (who: number) => {
  const { rows } = await ledger.pool.query('select settled_usd from meters where account = $1', [
    accountOf(who).toLowerCase(),
  ])
  return BigInt(rows[0]?.settled_usd ?? -1)
}
const batchEvents = async () =>
  chain.client.getContractEvents({ ...vault(), eventName: 'Batch', fromBlock: 0n, strict: true })
const batchesSince = async (before: number) => (await batchEvents()).slice(before).map(({ args }) => args.receiptsRoot)

test('what was used is settled once, with the root of its receipts', async () => {
  const before = (await batchEvents()).length
  await use(20, 3n * USD, 5)
  await use(21, 2n * USD)
  expect((await settle(context)).say).toBe('1 batches, 5000000 micro-USD')
  expect([await metered(20), await metered(21)]).toEqual([3n * USD, 2n * USD])
  const [batch] = await batches()
  expect(batch).toMatchObject({ id: 1, state: 'settled', receipts: 6, due: 5n * USD, taken: 5n * USD })
  const rows = await listReceipts(ledger.db, 31_337, 0n, batch?.uptoSeq ?? 0n)
  expect(await batchesSince(before)).toEqual([receiptsTree(31_337, rows).root])
  expect((await settle(context)).say).toBe('nothing is due')
  expect(await batchesSince(before)).toHaveLength(1)
})

test('less than a micro-dollar waits until it is one: no receipt is rounded twice', async () => {
  await plantReceipts(ledger.db, new Date('2026-05-05T12:00:00Z'), [
    { account: accountOf(20), nano: 1_999n, requestId: 'small-1' },
  ])
  await settle(context)
  expect(await metered(20)).toBe(1n)
  await plantReceipts(ledger.db, new Date('2026-05-05T12:00:00Z'), [
    { account: accountOf(20), nano: 1n, requestId: 'small-2' },
  ])
  await settle(context)
  expect(await metered(20)).toBe(2n)
})

test('many receipts make several batches, each with its own part', async () => {
  const { buildSettlement } = await import('../metering/settlement/build')
  await use(20, 7n * USD, 7)
  const first = await buildSettlement({
    db: ledger.db,
    chainId: 31_337,
    chain: { room: async () => 0n, meters: async () => new Map() },
    now: new Date(),
    mostReceipts: 3,
  })
  expect(first).toMatchObject({ id: 1, receipts: 3, usages: [] })
  expect((await settle(context)).say).toBe('2 batches, 7000000 micro-USD')
  expect((await batches()).map(({ receipts }) => receipts)).toEqual([3, 4])
  const [one, two] = await batches()
  expect(two?.afterSeq).toBe(one?.uptoSeq)
})

test('who has too few credits pays what he has; the rest stays due, and nobody else waits for him', async () => {
  const balance = await chain.client.readContract({ ...vault(), functionName: 'balanceOf', args: [accountOf(22)] })
  const worth = (balance * 50_000_000_000_000_000n) / 10n ** 30n
  await use(22, worth + 7n * USD)
  await use(23, 1n * USD)
  await settle(context)
  expect([await metered(22), await metered(23)]).toEqual([worth, 1n * USD])
  expect(await settledOf(22)).toBe(worth)
  expect((await settle(context)).say).toBe('nothing is due')
  await send(22, 'Vault', 'deposit', [accountOf(22), 1_000n * 10n ** 18n])
  expect((await settle(context)).say).toBe('1 batches, 7000000 micro-USD')
  expect(await metered(22)).toBe(worth + 7n * USD)
})

test('a daily budget bounds what is taken, and the next day takes the rest', async () => {
  await send(24, 'Vault', 'setBudget', [2n * USD])
  // A lower one than none is in force from the second midnight on.
  await chain.mine(2 * 86_400)
  await freshPrice()
  await use(24, 5n * USD)
  await settle(context)
  expect(await metered(24)).toBe(2n * USD)
  await chain.mine(86_400)
  await freshPrice()
  await settle(context)
  expect([await metered(24), await settledOf(24)]).toEqual([4n * USD, 4n * USD])
})

test('what another meter settled for an account stays beside ours', async () => {
  await send(4, 'Vault', 'settle', [[{ user: accountOf(25), cumulativeUsd: 9n * USD }], `0x${'1'.repeat(64)}`])
  await use(25, 3n * USD)
  await settle(context)
  expect([await metered(25), await settledOf(25)]).toEqual([12n * USD, 3n * USD])
})

test('the daily cap is filled and not exceeded; the rest waits', async () => {
  const cap = await chain.client.readContract({ ...vault(), functionName: 'dailyCapUsd' })
  await chain.scheduled(1, 15, 'Vault', 'setDailyCap', [5n * USD])
  await chain.rpc('evm_setAutomine', [true])
  await use(20, 4n * USD)
  await use(21, 4n * USD)
  await settle(context)
  expect((await metered(20)) + (await metered(21))).toBe(5n * USD)
  expect((await settle(context)).say).toBe('nothing is due')
  await chain.mine(86_400)
  await freshPrice()
  await settle(context)
  expect((await metered(20)) + (await metered(21))).toBe(8n * USD)
  expect(cap).toBeGreaterThan(8n * USD)
})

test('a pause of spending and a stale price are waited for', async () => {
  await use(20, 3n * USD)
  await send(3, 'Vault', 'pause', [1])
  expect((await settle(context)).say).toMatch(/^waiting: Spending is paused/)
  await chain.scheduled(1, 5, 'Vault', 'unpause', [1])
  await chain.rpc('evm_setAutomine', [true])
  await chain.mine(2 * 86_400)
  expect((await settle(context)).say).toMatch(/^waiting: No price since/)
  await freshPrice()
  await use(20, 1n * USD)
  expect((await settle(context)).say).toBe('2 batches, 4000000 micro-USD')
})

test('who leaves soon is settled first', async () => {
  await send(21, 'Vault', 'requestWithdrawal', [5n])
  await chain.mine(23 * 3_600)
  await freshPrice()
  await runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
  await use(20, 9n * USD)
  await use(21, 1n * USD)
  await settle(context)
  expect((await batches())[0]?.usages.map(({ user }) => user)).toEqual(
    [accountOf(21), accountOf(20)].map((one) => one.toLowerCase()),
  )
})

test('without a key nothing is settled', async () => {
  await use(20, 3n * USD)
  expect((await settle({ ...context, signers: {} })).say).toBe('off: no meter key')
  expect(await metered(20)).toBe(0n)
})

describe('killed at any point and run again', () => {
  const points = [
    'sendRawTransaction',
    'getTransactionReceipt',
    'getTransactionCount',
    'simulateContract',
    'getBlockNumber',
  ] as const

  /** A client that dies at the n-th call of a method, and stays dead. */
  function dyingClient(method: (typeof points)[number], nth: number): ChainClient {
    let [calls, isDead] = [0, false]
    return new Proxy(chain.client, {
      get(target, name) {
        const real = Reflect.get(target, name) as unknown
        if (typeof real !== 'function') return real
        return async (...args: unknown[]) => {
          if (isDead) throw new Error('the worker was killed')
          if (name === method) calls += 1
          const answer = await (real as (...all: unknown[]) => Promise<unknown>).apply(target, args)
          // What was sent has arrived; the answer has not.
          if (name === method && calls === nth) isDead = true
          if (isDead) throw new Error('the worker was killed')
          return answer
        }
      },
    })
  }

  test.each(points.flatMap((method) => [1, 2].map((nth) => [method, nth] as const)))(
    'at %s, call %d: settled once, to the micro-dollar',
    async (method, nth) => {
      const before = (await batchEvents()).length
      await use(20, 3n * USD, 3)
      await use(21, 2n * USD)
      await settle({ ...context, client: dyingClient(method, nth) }).catch(() => {})
      await use(20, 1n * USD)
      await settle(context)
      await settle(context)
      expect([await metered(20), await metered(21)]).toEqual([4n * USD, 2n * USD])
      expect([await settledOf(20), await settledOf(21)]).toEqual([4n * USD, 2n * USD])
      const all = await batches()
      expect(all.every(({ state }) => state === 'settled')).toBe(true)
      expect(await batchesSince(before)).toEqual(all.map(({ root }) => root as Hex))
      expect(all.reduce((sum, { receipts }) => sum + receipts, 0)).toBe(5)
      expect(all.reduce((sum, { taken }) => sum + (taken ?? 0n), 0n) * 1_000n).toBe(6n * NANO_USD)
    },
  )

  test('two workers at once settle once', async () => {
    const before = (await batchEvents()).length
    await use(20, 3n * USD, 3)
    await Promise.all([settle(context), settle(context), settle(context)])
    expect([await metered(20), await settledOf(20)]).toEqual([3n * USD, 3n * USD])
    expect(await batchesSince(before)).toHaveLength(1)
  })
})
