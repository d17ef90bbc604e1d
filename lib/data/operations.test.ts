import { encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { vaultAbi } from '../../contracts-abi'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import type { Connection } from '../db/connect'
import { saveReason } from '../db/operation-rows'
import { operationId } from '../domain/operation'
import { runIndexer } from '../indexer/run'
import { getOperation } from './operations'

const ADMIN = 1
const GUARDIAN = 3
/** contracts/config/local.json, seconds. */
const DELAY = 15

let chain: LedgerChain
let server: TestServer
let ledger: Connection
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

const split = (burn: number, operations: number): Hex =>
  encodeFunctionData({
    abi: vaultAbi,
    functionName: 'setSplit',
    args: [{ burn, protocol: 2000, operations, provider: 6000 }],
  })
const CAP = encodeFunctionData({ abi: vaultAbi, functionName: 'setDailyCap', args: [1_500_000_000_000n] })
const TO_600 = split(600, 1400)
const TO_700 = split(700, 1300)
const idOf = (data: Hex) => operationId(accountOf(ADMIN), chain.addressOf('Vault'), data)

async function schedule(data: Hex) {
  await chain.send(ADMIN, 'AccessManager', 'schedule', [chain.addressOf('Vault'), data, 0])
  await chain.mine()
}

/** The last run of an operation, after the ledger has read the chain. */
async function look(data: Hex) {
  await runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true })
  const { runs } = await getOperation(idOf(data))
  const [last] = runs
  if (!last) throw new Error('the operation has no run')
  return { ...last, runs: runs.length }
}

beforeAll(async () => {
  const [started, local] = await Promise.all([startTestServer(), startLedgerChain()])
  server = started
  chain = local
  process.env.RPC_URL = chain.anvil.url
  ledger = await server.open('operations')
  shared.cxptDatabase = ledger
  await schedule(TO_600)
  await schedule(TO_700)
  await schedule(CAP)
}, 120_000)
afterAll(async () => {
  delete shared.cxptDatabase
  await chain?.stop()
  await server?.stop()
})

test('waiting: decoded from its bytes, with what is in force and who may cancel', async () => {
  const operation = await look(TO_600)
  expect(operation).toMatchObject({
    state: 'waiting',
    title: 'Revenue split',
    to: '600 / 2000 / 1400 / 6000 bps',
    base: { from: '500 / 2000 / 1500 / 6000 bps', now: '500 / 2000 / 1500 / 6000 bps', isMoved: false },
    caller: accountOf(ADMIN),
    reason: null,
    roles: { role: 'PARAMS', guardian: 'GUARDIAN' },
  })
  expect(operation.readyAt - operation.scheduledAt).toBe(DELAY)
  expect(operation.expiresAt - operation.readyAt).toBe(7 * 86_400)
})

test('executing one moves the base of the other, and the executed one keeps its own', async () => {
  await chain.mine(DELAY)
  expect((await look(TO_600)).state).toBe('ready')
  await chain.send(ADMIN, 'Vault', 'setSplit', [{ burn: 600, protocol: 2000, operations: 1400, provider: 6000 }])
  await chain.mine()
  const done = await look(TO_600)
  expect(done).toMatchObject({ state: 'executed', base: { isMoved: false, now: '500 / 2000 / 1500 / 6000 bps' } })
  expect((await look(TO_700)).base).toEqual({
    from: '500 / 2000 / 1500 / 6000 bps',
    now: '600 / 2000 / 1400 / 6000 bps',
    isMoved: true,
  })
})

test('the base somebody saw when he gave his reason counts before that of the block', async () => {
  const base = { value: '550 / 2000 / 1450 / 6000 bps', block: '1' }
  const author = accountOf(ADMIN).toLowerCase() as Hex
  const hash: Hex = `0x${'ab'.repeat(32)}`
  await saveReason(ledger.db, {
    hash,
    operationId: idOf(TO_700),
    text: 'Minutes 14.',
    author,
    base,
    createdAt: new Date(),
  })
  const operation = await look(TO_700)
  expect(operation.base.from).toBe('550 / 2000 / 1450 / 6000 bps')
  expect(operation.reason).toEqual({ text: 'Minutes 14.', hash, author: accountOf(ADMIN) })
})

test('a guardian cancels; the same call scheduled again is a second run', async () => {
  await chain.send(GUARDIAN, 'AccessManager', 'cancel', [accountOf(ADMIN), chain.addressOf('Vault'), CAP])
  await chain.mine()
  expect(await look(CAP)).toMatchObject({ state: 'cancelled', runs: 1, to: '$1,500,000.00' })
  await schedule(CAP)
  expect(await look(CAP)).toMatchObject({ state: 'waiting', runs: 2, nonce: 2 })
})

test('nobody executes for seven days after it was ready: expired', async () => {
  await chain.mine(7 * 86_400 + DELAY)
  expect((await look(CAP)).state).toBe('expired')
})

test('what was never scheduled is not found, and what is no hash is said', async () => {
  await expect(getOperation(`0x${'1'.repeat(64)}`)).rejects.toMatchObject({ code: 'OPERATION_NOT_FOUND' })
  expect(() => getOperation('0x12')).toThrow(expect.objectContaining({ code: 'BAD_HASH' }))
})

test('what the ledger does not hold yet is read from the manager’s logs, and so is its end', async () => {
  const cap = encodeFunctionData({ abi: vaultAbi, functionName: 'setDailyCap', args: [1_700_000_000_000n] })
  await schedule(cap)
  const seen = async () => (await getOperation(idOf(cap))).runs[0]
  expect(await seen()).toMatchObject({ state: 'waiting', title: 'Daily cap of settlements', to: '$1,700,000.00' })
  await chain.send(ADMIN, 'AccessManager', 'cancel', [accountOf(ADMIN), chain.addressOf('Vault'), cap])
  await chain.mine()
  expect(await seen()).toMatchObject({ state: 'cancelled', order: null })
  expect((await look(cap)).state, 'and the ledger comes to the same').toBe('cancelled')
})

test('two of a kind are ordered, and the second says what it would then undo', async () => {
  const [first, second] = [split(800, 1200), split(900, 1100)]
  await schedule(first)
  await chain.mine(3)
  await schedule(second)
  expect((await look(first)).order).toMatchObject({ place: 1, isConflict: false, after: { id: idOf(second) } })
  expect((await look(second)).order).toMatchObject({
    ...{ place: 2, of: 2, isConflict: true, meets: '800 / 2000 / 1200 / 6000 bps' },
    before: { id: idOf(first), to: '800 / 2000 / 1200 / 6000 bps' },
  })
  await chain.mine(DELAY)
  await chain.send(ADMIN, 'Vault', 'setSplit', [{ burn: 800, protocol: 2000, operations: 1200, provider: 6000 }])
  await chain.mine()
  expect(await look(second)).toMatchObject({ order: null, base: { isMoved: true } })
})
