import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { ACTIVITY_KINDS, type ActivityCursor } from '../domain/activity'
import { type ActivityQuery, listActivity } from './admin-activity-rows'
import { appendAudit } from './audit-rows'
import type { Connection } from './connect'
import * as schema from './schema'
import { sentTransactions } from './work-schema'

const CHAIN = 31_337
const ADMIN = `0x${'a1'.repeat(20)}` as const
const GUARDIAN = `0x${'b2'.repeat(20)}` as const
const METER = `0x${'c3'.repeat(20)}` as const
const VAULT = `0x${'d4'.repeat(20)}` as const
const hash = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const
const at = (minute: number) => new Date(Date.UTC(2026, 9, 10, 12, minute))

let server: TestServer
let c: Connection

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('activity')
  const event = (block: number, contract: string, name: string, args: Record<string, unknown>) => ({
    chainId: CHAIN,
    blockNumber: BigInt(block),
    blockHash: hash(block),
    blockTime: at(block),
    txHash: hash(1_000 + block),
    txIndex: 0,
    logIndex: 1,
    address: VAULT,
    contract,
    name,
    args,
  })
  await c.db
    .insert(schema.events)
    .values([
      event(1, 'AccessManager', 'RoleGranted', { roleId: '1' }),
      event(2, 'Vault', 'Deposited', { amount: '1' }),
      event(5, 'Vault', 'SplitSet', { version: '2' }),
      event(6, 'Rewards', 'PauseSet', { category: '0' }),
      event(9, 'Vault', 'CapSet', { usd: '1' }),
    ])
  const operation = (block: number, caller: `0x${string}`, n: number) => ({
    chainId: CHAIN,
    blockNumber: BigInt(block),
    blockHash: hash(block),
    blockTime: at(block),
    txHash: hash(2_000 + block),
    txIndex: 0,
    logIndex: 3,
    operationId: hash(n),
    nonce: 1,
    caller,
    target: VAULT,
    data: '0x01' as const,
    readyAt: at(block + 1),
  })
  await c.db.insert(schema.operations).values([
    { ...operation(3, ADMIN, 77), endedAs: 'executed', endedBlock: 5n, endedTime: at(5), endedTx: hash(1_005) },
    { ...operation(4, ADMIN, 78), endedAs: 'cancelled', endedBlock: 5n, endedTime: at(5), endedTx: hash(3_005) },
  ])
  await c.db.insert(sentTransactions).values({
    ...{ chainId: CHAIN, sender: METER, nonce: 0, purpose: 'settlement 1', to: VAULT, data: '0x02', gas: 1n },
    ...{ attempts: [], state: 'mined', createdAt: at(7), minedHash: hash(7_000), minedBlock: 7n },
  })
  await appendAudit(c.db, { actor: GUARDIAN, action: 'signed in', detail: { roles: 'GUARDIAN' } }, at(8))
  await appendAudit(c.db, { actor: GUARDIAN, action: 'exported', detail: { file: 'roles.json' } }, at(10))
  await appendAudit(c.db, { actor: 'worker', action: 'partition dropped', detail: { table: 'receipts' } }, at(11))
})
afterAll(() => server?.stop())

const EVENTS = ['AccessManager.RoleGranted', 'Vault.SplitSet', 'Vault.CapSet', 'Rewards.PauseSet']
const ask = (more: Partial<ActivityQuery> = {}) =>
  listActivity(c.db, { chainId: CHAIN, block: 8n, events: EVENTS, kinds: ACTIVITY_KINDS, limit: 50, ...more })
const said = async (more: Partial<ActivityQuery> = {}) => (await ask(more)).map(({ kind, name }) => `${kind} ${name}`)

test('what was done is one list, the last first, without what is no administration or not in the ledger yet', async () => {
  expect(await said()).toEqual([
    'record partition dropped',
    'export exported',
    'sign-in signed in',
    'key mined',
    'pause PauseSet',
    // Of one block and time, by key.
    'operation cancelled',
    'operation executed',
    'change SplitSet',
    'operation scheduled',
    'operation scheduled',
    'role RoleGranted',
  ])
})

test('who executed an operation did what its event says, and a cancellation names nobody', async () => {
  const rows = await ask({ kinds: ['change', 'operation'] })
  const of = (name: string) => rows.find((row) => row.name === name)
  expect(of('SplitSet')).toMatchObject({ who: ADMIN, operationId: hash(77), tx: hash(1_005) })
  expect(of('executed')).toMatchObject({ who: ADMIN, operationId: hash(77), args: { target: VAULT, data: '0x01' } })
  expect(of('cancelled')).toMatchObject({ who: null, operationId: hash(78), tx: hash(3_005) })
})

test('pages lie end to end, even where rows share their time', async () => {
  const whole = (await ask()).map(({ key }) => key)
  const paged: string[] = []
  let after: ActivityCursor | undefined
  do {
    const page = await ask({ limit: 2, after })
    paged.push(...page.map(({ key }) => key))
    after = page.length === 2 ? page[1]?.cursor : undefined
  } while (after)
  expect(paged).toEqual(whole)
  expect(new Set(whole).size).toBe(whole.length)
})

test('by who, in any case; by time, from inclusive to exclusive; by kind', async () => {
  expect(await said({ who: `0x${'B2'.repeat(20)}` })).toEqual(['export exported', 'sign-in signed in'])
  expect(await said({ who: 'worker' })).toEqual(['record partition dropped'])
  expect(await said({ from: at(6), to: at(8) })).toEqual(['key mined', 'pause PauseSet'])
  expect(await said({ kinds: ['role'] })).toEqual(['role RoleGranted'])
  expect(await said({ kinds: [] })).toEqual([])
  expect(await said({ chainId: 1, kinds: ['change', 'operation', 'key', 'role', 'pause'] })).toEqual([])
})
