import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type Connection, connect } from '../db/connect'
import { forgetOld } from '../db/old-rows'
import { takeToken } from '../db/rate-rows'
import { limit, limitVisitor, refuseSignIn } from './rate-limit'

let server: TestServer
let c: Connection & { url: string }

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('limits')
})
afterAll(() => server?.stop())
beforeEach(() => c.pool.query('truncate rate_limits'))

const pass = (seconds: number) =>
  c.pool.query(`update rate_limits set full_at = full_at - interval '${seconds} seconds'`)
const bucket = { burst: 3, eachMs: 60_000 }
const take = (key = 'a') => takeToken(c.db, key, bucket)

test('a burst at once, then one at a time, each key for itself, and never more than a burst', async () => {
  for (let i = 0; i < 3; i += 1) expect(await take()).toBe(0)
  expect(await take()).toBe(60)
  expect(await take('b')).toBe(0)
  await pass(30.5)
  expect(await take()).toBe(30)
  await pass(29.5)
  expect(await take()).toBe(0)
  expect(await take()).toBe(60)
  await pass(86_400)
  for (let i = 0; i < 3; i += 1) expect(await take()).toBe(0)
  expect(await take()).toBe(60)
})

test('what is refused costs nothing', async () => {
  for (let i = 0; i < 50; i += 1) await take()
  await pass(60)
  expect(await take()).toBe(0)
})

test('replicas share it: forty requests at once on four pools, three pass', async () => {
  const replicas = Array.from({ length: 4 }, () => connect(c.url, { max: 4 }))
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, i) => takeToken((replicas[i % 4] ?? c).db, 'a', bucket)),
  )
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(3)
  expect(waits.every((seconds) => seconds <= 60)).toBe(true)
  await Promise.all(replicas.map(({ close }) => close()))
})

test('whoever began before the others took, and asks after them, does not wait longer than one costs', async () => {
  const seconds = await c.db.transaction(async (early) => {
    await early.execute('select 1')
    for (let i = 0; i < 3; i += 1) await take()
    return takeToken(early, 'a', bucket)
  })
  expect(seconds).toBe(60)
})

test('too many are told how long to wait; another visitor and another act are not concerned', async () => {
  const from = (address: string) => new Headers({ 'x-forwarded-for': `made-up, ${address}` })
  for (let i = 0; i < 20; i += 1) await limitVisitor(c.db, 'nonce', from('203.0.113.7'))
  await expect(limitVisitor(c.db, 'nonce', from('203.0.113.7'))).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    status: 429,
    values: { seconds: 3 },
  })
  await limitVisitor(c.db, 'nonce', from('203.0.113.8'))
  await limitVisitor(c.db, 'registration', from('203.0.113.7'))
})

test('an account is one however it is written, and no address is in the database', async () => {
  for (let i = 0; i < 10; i += 1) await limit(c.db, 'dispute of', i % 2 ? '0xAB' : '0xab')
  await expect(limit(c.db, 'dispute of', '0xAb')).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  const { rows } = await c.pool.query('select key from rate_limits')
  expect(rows).toHaveLength(1)
  expect(rows[0].key).toMatch(/^dispute of [0-9a-f]{32}$/)
})

test('buckets that are full again are forgotten', async () => {
  await take('a')
  await take('b')
  await c.pool.query("update rate_limits set full_at = now() - interval '1 second' where key = 'a'")
  expect(await forgetOld(c.db)).toBe(1)
  expect((await c.pool.query('select key from rate_limits')).rows).toEqual([{ key: 'b' }])
})

test('the twenty-first sign-in at once is told when to come back, in the words of the sign-in itself', async () => {
  for (let i = 0; i < 20; i += 1) expect(await refuseSignIn(c.db, new Headers())).toBeNull()
  const refused = await refuseSignIn(c.db, new Headers())
  expect(refused?.status).toBe(429)
  expect(refused?.headers.get('retry-after')).toBe('3')
  expect(await refused?.json()).toEqual({ url: expect.stringMatching(/\/\?error=RATE_LIMITED\.3$/) })
})
