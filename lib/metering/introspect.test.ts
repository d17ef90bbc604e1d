import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { insertGateway } from '../db/metering-key-rows'
import { introspect } from './introspect'
import { issueKey, revokeKey } from './keys'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from './signature'
import { accountAt, NOW } from './testing/small-market'

let server: TestServer
let c: Connection
let gateway: string
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('introspect')
  await insertGateway(c.db, { id: 'gw', name: 'Gateway', createdAt: NOW })
  gateway = (await issueKey(c.db, { gateway: 'gw' }, { name: 'k', scopes: ['introspect'] }, NOW)).key
})
afterAll(() => server?.stop())

async function ask(text: string, now = NOW) {
  const body = new TextEncoder().encode(text)
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const headers = new Headers({
    authorization: `Bearer ${gateway}`,
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: await sign(gateway, timestamp, body),
  })
  return introspect(c.db, { headers, body }, now)
}
const owner = { owner: accountAt(1) } as const

test('a key of a user names its address and what is left of its budget today', async () => {
  const { key, prefix } = await issueKey(c.db, owner, { name: 'k', scopes: ['use'], budgetUsd: 10n }, NOW)
  const shown = { active: true, prefix, address: accountAt(1), scopes: ['use'], budgetUsd: '10' }
  expect(await ask(JSON.stringify({ key }))).toEqual({ ...shown, budgetLeftUsd: '10' })
  // 3.001 micro-USD were used today, rounded up; yesterday does not count.
  await c.pool.query("insert into key_days values ($1, '2026-10-10', 1, 3001), ($1, '2026-10-09', 1, 9000)", [prefix])
  expect(await ask(JSON.stringify({ key }))).toEqual({ ...shown, budgetLeftUsd: '6' })
  await c.pool.query("update key_days set charge_nano = 99000 where day = '2026-10-10'")
  expect(await ask(JSON.stringify({ key }))).toEqual({ ...shown, budgetLeftUsd: '0' })
})

test('nothing is said of a key that is unknown, revoked or of a gateway', async () => {
  const { key, prefix } = await issueKey(c.db, owner, { name: 'k', scopes: ['use'] }, NOW)
  expect(await ask(JSON.stringify({ key }))).toMatchObject({ active: true, budgetUsd: null, budgetLeftUsd: null })
  await revokeKey(c.db, owner, prefix, NOW)
  for (const other of [key, gateway, 'cxk_nobody', '']) {
    expect(await ask(JSON.stringify({ key: other }))).toEqual({ active: false })
  }
})

test('a body that is not JSON, or has no key, is refused', async () => {
  await expect(ask('key')).rejects.toMatchObject({ code: 'BAD_BODY' })
  await expect(ask('{}')).rejects.toMatchObject({ issues: [{ path: ['key'] }] })
})
