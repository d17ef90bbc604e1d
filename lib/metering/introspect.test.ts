import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { insertGateway } from '../db/metering-key-rows'
import { introspect } from './introspect'
import { issueKey, revokeKey } from './keys'
import { inviteMember, issueMemberKey, removeMember } from './members'
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
  const shown = {
    ...{ active: true, prefix, address: accountAt(1), scopes: ['use'], budgetUsd: '10' },
    ...{ member: null, chargeLeftNano: null, tokensLeft: null },
  }
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

test('a key of a member says what is left of the month, and when that is nothing that it does not work, and why', async () => {
  const [who, member] = [accountAt(21), accountAt(22)] as const
  const limit = { chargeNano: 5_000n, tokens: null }
  await inviteMember(c.db, { owner: who, member, name: 'M', limit }, NOW)
  const gift = { owner: who, member, name: 'k', limit: { chargeNano: null, tokens: 2_000n }, budgetUsd: null }
  const { key, prefix } = await issueMemberKey(c.db, gift, NOW)
  const body = JSON.stringify({ key })
  expect(await ask(body)).toMatchObject({ active: true, member, chargeLeftNano: '5000', tokensLeft: '2000' })
  const spend = (month: string, nano: number) =>
    c.pool.query('insert into member_months values ($1, $2, $3, $4, 1, $5, 1500)', [who, member, month, prefix, nano])
  await spend('2026-09-01', 9_000)
  expect(await ask(body)).toMatchObject({ active: true, chargeLeftNano: '5000' })
  await spend('2026-10-01', 5_001)
  expect(await ask(body)).toEqual({
    active: false,
    prefix,
    code: 'MEMBER_LIMIT_REACHED',
    say: 'The monthly limit of this member is used up. His keys work again from 1 Nov 2026, 00:00 UTC on, or when the owner of the account raises it.',
    resetsAt: '2026-11-01T00:00:00.000Z',
  })
  await removeMember(c.db, { owner: who, member }, NOW)
  expect(await ask(body)).toEqual({ active: false })
})
