import type { Address } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { type Anvil, startAnvil } from '../../scripts/platform/anvil'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { createClient } from '../chain/clients'
import type { Connection } from '../db/connect'
import { findProvider, listPayoutChanges } from '../db/provider-rows'
import { MAINTENANCE_TYPES, providerDomain, REGISTRATION_TYPES } from '../domain/provider-message'
import { DAY, HOUR } from '../domain/time'
import { announceMaintenance } from './maintenance'
import { takeCapacity, takeJobs, takeProbes } from './observations'
import { capacitySchema, jobsSchema, maintenanceSchema, probesSchema, registrationSchema } from './provider-input'
import { register } from './registration'
import type { Verifier } from './signed-message'

const NOW = 1_784_505_600n
const lower = (n: number) => demoSigner(n).address.toLowerCase() as Address
const [ALICE, OLD, NEW, OTHER] = [lower(30), lower(31), lower(32), lower(33)]

let server: TestServer
let anvil: Anvil
let connection: Connection
let verifier: Verifier

beforeAll(async () => {
  server = await startTestServer()
  anvil = await startAnvil({ timestamp: Number(NOW), accounts: 1 })
  connection = await server.open('providers')
  verifier = { client: createClient(31_337, anvil.url), chainId: 31_337, now: NOW }
})
afterAll(async () => {
  await anvil?.stop('SIGKILL')
  await server?.stop()
})

const later = (seconds: bigint): Verifier => ({ ...verifier, now: NOW + seconds })
const registration = (at: bigint, over: Record<string, unknown> = {}) => ({
  provider: ALICE,
  payout: OLD,
  name: 'Tidal compute',
  classes: ['tide-pool', 'embeddings'],
  endpoint: 'https://gpu.example.com/v1',
  issuedAt: Number(NOW + at),
  deadline: Number(NOW + at + 600n),
  ...over,
})
/** As a browser sends it: signed with the wallet of account 30 unless said otherwise. */
async function signed(message: ReturnType<typeof registration>, who = 30, chainId = 31_337) {
  const typed = { ...message, issuedAt: BigInt(message.issuedAt), deadline: BigInt(message.deadline) }
  const signature = await demoSigner(who).signTypedData({
    domain: providerDomain(chainId),
    types: REGISTRATION_TYPES,
    primaryType: 'ProviderRegistration',
    message: typed,
  })
  return registrationSchema.parse({ message, signature })
}
const send = async (at: bigint, over: Record<string, unknown> = {}) =>
  register(connection.db, later(at), await signed(registration(at, over)))
const told = async () =>
  (await connection.pool.query('select account, severity from alerts order by opened_at, account')).rows

