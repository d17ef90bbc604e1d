import { asc } from 'drizzle-orm'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { plantReceipts } from '../../scripts/testing/receipts'
import { trafficOn } from '../../scripts/testing/traffic'
import { getContract } from '../chain/contract'
import type { Connection } from '../db/connect'
import { settlements } from '../db/metering-schema'
import { findByPurpose } from '../db/transaction-rows'
import { SILENT } from '../indexer/log'
import { runIndexer } from '../indexer/run'
import type { JobContext } from './context'
import { settle } from './settlement'

const USD = 1_000_000n
const CHAIN = 31_337
let server: TestServer
let chain: LedgerChain
let ledger: Connection
let context: JobContext
let clean: unknown
let request = 0

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  await trafficOn(chain, 3).begin()
  ledger = await server.open('taken_back')
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})
beforeEach(async () => {
  if (clean) await chain.rpc('evm_revert', [clean])
  clean = await chain.rpc('evm_snapshot')
  await chain.rpc('evm_setAutomine', [true])
  await ledger.pool.query('truncate receipts, meters, settlements, sent_transactions')
  const { client, deployment } = chain
  context = { db: ledger.db, client, deployment, signers: { meter: demoSigner(4) }, log: SILENT }
  await chain.mine(11)
  await send(6, 'PriceOracle', 'post', [50_000_000_000_000_000n])
  await index()
})

const vault = () => getContract(chain.deployment, 'Vault')
const index = () =>
  runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
const send: LedgerChain['send'] = async (...call) => {
  const hash = await chain.send(...call)
  await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  return hash
}
const use = (who: number, usd: bigint) => {
  request += 1
  return plantReceipts(ledger.db, new Date('2026-05-05T12:00:00Z'), [
    { account: accountOf(who), nano: usd * 1_000n, requestId: `r-${request}` },
  ])
}
const metered = async (who: number) =>
  (await chain.client.readContract({ ...vault(), functionName: 'accountOf', args: [accountOf(who)] })).meteredUsd
const settledOf = async (who: number) => {
  const where = [accountOf(who).toLowerCase()]
  const { rows } = await ledger.pool.query('select settled_usd from meters where account = $1', where)
  return BigInt(rows[0]?.settled_usd ?? -1)
}
const batches = () => ledger.db.select().from(settlements).orderBy(asc(settlements.id))
const rootsSince = async (block: bigint) =>
  (await chain.client.getContractEvents({ ...vault(), eventName: 'Batch', fromBlock: block + 1n, strict: true })).map(
    ({ args }) => args.receiptsRoot,
  )
const head = () => chain.client.getBlockNumber()
/** Takes the chain back to a snapshot and lets it grow past where it was, by other blocks. */
async function takeBack(snapshot: unknown, blocks = 6) {
  await chain.rpc('evm_revert', [snapshot])
  await chain.rpc('evm_setAutomine', [true])
  for (let i = 0; i < blocks; i += 1) await chain.mine(3)
}

test('a batch that the chain took back is noticed when the ledger has passed it, and settled once more', async () => {
  const before = await head()
  const snapshot = await chain.rpc('evm_snapshot')
  await use(20, 3n * USD)
  await use(21, 2n * USD)
  await settle(context)
  await index()
  const [first] = await batches()
  expect((await settle(context)).say).toBe('nothing is due')
  await takeBack(snapshot)
  expect(await metered(20)).toBe(0n)
  // The ledger has not seen it yet.
  expect((await settle(context)).say).toBe('nothing is due')
  await index()
  expect((await settle(context)).say).toBe(
    '1 batches, 5000000 micro-USD; batches 1 were taken back by the chain and are sent again',
  )
  expect([await metered(20), await metered(21)]).toEqual([3n * USD, 2n * USD])
  expect([await settledOf(20), await settledOf(21)]).toEqual([3n * USD, 2n * USD])
  const all = await batches()
  expect(all).toMatchObject([{ id: 1, state: 'settled', root: first?.root, receipts: 2, taken: 5n * USD }])
  expect(await rootsSince(before)).toEqual([first?.root])
  await index()
  expect((await settle(context)).say).toBe('nothing is due')
})

test('one that was mined again by itself, in another block, is not sent twice', async () => {
  const before = await head()
  await use(20, 3n * USD)
  await settle(context)
  await index()
  const [first] = await batches()
  const raw = (await findByPurpose(ledger.db, CHAIN, 'settlement 1'))?.attempts[0]?.raw as Hex
  const depth = Number((await head()) - (first?.blockNumber ?? 0n)) + 1
  for (let i = 0; i < 4; i += 1) await chain.mine()
  await chain.rpc('anvil_reorg', [depth + 4, [[raw, 3]]])
  await chain.mine()
  const { blockNumber } = await chain.client.getTransactionReceipt({ hash: first?.txHash as Hex })
  expect(blockNumber).not.toBe(first?.blockNumber)
  await index()
  expect((await settle(context)).say).toContain('batches 1 were taken back')
  expect(await batches()).toMatchObject([{ state: 'settled', txHash: first?.txHash, blockNumber, taken: 3n * USD }])
  expect([await metered(20), await settledOf(20)]).toEqual([3n * USD, 3n * USD])
  expect(await rootsSince(before)).toEqual([first?.root])
  expect(await findByPurpose(ledger.db, CHAIN, 'settlement 1')).toMatchObject({
    state: 'mined',
    minedBlock: blockNumber,
  })
})

