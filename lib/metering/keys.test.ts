import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { insertGateway } from '../db/metering-key-rows'
import { findKey, issueKey, issueUserKey, listKeys, revokeKey, rotateKey } from './keys'
import { flushRefusals } from './refusals'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from './signature'
import { authorise, identify } from './signed-request'

const NOW = new Date('2026-10-10T10:00:00Z')
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000)
const OWNER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
const GATEWAY = { gateway: 'gw-1' }

let server: TestServer
let connection: Connection
beforeAll(async () => {
  server = await startTestServer()
  connection = await server.open('keys')
  await insertGateway(connection.db, { id: 'gw-1', name: 'First', createdAt: NOW })
})
afterAll(() => server?.stop())

const issue = (scopes = ['usage', 'probe'] as const) => issueKey(connection.db, GATEWAY, { name: 'k', scopes }, NOW)
const BODY = new TextEncoder().encode('{"a":1}')

async function signedBy(key: string, { at = NOW, body = BODY }: { at?: Date; body?: Uint8Array } = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  return new Headers({
    authorization: `Bearer ${key}`,
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: await sign(key, timestamp, body),
  })
}

describe('a key', () => {
  test('is 256 bits behind a prefix, found by itself, and stored as an HMAC only', async () => {
    const { key, prefix } = await issue()
    expect(key).toMatch(/^cxg_[a-z2-9]{8}[0-9a-f]{64}$/)
    expect(key.startsWith(prefix)).toBe(true)
    expect(await findKey(connection.db, key)).toMatchObject({ prefix, gateway: 'gw-1', owner: null, lastUsedAt: null })
    const { rows } = await connection.pool.query('select row_to_json(k)::text as row from keys k')
    expect(rows.some(({ row }) => row.includes(key.slice(12)))).toBe(false)
  })

  test('of a user: twenty may work at once, and a revoked one makes room', async () => {
    const owner = '0x90f79bf6eb2c4f870365e785982e1f101e93b906'
    const make = () => issueUserKey(connection.db, owner, { name: 'mine' }, NOW)
    const made = []
    for (let i = 0; i < 20; i += 1) made.push(await make())
    await expect(make()).rejects.toMatchObject({ code: 'KEYS_MANY' })
    await revokeKey(connection.db, { owner }, made[3]?.prefix ?? '', NOW)
    expect((await make()).key).toMatch(/^cxk_/)
    await expect(make()).rejects.toMatchObject({ code: 'KEYS_MANY' })
  })

  test('with one digit changed is nobody’s', async () => {
    const { key } = await issue()
    const other = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')
    expect(await findKey(connection.db, other)).toBeNull()
  })

  test('of a user is listed for its owner only, without the hash', async () => {
    const owner = { owner: OWNER } as const
    const { prefix } = await issueKey(
      connection.db,
      owner,
      { name: 'mine', scopes: ['use'], budgetUsd: 5_000_000n },
      NOW,
    )
    expect(await listKeys(connection.db, owner)).toEqual([
      {
        prefix,
        gateway: null,
        owner: OWNER,
        name: 'mine',
        scopes: ['use'],
        budgetUsd: 5_000_000n,
        createdAt: NOW,
        expiresAt: null,
        revokedAt: null,
        lastUsedAt: null,
        member: null,
        limitNano: null,
        limitTokens: null,
      },
    ])
    const stranger = { owner: '0x00000000000000000000000000000000000000aa' } as const
    expect(await listKeys(connection.db, stranger)).toEqual([])
    await expect(revokeKey(connection.db, stranger, prefix, NOW)).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
  })

  test('that was rotated works on until the end of the overlap, and its successor has the same scopes', async () => {
    const { key, prefix } = await issue()
    const next = await rotateKey(connection.db, GATEWAY, prefix, NOW, 60_000)
    const ask = (which: string, at: Date) =>
      identify(connection.db, new Headers({ authorization: `Bearer ${which}` }), 'usage', at)
    expect(await ask(key, later(59))).toEqual({ gateway: 'gw-1', keyPrefix: prefix })
    await expect(ask(key, later(60))).rejects.toMatchObject({ code: 'KEY_EXPIRED' })
    expect(await ask(next.key, later(60))).toEqual({ gateway: 'gw-1', keyPrefix: next.prefix })
    await expect(rotateKey(connection.db, GATEWAY, prefix, NOW)).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
  })
})