describe('a registration', () => {
  test('sets the payout address at once', async () => {
    expect(await send(0n)).toEqual({ provider: ALICE, isNew: true, payout: OLD, change: null })
    expect(await findProvider(connection.db, 31_337, ALICE)).toMatchObject({ payout: OLD, name: 'Tidal compute' })
  })

  test.each([
    { why: 'a replay', at: 0n, issued: 0n, code: 'PROVIDER_MESSAGE_OLD' },
    { why: 'an older message', at: 5n, issued: -5n, code: 'PROVIDER_MESSAGE_OLD' },
    { why: 'one from the future', at: 10n, issued: 90n, code: 'PROVIDER_MESSAGE_EARLY' },
    { why: 'one past its deadline', at: 700n, issued: 20n, code: 'PROVIDER_MESSAGE_EXPIRED' },
  ])('refuses $why', async ({ at, issued, code }) => {
    const body = await signed(registration(issued))
    await expect(register(connection.db, later(at), body)).rejects.toThrow(code)
  })

  test('refuses a message that lives longer than an hour', async () => {
    const body = await signed(registration(30n, { deadline: Number(NOW + 30n + HOUR + 1n) }))
    await expect(register(connection.db, later(30n), body)).rejects.toThrow('PROVIDER_MESSAGE_LIFE')
  })

  test('refuses the signature of somebody else, of another chain, and of another text', async () => {
    const refused = (body: Awaited<ReturnType<typeof signed>>) =>
      expect(register(connection.db, later(40n), body)).rejects.toThrow('PROVIDER_SIGNATURE')
    await refused(await signed(registration(40n), 31))
    await refused(await signed(registration(40n), 30, 8_453))
    const body = await signed(registration(40n))
    await refused({ ...body, message: { ...body.message, payout: OTHER } })
    await refused({ ...body, signature: '0x1234' })
  })

  test.each([
    ['provider', { provider: '0x1234' }],
    ['payout', { payout: OLD.replace('0x', '1x') }],
    ['name', { name: '' }],
    ['name', { name: 'evil\u202etxt' }],
    ['name', { name: 'x'.repeat(65) }],
    ['classes', { classes: [] }],
    ['classes.0', { classes: ['gold'] }],
    ['classes', { classes: ['speech', 'speech'] }],
    ['endpoint', { endpoint: 'https://10.0.0.1/' }],
    ['issuedAt', { issuedAt: -1 }],
    ['issuedAt', { issuedAt: 1.5 }],
    ['deadline', { deadline: '1' }],
  ])('refuses a bad %s, and names it', (field, over) => {
    const result = registrationSchema.safeParse({ message: registration(0n, over), signature: '0x12' })
    expect(result.error?.issues[0]?.path.join('.')).toBe(`message.${field}`)
  })
})

describe('a payout change', () => {
  test('waits seven days, and both addresses are told', async () => {
    const change = { to: NEW, effectiveAt: NOW + 100n + 7n * DAY }
    expect(await send(100n, { payout: NEW })).toEqual({ provider: ALICE, isNew: false, payout: OLD, change })
    const both = [NEW, OLD].sort().map((account) => ({ account, severity: 'warning' }))
    expect(await told()).toEqual(both)
  })

  test('is not begun anew by an update of something else', async () => {
    const { change } = await send(DAY, { payout: NEW, name: 'Tidal' })
    expect(change?.effectiveAt).toBe(NOW + 100n + 7n * DAY)
    expect(await told()).toHaveLength(2)
  })

  test('is called off by signing the address in force again', async () => {
    expect(await send(2n * DAY)).toMatchObject({ payout: OLD, change: null })
    expect(await send(8n * DAY)).toMatchObject({ payout: OLD, change: null })
    expect(await told()).toHaveLength(4)
  })

  test('is in force after seven days', async () => {
    await send(9n * DAY, { payout: NEW })
    expect(await send(16n * DAY - 1n, { payout: NEW })).toMatchObject({ payout: OLD })
    expect(await send(16n * DAY, { payout: NEW })).toMatchObject({ payout: NEW, change: null })
    expect(await listPayoutChanges(connection.db, 31_337, ALICE)).toHaveLength(2)
  })
})

describe('maintenance', () => {
  const base = 20n * DAY
  async function announce(at: bigint, from: bigint, minutes: bigint, who = 30) {
    const message = { provider: lower(who), from: NOW + from, until: NOW + from + minutes * 60n, reason: 'New fans' }
    const whole = { ...message, issuedAt: NOW + at, deadline: NOW + at + 600n }
    const domain = providerDomain(31_337)
    const typed = { domain, types: MAINTENANCE_TYPES, primaryType: 'ProviderMaintenance', message: whole } as const
    const signature = await demoSigner(who).signTypedData(typed)
    const plain = Object.fromEntries(
      Object.entries(whole).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
    )
    return announceMaintenance(connection.db, later(at), maintenanceSchema.parse({ message: plain, signature }))
  }

  test('is taken a day ahead, once', async () => {
    expect(await announce(base, base + DAY, 200n)).toEqual({ id: expect.stringMatching(/^0x[0-9a-f]{64}$/) })
    await expect(announce(base, base + DAY, 200n)).rejects.toThrow('PROVIDER_MESSAGE_OLD')
  })

  test.each([
    { why: 'too late', at: 1n, from: DAY, minutes: 10n, who: 30, code: 'MAINTENANCE_NOTICE' },
    { why: 'too much in 30 days', at: 1n, from: 9n * DAY, minutes: 41n, who: 30, code: 'MAINTENANCE_TOO_MUCH' },
    { why: 'without end', at: 1n, from: 2n * DAY, minutes: 0n, who: 30, code: 'BAD_INPUT' },
    { why: 'of a stranger', at: 1n, from: 2n * DAY, minutes: 9n, who: 34, code: 'PROVIDER_NOT_FOUND' },
  ])('is refused $why', async ({ at, from, minutes, who, code }) => {
    await expect(announce(base + at, base + from, minutes, who)).rejects.toThrow(code)
  })
})

