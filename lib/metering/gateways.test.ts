import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { verifyAudit } from '../db/audit-rows'
import type { Db } from '../db/connect'
import { listGatewayKeys, listGateways } from '../db/gateway-rows'
import { audit } from '../db/schema'
import { addGateway, endGateway, issueGatewayKey, revokeGatewayKey, rotateGatewayKey } from './gateways'
import { endOf, findKey } from './keys'

const BY = `0x${'a'.repeat(40)}` as const
const NOW = new Date('2026-11-01T12:00:00Z')
const after = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

let server: TestServer
let db: Db
beforeAll(async () => {
  server = await startTestServer()
  db = (await server.open('gateways')).db
})
afterAll(() => server?.stop())

const at = (gateway: string) => ({ gateway, by: BY })
const scopes = ['usage', 'entitlements'] as const
const stateOf = async (key: string, now: Date) => {
  const row = await findKey(db, key)
  return row ? endOf(row, now) : 'unknown'
}

test('a key works from when it is given, a rotated one a day more, a revoked one no more, and all of it is in the audit log', async () => {
  await addGateway(db, { ...at('one'), name: 'One' }, NOW)
  const first = await issueGatewayKey(db, { ...at('one'), scopes }, NOW)
  expect(await findKey(db, first.key)).toMatchObject({ gateway: 'one', scopes: [...scopes] })
  const second = await rotateGatewayKey(db, { ...at('one'), prefix: first.prefix }, NOW)
  expect(await findKey(db, second.key)).toMatchObject({ gateway: 'one', scopes: [...scopes] })
  expect([await stateOf(first.key, after(23)), await stateOf(first.key, after(24))]).toEqual([null, 'KEY_EXPIRED'])
  await revokeGatewayKey(db, { ...at('one'), prefix: first.prefix }, after(1))
  expect([await stateOf(first.key, after(1)), await stateOf(second.key, after(1))]).toEqual(['KEY_REVOKED', null])
  await endGateway(db, at('one'), after(2))
  expect(await stateOf(second.key, after(2))).toBe('KEY_REVOKED')
  const rows = await db.select().from(audit)
  expect(rows.map(({ actor, action }) => `${actor.slice(0, 4)} ${action}`)).toEqual([
    '0xaa gateway added',
    '0xaa gateway key issued',
    '0xaa gateway key rotated',
    '0xaa gateway key revoked',
    '0xaa gateway ended',
  ])
  expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(first.key)
  expect(await verifyAudit(db)).toMatchObject({ fault: null })
})

test('each refusal names what is wrong, and leaves everything as it was', async () => {
  await addGateway(db, { ...at('two'), name: 'Two' }, NOW)
  await addGateway(db, { ...at('three'), name: 'Three' }, NOW)
  const key = await issueGatewayKey(db, { ...at('two'), scopes }, NOW)
  const before = JSON.stringify([(await listGateways(db)).length, (await listGatewayKeys(db)).length])
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )
  expect(await refused(addGateway(db, { ...at('two'), name: 'Again' }, NOW))).toBe('GATEWAY_THERE')
  expect(await refused(issueGatewayKey(db, { ...at('none'), scopes }, NOW))).toBe('GATEWAY_NOT_FOUND')
  expect(await refused(rotateGatewayKey(db, { ...at('three'), prefix: key.prefix }, NOW))).toBe('GATEWAY_KEY_NOT_FOUND')
  expect(await refused(revokeGatewayKey(db, { ...at('three'), prefix: key.prefix }, NOW))).toBe('GATEWAY_KEY_NOT_FOUND')
  await endGateway(db, at('three'), NOW)
  expect(await refused(issueGatewayKey(db, { ...at('three'), scopes }, NOW))).toBe('GATEWAY_ENDED')
  expect(await refused(endGateway(db, at('three'), NOW))).toBe('GATEWAY_ENDED')
  expect(JSON.stringify([(await listGateways(db)).length, (await listGatewayKeys(db)).length])).toBe(before)
  expect(await stateOf(key.key, NOW)).toBeNull()
})