describe('a signed request', () => {
  test('names the gateway, and notes the use at most once a minute', async () => {
    const { key, prefix } = await issue()
    const ask = async (at: Date) =>
      authorise(connection.db, { headers: await signedBy(key, { at }), body: BODY }, 'usage', at)
    expect(await ask(NOW)).toEqual({ gateway: 'gw-1', keyPrefix: prefix })
    await ask(later(30))
    expect(await findKey(connection.db, key)).toMatchObject({ lastUsedAt: NOW })
    await ask(later(61))
    expect(await findKey(connection.db, key)).toMatchObject({ lastUsedAt: later(61) })
  })

  test.each([300, -300])('is good when it was signed %d s ago', async (age) => {
    const { key } = await issue()
    const headers = await signedBy(key, { at: later(-age) })
    expect(await authorise(connection.db, { headers, body: BODY }, 'usage', NOW)).toMatchObject({ gateway: 'gw-1' })
  })

  const without = (name: string) => (headers: Headers) => headers.delete(name)
  const put = (name: string, value: string) => (headers: Headers) => headers.set(name, value)
  const none = () => {}
  test.each([
    ['without a key', 'KEY_MISSING', NOW, without('authorization')],
    ['with another scheme', 'KEY_MISSING', NOW, put('authorization', 'Basic abc')],
    ['without a signature', 'SIGNATURE_MISSING', NOW, without(SIGNATURE_HEADER)],
    ['without a time', 'SIGNATURE_MISSING', NOW, without(TIMESTAMP_HEADER)],
    ['with a time that is none', 'SIGNATURE_MISSING', NOW, put(TIMESTAMP_HEADER, 'now')],
    ['signed 301 s ago', 'SIGNATURE_OLD', later(301), none],
    ['signed 301 s ahead', 'SIGNATURE_FUTURE', later(-301), none],
    [
      'with another time than the signed one',
      'SIGNATURE_WRONG',
      NOW,
      put(TIMESTAMP_HEADER, String(NOW.getTime() / 1_000 + 1)),
    ],
    ['with a signature of another version', 'SIGNATURE_WRONG', NOW, put(SIGNATURE_HEADER, `v2=${'0'.repeat(64)}`)],
    ['with another signature', 'SIGNATURE_WRONG', NOW, put(SIGNATURE_HEADER, `v1=${'0'.repeat(64)}`)],
  ] as const)('is refused %s', async (_, code, now, change) => {
    const { key } = await issue()
    const headers = await signedBy(key)
    change(headers)
    await expect(authorise(connection.db, { headers, body: BODY }, 'usage', now)).rejects.toMatchObject({ code })
  })

  test('is refused with other bytes than the signed ones', async () => {
    const { key } = await issue()
    const body = new TextEncoder().encode('{"a":2}')
    await expect(authorise(connection.db, { headers: await signedBy(key), body }, 'usage', NOW)).rejects.toMatchObject({
      code: 'SIGNATURE_WRONG',
    })
  })

  test('is refused with a scope that the key lacks', async () => {
    const { key } = await issue()
    const request = { headers: await signedBy(key), body: BODY }
    await expect(authorise(connection.db, request, 'capacity', NOW)).rejects.toMatchObject({
      code: 'KEY_SCOPE',
      status: 403,
    })
  })

  test('is refused with a key of a user, a made-up one, a revoked one, and one of a revoked gateway', async () => {
    const ask = async (key: string) =>
      authorise(connection.db, { headers: await signedBy(key), body: BODY }, 'usage', NOW)
    const user = await issueKey(connection.db, { owner: OWNER }, { name: 'u', scopes: ['use'] }, NOW)
    await expect(ask(user.key)).rejects.toMatchObject({ code: 'KEY_UNKNOWN' })
    await expect(ask(`cxg_aaaaaaaa${'0'.repeat(64)}`)).rejects.toMatchObject({ code: 'KEY_UNKNOWN' })
    const { key, prefix } = await issue()
    await revokeKey(connection.db, GATEWAY, prefix, NOW)
    await expect(ask(key)).rejects.toMatchObject({ code: 'KEY_REVOKED' })
    await insertGateway(connection.db, { id: 'gw-2', name: 'Second', createdAt: NOW, revokedAt: NOW })
    const gone = await issueKey(connection.db, { gateway: 'gw-2' }, { name: 'g', scopes: ['usage'] }, NOW)
    await expect(ask(gone.key)).rejects.toMatchObject({ code: 'KEY_REVOKED' })
  })

  test('that was refused is counted by day and reason', async () => {
    const day = new Date('2026-10-11T00:00:00Z')
    for (let i = 0; i < 3; i += 1) {
      await expect(authorise(connection.db, { headers: new Headers(), body: BODY }, 'usage', day)).rejects.toThrow()
    }
    await flushRefusals(connection.db)
    const { rows } = await connection.pool.query(
      "select reason, count::int from usage_refusals where day = '2026-10-11'",
    )
    expect(rows).toEqual([{ reason: 'KEY_MISSING', count: 3 }])
  })
})
