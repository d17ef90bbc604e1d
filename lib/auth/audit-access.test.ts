import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { verifyAudit } from '../db/audit-rows'
import { auditors } from '../db/auditor-schema'
import type { Db } from '../db/connect'
import { audit } from '../db/schema'
import { AppError } from '../errors/app-error'
import { sayError } from '../errors/say'
import { endAudit, grantAudit } from './audit-access'

const CHAIN = 31_337
const [ADMIN, AUDITOR, OTHER] = [`0x${'a'.repeat(40)}`, `0x${'b'.repeat(40)}`, `0x${'c'.repeat(40)}`] as const

const who = vi.hoisted(() => ({ address: null as string | null, roles: [] as string[], db: null as unknown }))
vi.mock('./database', () => ({ database: () => who.db }))
vi.mock('./held-roles', () => ({ rolesOf: async () => who.roles.map((name) => ({ name, delay: 0n })) }))
vi.mock('./session', () => {
  const requireSession = async () => {
    if (!who.address) throw new AppError('SIGNED_OUT')
    return { address: who.address }
  }
  return { requireSession, requireSessionOf: requireSession, currentSession: requireSession }
})
const roles = await import('./roles')
const acts = {
  disputes: await import('../data/own-disputes'),
  epochs: await import('../data/epoch-disputes'),
  plans: await import('../data/own-plans'),
  prices: await import('../data/service-prices'),
  admin: await import('../data/admin'),
  auditors: await import('../data/auditors'),
  gateways: await import('../data/gateways'),
}

let server: TestServer
let db: Db
beforeAll(async () => {
  server = await startTestServer()
  db = (await server.open('audit_access')).db
  who.db = db
})
afterAll(() => server?.stop())
beforeEach(async () => {
  Object.assign(who, { address: AUDITOR, roles: [] })
  await db.delete(auditors)
})

const NOW = new Date()
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const wish = (more: Partial<Parameters<typeof grantAudit>[1]> = {}) => ({
  ...{ chainId: CHAIN, account: AUDITOR, name: 'Doe & Co.', reason: 'The third quarter.', lastDay: dayIn(30) },
  ...{ by: ADMIN, roles: [] },
  ...more,
})
const codeOf = (error: unknown) => sayError(error).code
const readsNow = () => roles.requireReader('FINANCE').then(({ audit: row }) => row?.account, codeOf)

test('an account that was given access reads, from that moment on, and holds no role', async () => {
  expect(await readsNow()).toBe('FORBIDDEN')
  await grantAudit(db, wish(), NOW)
  expect(await readsNow()).toBe(AUDITOR)
  expect((await roles.findReader('PARAMS'))?.roles).toEqual([])
  Object.assign(who, { address: OTHER })
  expect(await readsNow(), 'another account').toBe('FORBIDDEN')
  expect(await roles.findReader('PARAMS')).toBeNull()
  Object.assign(who, { address: null })
  expect(await readsNow(), 'nobody').toBe('SIGNED_OUT')
})

test('a holder of the role reads by the role', async () => {
  Object.assign(who, { roles: ['FINANCE'] })
  expect(await roles.requireReader('FINANCE')).toMatchObject({ audit: null, roles: [{ name: 'FINANCE' }] })
})

test('access ends by itself', async () => {
  const past = new Date(NOW.getTime() - 3 * 86_400_000)
  await grantAudit(db, wish({ lastDay: dayIn(-1) }), past)
  expect(await readsNow()).toBe('FORBIDDEN')
  await grantAudit(db, wish(), NOW)
  expect(await readsNow(), 'and can be given again').toBe(AUDITOR)
})

test('access is ended early, and only once', async () => {
  const { id } = await grantAudit(db, wish(), NOW)
  const end = { chainId: CHAIN, id, by: ADMIN, reason: 'The audit is over.' } as const
  await endAudit(db, end, new Date())
  expect(await readsNow()).toBe('FORBIDDEN')
  await expect(endAudit(db, end, new Date())).rejects.toMatchObject({ code: 'AUDIT_NOT_OPEN' })
})

