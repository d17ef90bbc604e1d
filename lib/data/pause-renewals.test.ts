import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { checkpoints, events, periods } from '../db/schema'
import { AppError } from '../errors/app-error'
import { sayError } from '../errors/say'

const CHAIN_ID = 31_337
const WHO = '0x00000000000000000000000000000000000000b1'
const NOW = Date.parse('2026-11-02T12:00:00Z')
const DAY = 86_400_000
const account = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as const
const hash = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const
const in_ = (days: number) => new Date(NOW + days * DAY)

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
const { getPauseRenewals, pauseRenewalPages } = await import('./pause-renewals')
const { GET } = await import('@/app/(console)/admin/pause/renewals.csv/route')

let server: TestServer
let ledger: Connection & { url: string }

const event = (n: number, contract: string, name: string, args: Record<string, unknown>, addresses: string[] = []) => ({
  ...{ chainId: CHAIN_ID, blockNumber: BigInt(n), blockTime: new Date(NOW), txHash: hash(n), logIndex: 0, txIndex: 0 },
  ...{ address: account(1), contract, name, args, addresses },
})
const period = (n: number, who: number, days: number, kind: 'subscribed' | 'renewed' | 'upgraded' = 'subscribed') => ({
  ...{ chainId: CHAIN_ID, blockNumber: BigInt(n), blockTime: new Date(NOW), txHash: hash(n), logIndex: 1 },
  ...{ kind, account: account(who), plan: 1, fromPlan: null, periodIndex: n, paid: 1n },
  startsAt: in_(days - 30),
  endsAt: in_(days),
})

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('pause_renewals')
  who.db = ledger.db
  await ledger.db.insert(checkpoints).values({
    ...{ chainId: CHAIN_ID, genesisHash: '0x00', blockNumber: 100n, blockHash: '0x64', blockTime: new Date(NOW) },
    ...{ headNumber: 100n, headTime: new Date(NOW), state: 'live', reason: null, updatedAt: new Date(NOW) },
  })
  await ledger.db.insert(periods).values([
    period(1, 1, 3),
    period(2, 2, -2),
    // In the middle of the week, and renewed since: it ends later than the pause.
    period(3, 3, 1),
    period(4, 3, 31, 'renewed'),
    // Lapsed before.
    period(5, 4, -3),
    period(6, 5, 7),
    // An upgrade changes no end.
    period(7, 1, 3, 'upgraded'),
  ])
  await ledger.db
    .insert(events)
    .values([
      event(10, 'Subscriptions', 'AutoRenewSet', { on: true }, [account(1)]),
      event(11, 'Subscriptions', 'AutoRenewSet', { on: true }, [account(2)]),
      event(12, 'Subscriptions', 'AutoRenewSet', { on: false }, [account(2)]),
    ])
})
afterAll(() => server?.stop())
beforeEach(async () => {
  Object.assign(who, { address: WHO, roles: ['GUARDIAN'] })
  await ledger.pool.query("delete from events where name = 'PauseSet'")
  await ledger.pool.query('truncate audit')
})

const pause = (from: number, until: number) =>
  ledger.db
    .insert(events)
    .values(event(20, 'Vault', 'PauseSet', { flag: '1', from: `${from / 1_000}`, until: `${until / 1_000}` }))
const seconds = (days: number) => (NOW + days * DAY) / 1_000

test('with no pause: what would fall due were spending paused now', async () => {
  const { first, ...counts } = await getPauseRenewals()
  expect(counts).toEqual({ block: '100', until: seconds(7), isRunning: false, all: 3, autoRenew: 1 })
  expect(first?.map(({ account: own, end, fate }) => [own, end, fate.what, Number(fate.lapsesAt)])).toEqual([
    [account(2), seconds(-2), 'waits', seconds(8)],
    [account(1), seconds(3), 'renews', seconds(8)],
    [account(5), seconds(7), 'waits', seconds(10)],
  ])
})

test('a pause that runs is the one that counts', async () => {
  await pause(NOW - 5 * DAY, NOW + 2 * DAY)
  // The one that ended three days ago is renewable until a day after the pause.
  const { first, ...counts } = await getPauseRenewals()
  expect(counts).toEqual({ block: '100', until: seconds(2), isRunning: true, all: 2, autoRenew: 0 })
  expect(first?.map(({ account: own, fate }) => [own, Number(fate.lapsesAt)])).toEqual([
    [account(4), seconds(3)],
    [account(2), seconds(3)],
  ])
})

test.each([
  ['nobody', null, [], 'SIGNED_OUT'],
  ['an account without a role', WHO, [], 'FORBIDDEN'],
])('%s learns how many, no account, and gets no file', async (_, address, roles, code) => {
  Object.assign(who, { address, roles })
  expect(await getPauseRenewals()).toMatchObject({ all: 3, first: null })
  const taken = (async () => {
    for await (const page of pauseRenewalPages()) expect(page).toEqual([])
  })()
  expect(await taken.catch((error: unknown) => sayError(error).code)).toBe(code)
  expect((await GET()).status).toBeGreaterThanOrEqual(401)
})

test('the file has a line for each, and that it was taken is in the audit log', async () => {
  const answer = await GET()
  expect((await answer.text()).trimEnd().split('\r\n')).toEqual([
    'account,ends,then,renewable_from,lapses,lapses_without_the_pause,seconds_without_allowance',
    `${account(2)},2026-10-31T12:00:00.000Z,waits,2026-11-09T12:00:00.000Z,2026-11-10T12:00:00.000Z,2026-11-03T12:00:00.000Z,777600`,
    `${account(1)},2026-11-05T12:00:00.000Z,renews,2026-11-09T12:00:00.000Z,2026-11-10T12:00:00.000Z,2026-11-08T12:00:00.000Z,345600`,
    `${account(5)},2026-11-09T12:00:00.000Z,waits,2026-11-09T12:00:00.000Z,2026-11-12T12:00:00.000Z,2026-11-12T12:00:00.000Z,0`,
  ])
  const { rows } = await ledger.pool.query('select actor, action, detail from audit')
  expect(rows).toEqual([{ actor: WHO, action: 'exported', detail: { file: 'renewals.csv' } }])
})