describe('observations', () => {
  const observer = { chainId: 31_337, name: 'paris', now: NOW }
  const minute = Number(NOW) - 60
  const probe = { provider: ALICE, minute, isValid: true, ms: 120 }
  const hour = {
    provider: ALICE,
    service: 'tide-pool',
    hour: Number(NOW) - 3_600,
    requests: 3,
    errors: 1,
    latencies: { '250': 2 },
    goodMinutes: [0, 59],
  }
  const report = { provider: ALICE, service: 'tide-pool', at: Number(NOW), capacity: '1000', queued: '5' }

  test('are taken once', async () => {
    const body = probesSchema.parse({ probes: [probe, { ...probe, isValid: false, ms: null, minute: minute - 60 }] })
    expect(await takeProbes(connection.db, observer, body)).toEqual({ taken: 2, repeated: 0 })
    expect(await takeProbes(connection.db, observer, body)).toEqual({ taken: 0, repeated: 2 })
    const jobs = jobsSchema.parse({ hours: [hour, hour] })
    expect(await takeJobs(connection.db, observer, jobs)).toEqual({ taken: 1, repeated: 1 })
    const capacity = capacitySchema.parse({ reports: [report] })
    expect(await takeCapacity(connection.db, observer, capacity)).toEqual({ taken: 1, repeated: 0 })
    expect(await takeCapacity(connection.db, observer, capacity)).toEqual({ taken: 0, repeated: 1 })
  })

  test('of the future, of long ago and of strangers are refused', async () => {
    const at = (seconds: number, provider: Address = ALICE) =>
      takeProbes(connection.db, observer, probesSchema.parse({ probes: [{ ...probe, provider, minute: seconds }] }))
    await expect(at(Number(NOW) + 60)).rejects.toThrow('OBSERVATION_TIME')
    await expect(at(Number(NOW) - 172_860)).rejects.toThrow('OBSERVATION_TIME')
    await expect(at(minute, OTHER)).rejects.toThrow('PROVIDER_NOT_FOUND')
  })

  test.each([
    [probesSchema, 'probes.0.minute', { probes: [{ ...probe, minute: minute + 1 }] }],
    [probesSchema, 'probes.0.ms', { probes: [{ ...probe, ms: null }] }],
    [probesSchema, 'probes.0.ms', { probes: [{ ...probe, ms: -1 }] }],
    [probesSchema, 'probes', { probes: [] }],
    [jobsSchema, 'hours.0.latencies', { hours: [{ ...hour, requests: 4 }] }],
    [jobsSchema, 'hours.0.goodMinutes.0', { hours: [{ ...hour, goodMinutes: [60] }] }],
    [jobsSchema, 'hours.0.service', { hours: [{ ...hour, service: 'gold' }] }],
    [capacitySchema, 'reports.0.capacity', { reports: [{ ...report, capacity: '-1' }] }],
    [capacitySchema, 'reports.0.queued', { reports: [{ ...report, queued: '1.5' }] }],
    [capacitySchema, 'reports.0.at', { reports: [{ ...report, at: Number(NOW) + 1 }] }],
  ])('a bad field is named', (schema, field, body) => {
    expect(schema.safeParse(body).error?.issues[0]?.path.join('.')).toBe(field)
  })
})