test.each([
  ['a day that is over', { lastDay: dayIn(-1) }, 'AUDIT_DAY_PAST'],
  ['a day too late', { lastDay: dayIn(180) }, 'AUDIT_DAY_LATE'],
  ['no day', { lastDay: '2026-02-31' }, 'BAD_INPUT'],
  ['a holder of a role', { roles: ['PARAMS'] }, 'AUDITOR_HOLDS_ROLE'],
])('%s is refused, and nothing is kept', async (_, more, code) => {
  await expect(grantAudit(db, wish(more), NOW)).rejects.toMatchObject({ code })
  expect(await db.select().from(auditors)).toEqual([])
})

test('the last day that can be given is 180 days with today', async () => {
  await grantAudit(db, wish({ lastDay: dayIn(179) }), NOW)
  expect(await readsNow()).toBe(AUDITOR)
})

test('two grants at once give one access', async () => {
  const made = await Promise.allSettled([grantAudit(db, wish(), NOW), grantAudit(db, wish(), NOW)])
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(made.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'AUDITOR_THERE' } })
})

test('both acts stand in the audit log with who, whom, why and until when', async () => {
  const { id, until } = await grantAudit(db, wish(), NOW)
  await endAudit(db, { chainId: CHAIN, id, by: OTHER, reason: 'Enough.' }, new Date())
  const rows = (await db.select().from(audit)).filter(({ detail }) => detail.id === id)
  expect(rows.map(({ actor, action, detail }) => ({ actor, action, ...detail }))).toEqual([
    {
      actor: ADMIN,
      action: 'auditor access granted',
      id,
      account: AUDITOR,
      name: 'Doe & Co.',
      reason: 'The third quarter.',
      until: until.toISOString(),
    },
    {
      actor: OTHER,
      action: 'auditor access ended',
      id,
      account: AUDITOR,
      name: 'Doe & Co.',
      reason: 'Enough.',
      until: until.toISOString(),
    },
  ])
  expect(await verifyAudit(db)).toMatchObject({ fault: null })
})

test.each([
  ['hold a price', () => acts.prices.holdPrice({ service: 'embeddings', reason: 'x' })],
  ['let a price move', () => acts.prices.letPriceMove({ service: 'embeddings', reason: 'x' })],
  ['answer a request for a plan', () => acts.plans.answerPlanRequest('7', 'x')],
  ['decide a dispute', () => acts.disputes.decideAsFinance('7', { decision: 'rejected', reason: 'x' })],
  ['answer a provider', () => acts.epochs.answerAsFinance('7', { decision: 'rejected', reason: 'x' })],
  ['give a reason for a change', () => acts.admin.keepReason({ target: ADMIN, data: '0x', text: 'x' })],
  ['give access', () => acts.auditors.grantAuditAccess({ address: OTHER, name: 'x', reason: 'x', lastDay: dayIn(1) })],
  ['name a gateway', () => acts.gateways.nameGateway('x', 'x')],
  ['give a gateway a key', () => acts.gateways.giveGatewayKey('x', ['usage'])],
  ['replace a gateway’s key', () => acts.gateways.replaceGatewayKey('x', 'cxg_aaaaaaaa')],
  ['end a gateway’s key', () => acts.gateways.endGatewayKey('x', 'cxg_aaaaaaaa')],
  ['end a gateway', () => acts.gateways.endGatewayOf('x')],
  ['end access', () => acts.auditors.endAuditAccess('7', 'x')],
])('an auditor does not %s, and is told why', async (_, act) => {
  await grantAudit(db, wish(), NOW)
  const refused = await act().then(
    () => null,
    (error: unknown) => sayError(error),
  )
  expect(refused).toMatchObject({ code: 'AUDITOR_READS_ONLY', status: 403 })
  expect(refused?.say).toMatch(
    /^You read as an auditor, until the end of \d{4}-\d\d-\d\d\. An auditor reads everything and changes nothing: this needs \w+/,
  )
})
