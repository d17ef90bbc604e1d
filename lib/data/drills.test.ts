import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { streamAudit } from '../db/audit-rows'
import type { Connection } from '../db/connect'
import { AppError } from '../errors/app-error'
import { sayError } from '../errors/say'
import { runIndexer } from '../indexer/run'

const WHO = '0x00000000000000000000000000000000000000b1'
const OTHER = '0x00000000000000000000000000000000000000b2'
const GUARDIAN = 3
const DAY = 86_400

const who = vi.hoisted(() => ({
  address: null as string | null,
  roles: [] as string[],
  db: null as unknown,
  chain: null as LedgerChain | null,
  pauses: [] as unknown[],
  chainId: 31_337,
}))
vi.mock('../auth/database', () => ({ database: () => who.db }))
vi.mock('../auth/held-roles', () => ({ rolesOf: async () => who.roles.map((name) => ({ name, delay: 0n })) }))
vi.mock('../auth/session', () => {
  const requireSession = async () => {
    if (!who.address) throw new AppError('SIGNED_OUT')
    return { address: who.address }
  }
  return { requireSession, requireSessionOf: requireSession, currentSession: requireSession }
})
vi.mock('../chain/clients', async (original) => ({
  ...(await original<typeof import('../chain/clients')>()),
  publicClient: () => who.chain?.client,
}))
vi.mock('../chain/contract', async (original) => ({
  ...(await original<typeof import('../chain/contract')>()),
  deploymentOf: () => who.chain?.deployment,
}))
vi.mock('../env/env', async (original) => {
  const { env, ...rest } = await original<typeof import('../env/env')>()
  const get = (of: typeof env, name: keyof typeof env) => (name === 'CHAIN_ID' ? who.chainId : of[name])
  return { ...rest, env: new Proxy(env, { get: (of, name) => get(of, name as keyof typeof env) }) }
})
vi.mock('./shell', () => ({ shellState: async () => ({ pauses: who.pauses }) }))
const drills = await import('./drills')

let server: TestServer
let chain: LedgerChain
let ledger: Connection & { url: string }

beforeAll(async () => {
  const [started, local] = await Promise.all([startTestServer(), startLedgerChain()])
  server = started
  chain = local
  ledger = await server.open('drills')
  Object.assign(who, { db: ledger.db, chain })
  await runIndexer({ db: ledger.db, client: chain.client, deployment: chain.deployment, once: true, pollMs: 20 })
})
afterAll(async () => {
  await Promise.all([server?.stop(), chain?.stop()])
})
beforeEach(async () => {
  vi.useRealTimers()
  Object.assign(who, { address: WHO, roles: ['GUARDIAN'], pauses: [], chainId: 31_337 })
  await ledger.pool.query('truncate pause_drills, audit')
})

const codeOf = (error: unknown) => sayError(error).code
async function pause(): Promise<`0x${string}`> {
  const hash = await chain.send(GUARDIAN, 'Vault', 'pauseAll', [])
  await chain.mine()
  return hash
}
const audit = async () => {
  const rows = []
  for await (const page of streamAudit(ledger.db)) rows.push(...page)
  return rows
}

test('a drill is timed from its beginning to the block and to the banner, kept, listed and in the audit log', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-02T12:00:00Z') })
  const { id } = await drills.beginDrill()
  const hash = await pause()
  vi.setSystemTime(new Date('2026-11-02T12:00:04.200Z'))
  await drills.keepDrillPause({ id, hashes: [hash], interactions: 3 })
  expect((await drills.getDrills()).drills).toMatchObject([{ msToBlock: 4_200, msToBanner: null }])
  vi.setSystemTime(new Date('2026-11-02T12:00:05.100Z'))
  Object.assign(who, { pauses: [{ what: 'spend', until: 1 }] })
  const kept = { id, account: WHO, msToBlock: 4_200, msToBanner: 5_100, interactions: 3, tx: hash }
  expect(await drills.keepDrillBanner(id)).toMatchObject(kept)
  expect((await drills.getDrills()).drills).toMatchObject([kept])
  expect(await audit()).toMatchObject([
    {
      actor: WHO,
      action: 'pause.drill',
      detail: { drill: id, msToBlock: 4_200, msToBanner: 5_100, interactions: 3, tx: hash },
    },
  ])
  // Again, later: what was kept stays.
  vi.setSystemTime(new Date('2026-11-02T12:01:00Z'))
  await drills.keepDrillPause({ id, hashes: [hash], interactions: 9 })
  expect(await drills.keepDrillBanner(id)).toMatchObject(kept)
  expect(await audit()).toHaveLength(1)
})