/** Uses all that an account's credits are worth at 5 cents, settles it, and takes the chain back. */
async function lastCredits(who: number): Promise<bigint> {
  const snapshot = await chain.rpc('evm_snapshot')
  const balance = await chain.client.readContract({ ...vault(), functionName: 'balanceOf', args: [accountOf(who)] })
  const worth = (balance * 50_000_000_000_000_000n) / 10n ** 30n
  await use(who, worth)
  await settle(context)
  await index()
  expect(await settledOf(who)).toBe(worth)
  await takeBack(snapshot)
  return worth
}

test('what the chain takes the second time counts, and the rest stays due', async () => {
  const worth = await lastCredits(22)
  // In the other history the credits are worth less.
  await send(6, 'PriceOracle', 'post', [47_500_000_000_000_000n])
  await index()
  await settle(context)
  const [batch] = await batches()
  expect(batch).toMatchObject({ id: 1, state: 'settled', due: worth })
  expect(batch?.taken).toBeLessThan(worth)
  expect([await settledOf(22), await metered(22)]).toEqual([batch?.taken, batch?.taken])
  await send(22, 'Vault', 'deposit', [accountOf(22), 10_000n * 10n ** 18n])
  await settle(context)
  expect([await settledOf(22), await metered(22)]).toEqual([worth, worth])
})

test('when the nonce went to something else in the other history, the batch is asked for anew', async () => {
  const worth = await lastCredits(22)
  await send(4, 'Vault', 'settle', [[{ user: accountOf(22), cumulativeUsd: 4n * USD }], `0x${'1'.repeat(64)}`])
  await index()
  await expect(settle(context)).rejects.toMatchObject({ code: 'TX_REPLACED' })
  await settle(context)
  expect(await batches()).toMatchObject([{ id: 1, state: 'settled', taken: worth - 4n * USD }])
  expect([await settledOf(22), await metered(22)]).toEqual([worth - 4n * USD, worth])
})

test('several that were taken back are settled in their order, before anything new', async () => {
  const before = await head()
  const snapshot = await chain.rpc('evm_snapshot')
  for (const usd of [1n, 2n, 3n]) {
    await use(20, usd * USD)
    await settle(context)
  }
  await index()
  const roots = (await batches()).map(({ root }) => root)
  await takeBack(snapshot)
  await index()
  await use(20, 4n * USD)
  expect((await settle(context)).say).toBe(
    '4 batches, 10000000 micro-USD; batches 1, 2, 3 were taken back by the chain and are sent again',
  )
  expect([await metered(20), await settledOf(20)]).toEqual([10n * USD, 10n * USD])
  expect((await rootsSince(before)).slice(0, 3)).toEqual(roots)
  expect((await batches()).every(({ state }) => state === 'settled')).toBe(true)
})

test.each([0, 1])('a worker that is killed after %i calls on the way is taken over', async (calls) => {
  const before = await head()
  const snapshot = await chain.rpc('evm_snapshot')
  await use(20, 3n * USD)
  await settle(context)
  await index()
  await takeBack(snapshot)
  await index()
  let left = calls
  const dying = new Proxy(chain.client, {
    get: (target, name) => {
      if (name !== 'sendRawTransaction') return Reflect.get(target, name) as unknown
      return async (args: { serializedTransaction: Hex }) => {
        if (left > 0) await chain.client.sendRawTransaction(args)
        left -= 1
        throw new Error('killed')
      }
    },
  })
  // What it sent is asked for by its hash: the receipt is not given either.
  const silent = new Proxy(dying, {
    get: (target, name) =>
      name === 'getTransactionReceipt'
        ? () => Promise.reject(new Error('killed'))
        : (Reflect.get(target, name) as unknown),
  })
  await expect(settle({ ...context, client: silent })).rejects.toThrow()
  await use(20, 1n * USD)
  await settle(context)
  await settle(context)
  expect([await metered(20), await settledOf(20)]).toEqual([4n * USD, 4n * USD])
  expect(await rootsSince(before)).toHaveLength(2)
})

test('two workers undo it once', async () => {
  const snapshot = await chain.rpc('evm_snapshot')
  await use(20, 3n * USD)
  await settle(context)
  await index()
  await takeBack(snapshot)
  await index()
  await Promise.all([settle(context), settle(context)])
  expect([await metered(20), await settledOf(20)]).toEqual([3n * USD, 3n * USD])
})

test('a batch that lies deep enough is final, and not looked for again', async () => {
  await use(20, 3n * USD)
  await settle(context)
  await chain.rpc('anvil_mine', ['0x7f'])
  await index()
  await settle(context)
  expect((await batches())[0]?.finalAt).toBeNull()
  await chain.rpc('anvil_mine', ['0x1'])
  await index()
  await settle(context)
  expect((await batches())[0]?.finalAt).not.toBeNull()
  await ledger.pool.query("delete from events where name = 'Batch'")
  expect((await settle(context)).say).toBe('nothing is due')
})
