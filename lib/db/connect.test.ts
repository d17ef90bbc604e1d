import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { connect, isConnectionLoss, retryOnLoss } from './connect'
import { months, movements } from './schema'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const lost = (fields: { code?: string; message?: string }) => Object.assign(new Error(fields.message ?? 'x'), fields)

test.each([
  ['a refused connection', lost({ code: 'ECONNREFUSED' }), true],
  ['a server that is shutting down', lost({ code: '57P01' }), true],
  ['a protocol break', lost({ code: '08006' }), true],
  ['a connection that ended in a query', lost({ message: 'Connection terminated unexpectedly' }), true],
  ['a loss wrapped by the query builder', new Error('Failed query', { cause: lost({ code: 'ECONNRESET' }) }), true],
  ['a broken unique key', lost({ code: '23505' }), false],
  ['a syntax error', lost({ code: '42601' }), false],
  ['no error at all', 'text', false],
])('%s', (_, error, isLoss) => {
  expect(isConnectionLoss(error)).toBe(isLoss)
})

test('amounts of 2^256 - 1 and below zero come back exactly as bigint, times as Date', async () => {
  const { db } = await server.open('amounts')
  const wei = 2n ** 256n - 1n
  const row = {
    chainId: 1,
    blockNumber: 9_007_199_254_740_993n,
    logIndex: 0,
    seq: 0,
    blockTime: new Date('2026-07-01T00:00:00Z'),
    txHash: '0x01' as const,
    kind: 'transfer' as const,
    fromBucket: 'circulating' as const,
    fromOwner: '0xa',
    toBucket: 'circulating' as const,
    toOwner: '0xb',
    amount: wei,
  }
  await db.insert(movements).values([row, { ...row, seq: 1, amount: -1n }])
  expect(await db.select().from(movements).orderBy(movements.seq)).toEqual([row, { ...row, seq: 1, amount: -1n }])
})

test('a connection killed by the server is reported, and the next query works', async () => {
  const { pool: admin } = await server.open('killed')
  const seen: string[] = []
  const { db, close } = connect(server.urlOf('killed'), { max: 1, onLoss: (error) => seen.push(error.message) })
  await db.select().from(months)
  const kill =
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cxpt' and pid <> pg_backend_pid() and datname = current_database()"
  await admin.query(kill)
  await expect.poll(() => seen.length).toBeGreaterThan(0)
  expect(await db.execute(sql`select 1 as one`).then(({ rows }) => rows)).toEqual([{ one: 1 }])
  await close()
})

test('a connection killed while a transaction waits fails that transaction and nothing else', async () => {
  const { pool: admin } = await server.open('killed_inside')
  const { db, close } = connect(server.urlOf('killed_inside'), { max: 1 })
  const kill =
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()'
  const broken = db.transaction(async (tx) => {
    await tx.select().from(months)
    await admin.query(kill)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return tx.select().from(months)
  })
  const error = await broken.catch((caught: unknown) => caught)
  expect(isConnectionLoss(error)).toBe(true)
  expect(await db.select().from(months)).toEqual([])
  await close()
})

test('transactions that are cut off at any moment, their first word too, give their connection back', async () => {
  const { pool: admin } = await server.open('cut_off')
  const { db, close } = connect(server.urlOf('cut_off'), { max: 1 })
  const kill =
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()'
  const read = () => db.transaction(async (tx) => tx.select().from(months))
  for (let i = 0; i < 30; i += 1) {
    const killing = admin.query(kill)
    for (let waits = 0; waits < i; waits += 1) await Promise.resolve()
    const answer = await read().catch((caught: unknown) => caught)
    expect(Array.isArray(answer) || isConnectionLoss(answer)).toBe(true)
    await killing
  }
  expect(await retryOnLoss(read)).toEqual([])
  await close()
})

test('work is repeated after a loss, and not after another error', async () => {
  let calls = 0
  const flaky = async () => {
    calls += 1
    if (calls < 3) throw lost({ code: 'ECONNREFUSED' })
    return 'done'
  }
  expect(await retryOnLoss(flaky)).toBe('done')
  expect(calls).toBe(3)
  const broken = async () => {
    calls += 1
    throw lost({ code: '23505', message: 'duplicate' })
  }
  await expect(retryOnLoss(broken)).rejects.toThrow('duplicate')
  expect(calls).toBe(4)
})

test('work that keeps failing gives up after its limit with the last error', async () => {
  const dead = async () => {
    throw lost({ code: 'ECONNREFUSED', message: 'gone' })
  }
  await expect(retryOnLoss(dead, { forMs: 250 })).rejects.toThrow('gone')
})