test('on every other chain a drill is refused in all of its steps, and nothing is kept', async () => {
  const { id } = await drills.beginDrill()
  const hash = await pause()
  Object.assign(who, { chainId: 8_453 })
  expect(await drills.beginDrill().catch(codeOf)).toBe('DRILL_ELSEWHERE')
  expect(await drills.keepDrillPause({ id, hashes: [hash], interactions: 3 }).catch(codeOf)).toBe('DRILL_ELSEWHERE')
  expect(await drills.keepDrillBanner(id).catch(codeOf)).toBe('DRILL_ELSEWHERE')
  expect(await drills.getDrills()).toMatchObject({ isHere: false, drills: [] })
  expect(sayError(await drills.beginDrill().catch((error: unknown) => error)).say).toContain('This is chain 8453')
})

test.each([
  ['nobody', null, [], 'SIGNED_OUT'],
  ['an admin without GUARDIAN', WHO, ['PARAMS'], 'FORBIDDEN'],
])('%s begins none and ends none', async (_, address, roles, code) => {
  const { id } = await drills.beginDrill()
  const hash = await pause()
  Object.assign(who, { address, roles })
  expect(await drills.beginDrill().catch(codeOf)).toBe(code)
  expect(await drills.keepDrillPause({ id, hashes: [hash], interactions: 3 }).catch(codeOf)).toBe(code)
  expect(await drills.keepDrillBanner(id).catch(codeOf)).toBe(code)
})

test('with something paused none begins', async () => {
  Object.assign(who, { pauses: [{ what: 'spend', until: 1 }] })
  expect(await drills.beginDrill().catch(codeOf)).toBe('DRILL_PAUSED')
})

test('what is no pause of this drill is not kept: an older one, another call, one that was refused', async () => {
  const older = await pause()
  const { id } = await drills.beginDrill()
  const price = await chain.send(6, 'PriceOracle', 'post', [5n * 10n ** 16n])
  const refused = await chain.send(20, 'Vault', 'pauseAll', [])
  await chain.mine(DAY)
  for (const hash of [older, price, refused])
    expect(await drills.keepDrillPause({ id, hashes: [hash], interactions: 3 }).catch(codeOf)).toBe('DRILL_NOT_A_PAUSE')
  const good = await pause()
  expect(await drills.keepDrillPause({ id, hashes: [good, older], interactions: 3 }).catch(codeOf)).toBe(
    'DRILL_NOT_A_PAUSE',
  )
  expect(await drills.keepDrillBanner(id).catch(codeOf)).toBe('DRILL_NOT_A_PAUSE')
  expect((await drills.getDrills()).drills).toEqual([])
})

test('another guardian’s drill is none of one’s own, and one of an hour ago is over', async () => {
  const { id } = await drills.beginDrill()
  const hash = await pause()
  Object.assign(who, { address: OTHER })
  expect(await drills.keepDrillPause({ id, hashes: [hash], interactions: 3 }).catch(codeOf)).toBe('DRILL_NOT_FOUND')
  Object.assign(who, { address: WHO })
  await ledger.pool.query("update pause_drills set begun_at = begun_at - interval '61 minutes'")
  expect(await drills.keepDrillPause({ id, hashes: [hash], interactions: 3 }).catch(codeOf)).toBe('DRILL_OLD')
})
