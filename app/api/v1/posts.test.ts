import { encode } from 'next-auth/jwt'
import type { Address } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoSigner } from '@/contracts/deploy/demo-accounts'
import { openSession } from '@/lib/auth/session-store'
import type { Connection } from '@/lib/db/connect'
import { insertGateway } from '@/lib/db/metering-key-rows'
import { providerDomain, REGISTRATION_TYPES } from '@/lib/domain/provider-message'
import { env } from '@/lib/env/env'
import { GATEWAY_SCOPES, issueKey } from '@/lib/metering/keys'
import { flushRefusals } from '@/lib/metering/refusals'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from '@/lib/metering/signature'
import { openMarket } from '@/lib/metering/testing/small-market'
import { givenProvider } from '@/lib/rewards/testing-rows'
import { startTestServer, type TestServer } from '@/scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '@/scripts/testing/ledger-chain'
import { plantReceipts } from '@/scripts/testing/receipts'
import { POST as decide } from './disputes/[id]/decision/route'
import { POST as dispute, GET as disputes } from './disputes/route'
import { POST as introspect } from './keys/introspect/route'
import { POST as capacity } from './providers/capacity/route'
import { POST as jobs } from './providers/jobs/route'
import { POST as maintenance } from './providers/maintenance/route'
import { POST as probes } from './providers/probes/route'
import { POST as providers } from './providers/route'
import { POST as usage } from './usage/route'

const CHAIN = 31_337
const [OWNER, OTHER, FINANCE] = [20, 21, 8]
const PROVIDER = accountOf(30)
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis
type Route = (request: Request) => Promise<Response>
let server: TestServer
let chain: LedgerChain
let c: Connection
let key: string

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  process.env.RPC_URL = chain.anvil.url
  c = await server.open('posts')
  shared.cxptDatabase = c
  await openMarket(c.pool, CHAIN)
  await insertGateway(c.db, { id: 'gw', name: 'Gateway', createdAt: new Date() })
  key = (await issueKey(c.db, { gateway: 'gw' }, { name: 'k', scopes: GATEWAY_SCOPES }, new Date())).key
  await givenProvider(c, PROVIDER, nowSeconds() - 86_400n)
  const yesterday = new Date(Date.now() - 86_400_000)
  const [mine, theirs] = [accountOf(OWNER), accountOf(OTHER)]
  await plantReceipts(c.db, yesterday, [
    { account: mine, nano: 5_000n, requestId: 'mine' },
    { account: mine, nano: 0n, requestId: 'free' },
    { account: theirs, nano: 5_000n, requestId: 'theirs' },
  ])
  const old = { account: mine, nano: 5_000n, requestId: 'old' }
  await plantReceipts(c.db, new Date(Date.now() - 61 * 86_400_000), [old])
})
afterAll(async () => {
  delete shared.cxptDatabase
  await chain?.stop()
  await server?.stop()
})
beforeEach(async () => {
  await flushRefusals(c.db)
  await c.pool.query('truncate usage_refusals, rate_limits')
})

const nowSeconds = () => BigInt(Math.floor(Date.now() / 1_000))
const bytesOf = (body: unknown) => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
const requestOf = (body: Uint8Array, headers: Record<string, string> = {}) =>
  new Request('http://localhost:3000/api', { method: 'POST', body: Buffer.from(body), headers })

/** As a gateway sends it: the body signed `late` seconds after now. */
async function signed(route: Route, body: unknown, late = 0n, by = key): Promise<Response> {
  const bytes = bytesOf(body)
  const at = String(nowSeconds() + late)
  const headers = { [TIMESTAMP_HEADER]: at, [SIGNATURE_HEADER]: await sign(by, at, bytes) }
  return route(requestOf(bytes, { authorization: `Bearer ${by}`, ...headers }))
}
const plain = (route: Route, body: unknown, headers: Record<string, string> = {}) =>
  route(requestOf(bytesOf(body), headers))

const counts = async () => {
  await flushRefusals(c.db)
  const { rows } = await c.pool.query(
    'select reason, sum(count)::int as count from usage_refusals group by 1 order by 1',
  )
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]))
}

