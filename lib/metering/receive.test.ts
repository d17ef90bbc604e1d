import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { insertGateway } from '../db/metering-key-rows'
import { issueKey } from './keys'
import { receiveUsage } from './receive'
import { flushRefusals } from './refusals'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from './signature'
import { accountAt, NOW, openMarket, PROVIDER } from './testing/small-market'
import { UsageWriter } from './writer'

const CHAIN = 31_337
let server: TestServer
let c: Connection
let key: string
let writer: UsageWriter
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('receive')
  await openMarket(c.pool, CHAIN)
  await insertGateway(c.db, { id: 'gw', name: 'Gateway', createdAt: NOW })
  key = (await issueKey(c.db, { gateway: 'gw' }, { name: 'k', scopes: ['usage'] }, NOW)).key
  writer = new UsageWriter(c.db, CHAIN)
})
afterAll(() => server?.stop())

async function post(text: string | Uint8Array, by = writer) {
  const body = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const timestamp = String(NOW.getTime() / 1_000)
  const headers = new Headers({
    authorization: `Bearer ${key}`,
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: await sign(key, timestamp, body),
  })
  return receiveUsage({ db: c.db, writer: by }, { headers, body }, NOW)
}

const raw = (requestId: unknown, change: object = {}) => ({
  requestId,
  account: accountAt(1),
  provider: PROVIDER,
  service: 'tide-pool',
  inputUnits: 1_000,
  outputUnits: '500',
  startedAt: NOW.getTime() - 1_000,
  endedAt: '2026-10-10T12:00:00+02:00',
  ...change,
})

test('a JSON array and lines of JSON are the same batch', async () => {
  const accepted = { status: 'accepted', chargeNano: '4000', coveredInput: '0', coveredOutput: '0' }
  expect(await post(JSON.stringify([raw('a'), raw('b')]))).toEqual([
    { requestId: 'a', ...accepted },
    { requestId: 'b', ...accepted },
  ])
  const lines = `${JSON.stringify(raw('b'))}\n\n${JSON.stringify(raw('c'))}\n`
  expect(await post(lines)).toEqual([
    { requestId: 'b', ...accepted, status: 'duplicate' },
    { requestId: 'c', ...accepted },
  ])
})

describe('one receipt is refused, not its batch:', () => {
  test.each([
    ['no id', raw(undefined), 'BAD_RECEIPT', 'requestId', null],
    ['an id with a space', raw('a b'), 'BAD_RECEIPT', 'requestId', null],
    ['an id of 65 letters', raw('x'.repeat(65)), 'BAD_RECEIPT', 'requestId', null],
    ['an account that is none', raw('r', { account: '0x12' }), 'BAD_RECEIPT', 'account', 'r'],
    ['nobody as account', raw('r', { account: `0x${'0'.repeat(40)}` }), 'BAD_RECEIPT', 'account', 'r'],
    [
      'a broken checksum',
      raw('r', { account: '0x70997970C51812dc3A010C7d01b50e0d17dc79c8' }),
      'BAD_RECEIPT',
      'account',
      'r',
    ],
    ['a provider that is none', raw('r', { provider: 7 }), 'BAD_RECEIPT', 'provider', 'r'],
    ['an unknown service', raw('r', { service: 'tidepool' }), 'UNKNOWN_SERVICE', 'service', 'r'],
    ['negative units', raw('r', { inputUnits: -1 }), 'BAD_RECEIPT', 'inputUnits', 'r'],
    ['fractional units', raw('r', { outputUnits: 0.5 }), 'BAD_RECEIPT', 'outputUnits', 'r'],
    ['fractional units as text', raw('r', { outputUnits: '1.0' }), 'BAD_RECEIPT', 'outputUnits', 'r'],
    [
      'units that a double does not hold',
      raw('r', { inputUnits: '9007199254740992' }),
      'BAD_RECEIPT',
      'inputUnits',
      'r',
    ],
    ['a time without a zone', raw('r', { startedAt: '2026-10-10T09:00:00' }), 'BAD_RECEIPT', 'startedAt', 'r'],
    ['an end before its start', raw('r', { endedAt: NOW.getTime() - 1_001 }), 'BAD_RECEIPT', 'endedAt', 'r'],
    ['an end in the future', raw('r', { endedAt: NOW.getTime() + 300_001 }), 'RECEIPT_IN_FUTURE', 'endedAt', 'r'],
    ['a start a day ago', raw('r', { startedAt: NOW.getTime() - 86_400_001 }), 'RECEIPT_TOO_OLD', 'startedAt', 'r'],
    ['a price that is no number', raw('r', { maxPrice: 'low' }), 'BAD_RECEIPT', 'maxPrice', 'r'],
    ['a whole key', raw('r', { apiKey: 'secret' }), 'BAD_RECEIPT', 'apiKey', 'r'],
    ['a number', 7, 'BAD_RECEIPT', 'receipt', null],
    ['nothing', null, 'BAD_RECEIPT', 'receipt', null],
  ])('%s', async (_, bad, code, field, requestId) => {
    const [good, refused] = await post(JSON.stringify([raw('a'), bad]))
    expect(good).toMatchObject({ requestId: 'a' })
    expect(refused).toEqual({ requestId, status: 'refused', code, field, say: expect.stringMatching(/\.$/) })
  })
})

describe('the whole batch is refused:', () => {
  test.each([
    ['nothing at all', '', 'BAD_BODY', undefined],
    ['an empty list', '[]', 'BAD_BODY', undefined],
    ['a list that ends early', '[{', 'BAD_BODY', 'body'],
    ['a line that is not JSON', `${JSON.stringify(raw('a'))}\n{`, 'BAD_BODY', 'line 2'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe]), 'BAD_BODY', undefined],
    ['5,001 receipts', '1\n'.repeat(5_001), 'BODY_TOO_LARGE', undefined],
    ['more than 5 MB', ' '.repeat(5_000_001), 'BODY_TOO_LARGE', undefined],
  ])('%s', async (_, body, code, field) => {
    const failure = await post(body).catch((error) => error)
    expect(failure).toMatchObject({ code })
    expect(failure.issues?.[0].path[0]).toBe(field)
  })

  test('when the queue is full', async () => {
    await expect(post(JSON.stringify([raw('q')]), new UsageWriter(c.db, CHAIN, 0))).rejects.toMatchObject({
      code: 'USAGE_BUSY',
      status: 503,
    })
  })
})

test('what was refused is counted by reason and service', async () => {
  await flushRefusals(c.db)
  const { rows } = await c.pool.query(
    "select reason, service, count::int from usage_refusals where reason in ('UNKNOWN_SERVICE', 'RECEIPT_TOO_OLD') order by 1",
  )
  expect(rows).toEqual([
    { reason: 'RECEIPT_TOO_OLD', service: 'tide-pool', count: 1 },
    { reason: 'UNKNOWN_SERVICE', service: '', count: 1 },
  ])
})
