import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { listOpenAlerts } from '../db/alert-rows'
import { streamAudit } from '../db/audit-rows'
import type { Connection } from '../db/connect'
import { recordReadings } from '../db/risk-record'
import { listOpenBreaches } from '../db/risk-rows'
import { checkpoints } from '../db/schema'
import { readThresholds } from '../db/threshold-rows'
import { RISK_IDS, RISKS } from '../domain/risk'
import { thresholdsWith } from '../domain/threshold'
import { AppError } from '../errors/app-error'
import { sayError } from '../errors/say'

const WHO = '0x00000000000000000000000000000000000000b1'
const BLOCK_TIME = new Date('2026-11-02T12:00:00Z')

const who = vi.hoisted(() => ({ address: null as string | null, roles: [] as string[], db: null as unknown }))
vi.mock('../auth/database', () => ({ database: () => who.db }))
vi.mock('../auth/held-roles', () => ({ rolesOf: async () => who.roles.map((name) => ({ name, delay: 0n })) }))
vi.mock('../auth/session', () => {
  const requireSession = async () => {
    if (!who.address) throw new AppError('SIGNED_OUT')
    return { address: who.address }
  }
  return { requireSession, requireSessionOf: requireSession, currentSession: requireSession }
})
const { acknowledgeRisk, getRisk, moveThreshold } = await import('./risk')
const { ADMIN_ROLES } = await import('../domain/operation-words')

let server: TestServer
let ledger: Connection & { url: string }

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('risk_data')
  who.db = ledger.db
  await ledger.db.insert(checkpoints).values({
    chainId: 31_337,
    genesisHash: '0x00',
    blockNumber: 100n,
    blockHash: '0x64',
    blockTime: BLOCK_TIME,
    headNumber: 100n,
    headTime: BLOCK_TIME,
    state: 'live',
    reason: null,
    updatedAt: BLOCK_TIME,
  })
})
afterAll(() => server?.stop())
beforeEach(async () => {
  Object.assign(who, { address: WHO, roles: ['PARAMS'] })
  await ledger.pool.query('truncate alerts, thresholds, risk_readings, risk_breaches, audit')
})

const codeOf = (error: unknown) => sayError(error).code
const breach = (value = '42', readAt = new Date()) =>
  ledger.db.transaction((tx) =>
    recordReadings(tx, { price_move: { value } }, { at: BLOCK_TIME, block: 100n, readAt }, thresholdsWith({})),
  )
const priceMove = async () => (await getRisk()).risks.find(({ id }) => id === 'price_move')
const audit = async () => {
  const rows = []
  for await (const page of streamAudit(ledger.db))
    rows.push(...page.map(({ actor, action, detail }) => ({ actor, action, detail })))
  return rows
}

test.each([
  ['nobody', null, [], 'SIGNED_OUT'],
  ['an account without a role', WHO, [], 'FORBIDDEN'],
  ['a role that does not administer', WHO, ['FINANCE'], 'FORBIDDEN'],
])('%s reads nothing, acknowledges nothing and sets nothing', async (_, address, roles, code) => {
  await breach()
  const [open] = await listOpenBreaches(ledger.db)
  Object.assign(who, { address, roles })
  expect(await getRisk().catch(codeOf)).toBe(code)
  expect(await acknowledgeRisk(open?.id ?? '', 'Known.').catch(codeOf)).toBe(code)
  expect(await moveThreshold({ id: 'hhi', value: '3000', reason: 'x' }).catch(codeOf)).toBe(code)
  expect([await audit(), (await readThresholds(ledger.db)).hhi]).toEqual([[], '2500'])
})

test('a guardian acknowledges, and sets no threshold', async () => {
  Object.assign(who, { roles: ['GUARDIAN'] })
  await breach()
  const [open] = await listOpenBreaches(ledger.db)
  await acknowledgeRisk(open?.id ?? '', ' The listing was announced. ')
  expect((await priceMove())?.breach?.acknowledged).toMatchObject({ by: WHO, note: 'The listing was announced.' })
  expect(await moveThreshold({ id: 'hhi', value: '3000', reason: 'x' }).catch(codeOf)).toBe('FORBIDDEN')
  expect((await getRisk()).canSet).toBe(false)
  expect(await audit()).toEqual([
    { actor: WHO, action: 'risk.acknowledge', detail: { breach: open?.id, note: 'The listing was announced.' } },
  ])
})

test.each([
  ['without a note', '  ', 'REASON_REQUIRED', true],
  ['of a breach that is over', 'Known.', 'BREACH_OVER', false],
])('an acknowledgement %s is refused', async (_, note, code, isOpen) => {
  await breach()
  const [open] = await listOpenBreaches(ledger.db)
  if (!isOpen) await breach('1')
  expect(await acknowledgeRisk(open?.id ?? randomUUID(), note).catch(codeOf)).toBe(code)
  expect(await audit()).toEqual([])
})

test.each([
  ['without a reason', 'price_move', '30', ' ', 'REASON_REQUIRED'],
  ['no number', 'price_move', '1e2', 'x', 'THRESHOLD_NUMBER'],
  ['too fine', 'price_move', '30.125', 'x', 'THRESHOLD_NUMBER'],
  ['out of its bounds', 'price_move', '101', 'x', 'THRESHOLD_OUTSIDE'],
  ['of one that is fixed', 'reconciliation', '5', 'x', 'THRESHOLD_FIXED'],
] as const)('a threshold %s is refused', async (_, id, value, reason, code) => {
  expect(await moveThreshold({ id, value, reason }).catch(codeOf)).toBe(code)
  expect(await audit()).toEqual([])
})

test('a threshold that was moved is in force at once, ends the breach and its alert, and is in the audit log', async () => {
  await breach('42')
  expect((await listOpenAlerts(ledger.db)).map(({ key }) => key)).toEqual(['risk price_move'])
  expect(await priceMove()).toMatchObject({ state: 'breached', value: '42', threshold: { value: '20', set: null } })
  await moveThreshold({ id: 'price_move', value: '50.0', reason: ' A volatile week. ' })
  expect(await priceMove()).toMatchObject({
    state: 'within',
    breach: null,
    threshold: { value: '50', set: { by: WHO, reason: 'A volatile week.' } },
  })
  expect(await listOpenAlerts(ledger.db)).toEqual([])
  expect((await getRisk()).ended).toMatchObject([{ indicator: 'price_move', worst: '42', threshold: '20' }])
  expect(await audit()).toEqual([
    {
      actor: WHO,
      action: 'threshold.set',
      detail: { threshold: 'price_move', before: '20', after: '50', unit: 'percent', reason: 'A volatile week.' },
    },
  ])
})

test('what nobody looks at any more is unknown, however fine it was', async () => {
  expect(await priceMove()).toMatchObject({ state: 'unknown', value: null, block: null })
  await breach('1', new Date(Date.now() - 21 * 60_000))
  expect(await priceMove()).toMatchObject({ state: 'unknown', value: null, block: '100' })
  expect((await priceMove())?.reason).toContain('21 minutes ago')
  await breach('1')
  expect(await priceMove()).toMatchObject({ state: 'within', value: '1' })
})

test('every owner is a role that may open the page', () => {
  expect(RISK_IDS.filter((id) => !(ADMIN_ROLES as readonly string[]).includes(RISKS[id].owner))).toEqual([])
})
