import { getAddress } from 'viem'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { NO_LIMIT } from '../domain/member-limit'
import { AppError } from '../errors/app-error'
import { accountAt, openMarket, receipt } from '../metering/testing/small-market'
import { UsageWriter } from '../metering/writer'

const CHAIN = 31_337
const [OWNER, ALICE, BOB, OTHER] = [accountAt(1), accountAt(2), accountAt(3), accountAt(4)]

const who = vi.hoisted(() => ({ address: null as string | null, db: null as unknown }))
vi.mock('../auth/database', () => ({ database: () => who.db }))
vi.mock('../auth/session', () => {
  const currentSession = async () => (who.address ? { address: who.address } : null)
  const requireSession = async () => (await currentSession()) ?? Promise.reject(new AppError('SIGNED_OUT'))
  return { currentSession, requireSession }
})
const members = await import('./members')

let server: TestServer
let c: Connection
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('data_members')
  who.db = c.db
  await openMarket(c.pool, CHAIN)
})
afterAll(() => server?.stop())

const as = (address: string | null) => {
  who.address = address
}
const wish = (member: string, name: string) => ({ member: getAddress(member), name, limit: NO_LIMIT })
const issue = async (member: string, name: string) =>
  (await members.issueOwnMemberKey({ ...wish(member, name), budgetUsd: null })).prefix

test('everybody sees his own side only: the owner all, a member his keys and his use, others nothing', async () => {
  as(OWNER)
  await members.inviteOwnMember(wish(ALICE, 'Alice'))
  await members.inviteOwnMember(wish(BOB, 'Bob'))
  const [alices, bobs] = [await issue(ALICE, 'a'), await issue(BOB, 'b')]
  as(OTHER)
  await members.inviteOwnMember(wish(ALICE, 'Contractor'))
  const now = new Date()
  const use = (apiKey: string, requestId: string) => ({
    gateway: 'gw',
    input: receipt(requestId, { account: OWNER, apiKey, startedAt: now, endedAt: now }),
  })
  await new UsageWriter(c.db, CHAIN).write([use(alices, '1'), use(bobs, '2'), use(bobs, '3')], now)

  as(OWNER)
  const own = await members.getOwnMembers()
  expect(own?.members.map(({ name, used }) => [name, used.chargeNano])).toEqual([
    ['Alice', 4_000n],
    ['Bob', 8_000n],
  ])
  expect(own?.keys.map(({ prefix }) => prefix).sort()).toEqual([alices, bobs].sort())

  as(ALICE)
  const mine = await members.getMemberships()
  const [ofOwner, ofOther] = mine?.memberships ?? []
  expect(mine?.memberships).toHaveLength(2)
  expect(ofOwner).toMatchObject({
    owner: getAddress(OWNER),
    name: 'Alice',
    used: { chargeNano: 4_000n, tokens: 1_500n },
  })
  expect(ofOwner?.keys.map(({ prefix }) => prefix)).toEqual([alices])
  expect(ofOwner?.months).toMatchObject([{ requests: 1n, chargeNano: 4_000n }])
  expect(ofOther).toMatchObject({ owner: getAddress(OTHER), keys: [], months: [] })
  expect(await members.getOwnMembers()).toMatchObject({ members: [], keys: [] })

  as(accountAt(5))
  expect(await members.getMemberships()).toMatchObject({ memberships: [] })
  as(null)
  expect(await members.getMemberships()).toBeNull()
  expect(await members.getOwnMembers()).toBeNull()
})

test('nobody changes another account’s members or keys, a member not even his own', async () => {
  as(OWNER)
  const prefix = await issue(BOB, 'kept')
  for (const stranger of [BOB, OTHER]) {
    as(stranger)
    await expect(members.changeOwnMember(wish(BOB, 'x'))).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' })
    await expect(members.removeOwnMember(getAddress(BOB))).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' })
    await expect(issue(BOB, 'x')).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' })
    const take = members.assignOwnKey(prefix, { member: null, limit: NO_LIMIT })
    await expect(take).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
  }
  as(null)
  await expect(members.inviteOwnMember(wish(BOB, 'x'))).rejects.toMatchObject({ code: 'SIGNED_OUT' })
  await expect(members.removeOwnMember(getAddress(BOB))).rejects.toMatchObject({ code: 'SIGNED_OUT' })
})

test('a member that was removed sees nothing of the account any more', async () => {
  as(OWNER)
  await members.removeOwnMember(getAddress(BOB))
  expect((await members.getOwnMembers())?.members.map(({ name }) => name)).toEqual(['Alice'])
  as(BOB)
  expect(await members.getMemberships()).toMatchObject({ memberships: [] })
})

test('changes of members are bounded by account', async () => {
  as(accountAt(6))
  const tries = Array.from({ length: 45 }, (_, i) => members.removeOwnMember(getAddress(accountAt(100 + i))))
  const codes = (await Promise.allSettled(tries)).map((one) => one.status === 'rejected' && one.reason.code)
  expect(codes.filter((code) => code === 'MEMBER_NOT_FOUND').length).toBeGreaterThanOrEqual(40)
  expect(codes).toContain('RATE_LIMITED')
})