/** A refusal as RFC 9457 says it, with the field where one is to blame, and counted once. */
async function assertRefused(answer: Response, status: number, code: string, field?: string): Promise<void> {
  const problem = (await answer.json()) as { errors?: { field: string; say: string }[]; say: string }
  expect({ status: answer.status, ...problem }).toMatchObject({
    status,
    code,
    title: code,
    type: `urn:cxpt:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    detail: problem.say,
    say: expect.stringMatching(/^[A-Z“].*\.$/),
  })
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  if (field !== undefined) expect(problem.errors?.[0]).toMatchObject({ field, say: expect.any(String) })
  if (status === 429 || status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await counts()).toEqual({ [code]: 1 })
}

const receiptOf = (change: object = {}) => ({
  requestId: 'r-1',
  account: accountOf(OWNER),
  provider: PROVIDER,
  service: 'tide-pool',
  inputUnits: 1_000,
  outputUnits: 500,
  startedAt: Date.now() - 1_000,
  endedAt: Date.now(),
  ...change,
})
const minute = () => Number(nowSeconds() - (nowSeconds() % 60n))
const hour = () => Number(nowSeconds() - (nowSeconds() % 3_600n))
const probeOf = (change: object = {}) => ({
  probes: [{ provider: PROVIDER, minute: minute(), isValid: true, ms: 120, ...change }],
})
const jobsOf = (change: object = {}) => ({
  hours: [
    {
      provider: PROVIDER,
      service: 'tide-pool',
      hour: hour(),
      requests: 2,
      errors: 0,
      latencies: { 100: 2 },
      goodMinutes: [1],
      ...change,
    },
  ],
})
const capacityOf = (change: object = {}) => ({
  reports: [{ provider: PROVIDER, service: 'tide-pool', at: hour(), capacity: '10', queued: '0', ...change }],
})

describe.each([
  ['usage', usage, () => [receiptOf()], 5_000_000],
  ['probes', probes, () => probeOf(), 2_000_000],
  ['jobs', jobs, () => jobsOf(), 2_000_000],
  ['capacity', capacity, () => capacityOf(), 2_000_000],
  ['introspect', introspect, () => ({ key: 'cxk_nothing' }), 4_000],
] as [string, Route, () => object, number][])('POST %s, signed by a gateway', (_, route, good, most) => {
  test('is taken, and a replay changes nothing', async () => {
    const body = good()
    const [first, again] = [await signed(route, body), await signed(route, body)]
    expect([first.status, again.status]).toEqual([200, 200])
    expect(await counts()).toEqual({})
  })
  test('unsigned', async () => assertRefused(await plain(route, good()), 401, 'KEY_MISSING'))
  test('with a key and no signature', async () =>
    assertRefused(await plain(route, good(), { authorization: `Bearer ${key}` }), 401, 'SIGNATURE_MISSING'))
  test('replayed after its five minutes', async () =>
    assertRefused(await signed(route, good(), -310n), 401, 'SIGNATURE_OLD'))
  test('future-dated', async () => assertRefused(await signed(route, good(), 310n), 401, 'SIGNATURE_FUTURE'))
  test('by a key that nobody issued', async () =>
    assertRefused(await signed(route, good(), 0n, `cxg_aaaaaaaa${'0'.repeat(64)}`), 401, 'KEY_UNKNOWN'))
  test('oversized', async () => assertRefused(await signed(route, ' '.repeat(most + 1)), 413, 'BODY_TOO_LARGE'))
  test('no JSON', async () => assertRefused(await signed(route, '{'), 400, 'BAD_BODY'))
})

describe('a receipt in a batch that is taken', () => {
  test.each([
    ['an account that is none', { account: '0x12' }, 'BAD_RECEIPT', 'account'],
    ['nobody as account', { account: `0x${'0'.repeat(40)}` }, 'BAD_RECEIPT', 'account'],
    ['an unknown service', { service: 'teleport' }, 'UNKNOWN_SERVICE', 'service'],
    ['negative units', { inputUnits: -1 }, 'BAD_RECEIPT', 'inputUnits'],
    ['fractional units', { outputUnits: 0.5 }, 'BAD_RECEIPT', 'outputUnits'],
    ['a request in the future', { endedAt: Date.now() + 3_600_000 }, 'RECEIPT_IN_FUTURE', 'endedAt'],
    ['a request of the day before yesterday', { startedAt: Date.now() - 172_800_000 }, 'RECEIPT_TOO_OLD', 'startedAt'],
    ['somebody else’s API key', { requestId: 'r-2', apiKey: 'cxk_aaaaaaaa' }, 'API_KEY_WRONG', undefined],
  ])('%s', async (name, change, code, field) => {
    const good = name.replaceAll(/\W/g, '-')
    const answer = await signed(usage, [receiptOf({ requestId: 'bad', ...change }), receiptOf({ requestId: good })])
    expect(answer.status).toBe(200)
    const { results } = await answer.json()
    expect(results[0]).toMatchObject({ status: 'refused', code, ...(field ? { field } : {}), say: expect.any(String) })
    expect(results[1]).toMatchObject({ requestId: good, status: 'accepted' })
    expect(await counts()).toEqual({ [code]: 1 })
  })

  test('another request under a used id', async () => {
    await signed(usage, [receiptOf({ requestId: 'used' })])
    const { results } = await (await signed(usage, [receiptOf({ requestId: 'used', inputUnits: 7 })])).json()
    expect(results[0]).toMatchObject({ status: 'refused', code: 'REQUEST_ID_TAKEN' })
    expect(await counts()).toEqual({ REQUEST_ID_TAKEN: 1 })
  })
})

describe('an observation', () => {
  const stranger = accountOf(35)
  test.each([
    ['negative milliseconds', probes, probeOf({ ms: -1 }), 400, 'BAD_INPUT', 'probes.0.ms'],
    ['fractional milliseconds', probes, probeOf({ ms: 0.5 }), 400, 'BAD_INPUT', 'probes.0.ms'],
    ['a minute to come', probes, probeOf({ minute: minute() + 3_600 }), 400, 'OBSERVATION_TIME', undefined],
    ['a provider nobody knows', probes, probeOf({ provider: stranger }), 404, 'PROVIDER_NOT_FOUND', undefined],
    ['a provider that is no address', probes, probeOf({ provider: '0x12' }), 400, 'BAD_INPUT', 'probes.0.provider'],
    ['an unknown service', jobs, jobsOf({ service: 'teleport' }), 400, 'BAD_INPUT', 'hours.0.service'],
    ['negative requests', jobs, jobsOf({ requests: -2 }), 400, 'BAD_INPUT', 'hours.0.requests'],
    ['fractional errors', jobs, jobsOf({ errors: 0.5 }), 400, 'BAD_INPUT', 'hours.0.errors'],
    ['an hour to come', jobs, jobsOf({ hour: hour() + 7_200 }), 400, 'OBSERVATION_TIME', undefined],
    ['negative capacity', capacity, capacityOf({ capacity: '-1' }), 400, 'BAD_INPUT', 'reports.0.capacity'],
    ['fractional capacity', capacity, capacityOf({ capacity: '1.5' }), 400, 'BAD_INPUT', 'reports.0.capacity'],
    ['a field nobody asked for', capacity, { ...capacityOf(), more: 1 }, 400, 'BAD_INPUT', ''],
  ] as [string, Route, object, number, string, string | undefined][])('%s', async (_, route, body, ...expected) => {
    await assertRefused(await signed(route, body), ...expected)
  })
})

describe('POST providers, signed by the provider', () => {
  const messageOf = (change: object = {}) => ({
    provider: accountOf(31),
    payout: accountOf(32),
    name: 'Tidal compute',
    classes: ['tide-pool'],
    endpoint: 'https://gpu.example.com',
    issuedAt: Number(nowSeconds()),
    deadline: Number(nowSeconds()) + 600,
    ...change,
  })
  async function register(change: object = {}, who = 31, headers: Record<string, string> = {}): Promise<Response> {
    const message = messageOf(change)
    const { issuedAt, deadline, provider, payout } = message
    const signature = await demoSigner(who).signTypedData({
      domain: providerDomain(CHAIN),
      types: REGISTRATION_TYPES,
      primaryType: 'ProviderRegistration',
      message: {
        ...message,
        provider: provider.toLowerCase() as Address,
        payout: payout.toLowerCase() as Address,
        issuedAt: BigInt(issuedAt),
        deadline: BigInt(deadline),
      },
    })
    return plain(providers, { message, signature }, headers)
  }

  test('is taken once; the same message again is a replay', async () => {
    const issuedAt = Number(nowSeconds()) - 5
    expect(await (await register({ issuedAt })).json()).toMatchObject({ provider: accountOf(31), isNew: true })
    await assertRefused(await register({ issuedAt }), 409, 'PROVIDER_MESSAGE_OLD')
  })

  test.each([
    ['signed by somebody else', {}, 401, 'PROVIDER_SIGNATURE', undefined],
    ['future-dated', { issuedAt: Number(nowSeconds()) + 3_000 }, 400, 'PROVIDER_MESSAGE_EARLY', undefined],
    ['with an unknown service', { classes: ['teleport'] }, 400, 'BAD_INPUT', 'message.classes.0'],
    ['with a fractional time', { deadline: 1.5 }, 400, 'BAD_INPUT', 'message.deadline'],
    ['with a negative time', { deadline: -1 }, 400, 'BAD_INPUT', 'message.deadline'],
    ['with an endpoint inside of our house', { endpoint: 'https://127.0.0.1' }, 400, 'BAD_INPUT', 'message.endpoint'],
  ])('%s', async (_, change, status, code, field) => {
    const body = { message: messageOf(change), signature: `0x${'1'.repeat(130)}` }
    await assertRefused(await plain(providers, body), status, code, field)
  })

  test.each([
    ['unsigned', { message: messageOf() }, 400, 'BAD_INPUT', 'signature'],
    ['no JSON', 'name=x', 400, 'BAD_BODY', undefined],
    ['oversized', ' '.repeat(64_001), 413, 'BODY_TOO_LARGE', undefined],
  ])('%s', async (_, body, status, code, field) => {
    await assertRefused(await plain(providers, body), status, code, field)
    await c.pool.query('truncate usage_refusals')
    await assertRefused(await plain(maintenance, body), status, code)
  })

  test('the twenty-first from one address waits; from another it does not', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': `10.1.1.1, ${address}` })
    for (let i = 0; i < 20; i += 1) await plain(maintenance, '{', from('203.0.113.7'))
    await flushRefusals(c.db)
    await c.pool.query('truncate usage_refusals')
    await assertRefused(await plain(providers, '{', from('203.0.113.7')), 429, 'RATE_LIMITED')
    await c.pool.query('truncate usage_refusals')
    await assertRefused(await plain(providers, '{', from('203.0.113.8')), 400, 'BAD_BODY')
  })

  test('a provider is limited by what it signed itself, and nobody else uses that up', async () => {
    const one = (who: number) => register({ provider: accountOf(33) }, who, { 'x-forwarded-for': `203.0.113.${who}` })
    for (let i = 0; i < 12; i += 1) expect((await one(34)).status).toBe(401)
    for (let i = 0; i < 10; i += 1) expect((await one(33)).status).toBeLessThan(410)
    expect((await one(33)).status).toBe(429)
  })
})

describe('POST disputes, signed in', () => {
  const cookies = new Map<number, string>()
  async function cookieOf(who: number): Promise<string> {
    const sid = await openSession(c.db, accountOf(who), CHAIN, new Date())
    const token = await encode({ token: { sid }, secret: env.NEXTAUTH_SECRET })
    return cookies.get(who) ?? cookies.set(who, `a=b; cxpt.session=${token}`).get(who) ?? ''
  }
  const body = (change: object = {}) => ({ gateway: 'test', requestId: 'mine', reason: 'It was cut off.', ...change })
  const ask = async (change: object = {}, who = OWNER, headers: Record<string, string> = {}) =>
    plain(dispute, body(change), { cookie: await cookieOf(who), ...headers })
  const decision = async (id: string, wish: object, who: number) =>
    decide(requestOf(bytesOf(wish), { cookie: await cookieOf(who) }), { params: Promise.resolve({ id }) })
  const list = async (who: number, query = '') =>
    disputes(new Request(`http://localhost:3000/api/v1/disputes${query}`, { headers: { cookie: await cookieOf(who) } }))

  test.each([
    ['nobody’s', { requestId: 'nobody' }, 404, 'RECEIPT_NOT_FOUND', undefined],
    ['somebody else’s', { requestId: 'theirs' }, 404, 'RECEIPT_NOT_FOUND', undefined],
    ['one of 61 days ago', { requestId: 'old' }, 409, 'DISPUTE_TOO_OLD', undefined],
    ['one that cost nothing', { requestId: 'free' }, 409, 'DISPUTE_NOTHING_CHARGED', undefined],
    ['without a reason', { reason: ' ' }, 400, 'BAD_INPUT', 'reason'],
    ['with a book as reason', { reason: 'x'.repeat(1_001) }, 400, 'BAD_INPUT', 'reason'],
    ['with a reason of several lines', { reason: 'a\nb' }, 400, 'BAD_INPUT', 'reason'],
    ['with an amount', { amount: -1 }, 400, 'BAD_INPUT', ''],
    ['oversized', { reason: 'x'.repeat(8_001) }, 413, 'BODY_TOO_LARGE', undefined],
  ])('%s', async (_, change, status, code, field) => {
    await assertRefused(await ask(change), status, code, field)
  })

  test('says the limit of days', async () => {
    expect((await (await ask({ requestId: 'old' })).json()).say).toContain('60 days')
  })
  test('signed out', async () => assertRefused(await plain(dispute, body()), 401, 'SIGNED_OUT'))
  test('with a cookie that nobody gave', async () =>
    assertRefused(await plain(dispute, body(), { cookie: 'cxpt.session=made-up' }), 401, 'SIGNED_OUT'))
  test('sent by another site', async () =>
    assertRefused(await ask({}, OWNER, { origin: 'https://evil.example' }), 403, 'WRONG_ORIGIN'))

  test('from opening to decision', async () => {
    const opened = await (await ask()).json()
    expect(opened).toMatchObject({ account: accountOf(OWNER), requestId: 'mine', state: 'open', decision: null })
    await assertRefused(await ask(), 409, 'DISPUTE_OPEN')
    await c.pool.query('truncate usage_refusals')
    expect((await (await list(OWNER)).json()).disputes).toEqual([opened])
    expect((await (await list(OTHER)).json()).disputes).toEqual([])
    expect((await list(OWNER, '?open')).status).toBe(403)
    expect((await (await list(FINANCE, '?open')).json()).disputes).toEqual([opened])
    const accepted = { decision: 'accepted', reason: 'It was.', amountNano: '2000' }
    await assertRefused(await decision(opened.id, accepted, OWNER), 403, 'FORBIDDEN')
    await c.pool.query('truncate usage_refusals')
    await assertRefused(
      await decision(opened.id, { ...accepted, amountNano: '1.5' }, FINANCE),
      400,
      'BAD_INPUT',
      'amountNano',
    )
    const decided = await (await decision(opened.id, accepted, FINANCE)).json()
    expect(decided).toMatchObject({
      state: 'accepted',
      decision: { by: accountOf(FINANCE), reason: 'It was.', creditNote: 'mine#1' },
    })
    await c.pool.query('truncate usage_refusals')
    await assertRefused(await decision(opened.id, accepted, FINANCE), 409, 'DISPUTE_DECIDED')
    expect((await (await list(OWNER)).json()).disputes).toEqual([decided])
  })

  test('an account that asks too often waits', async () => {
    const from = (i: number) => ({ 'x-forwarded-for': `203.0.113.${i}` })
    for (let i = 0; i < 10; i += 1) expect((await ask({ requestId: 'nobody' }, OTHER, from(i))).status).toBe(404)
    const answer = await ask({ requestId: 'nobody' }, OTHER, from(99))
    expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
  })
})
