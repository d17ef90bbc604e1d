import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { listMembers } from '../db/member-rows'
import { findKeyOf } from '../db/metering-key-rows'
import { NO_LIMIT } from '../domain/member-limit'
import { issueCreditNote } from './credit-note'
import { issueUserKey, listKeys, revokeKey, rotateKey } from './keys'
import { readKeyRoom } from './member-use'
import { assignKey, changeMember, inviteMember, issueMemberKey, removeMember } from './members'
import { accountAt, NOW, openMarket, receipt } from './testing/small-market'
import { UsageWriter } from './writer'

const CHAIN = 7
let server: TestServer
let c: Connection & { url: string }
let writer: UsageWriter
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('members')
  await openMarket(c.pool, CHAIN)
  writer = new UsageWriter(c.db, CHAIN)
})
afterAll(() => server?.stop())

let accounts = 1_000
let [owner, alice, bob] = [accountAt(0), accountAt(0), accountAt(0)]
beforeEach(() => {
  accounts += 3
  ;[owner, alice, bob] = [accountAt(accounts), accountAt(accounts + 1), accountAt(accounts + 2)]
})

const limitOf = (chargeNano: bigint | null, tokens: bigint | null = null) => ({ chargeNano, tokens })
const invite = (member = alice, limit = NO_LIMIT, name = 'Alice') =>
  inviteMember(c.db, { owner, member, name, limit }, NOW)
const give = (member = alice, limit = NO_LIMIT) =>
  issueMemberKey(c.db, { owner, member, name: 'k', limit, budgetUsd: null }, NOW)
const fresh = () => `r${Math.random().toString(36).slice(2)}`
/** One request of 1,500 tokens; without a plan it costs 4,000 nano-USD. */
const use = (apiKey: string, change = {}) => ({
  gateway: 'gw',
  input: receipt(fresh(), { account: owner, apiKey, ...change }),
})
async function roomOf(prefix: string, now = NOW) {
  const key = await findKeyOf(c.db, prefix, { owner })
  return key && readKeyRoom(c.db, key, now)
}

describe('a limit', () => {
  test('of a member holds over all his keys, and its words are the member’s', async () => {
    await invite(alice, limitOf(8_000n))
    const [one, two] = [await give(), await give()]
    await writer.write([use(one.prefix)], NOW)
    expect(await roomOf(two.prefix)).toEqual({
      code: null,
      left: limitOf(4_000n),
      resetsAt: new Date('2026-11-01T00:00:00Z'),
    })
    await writer.write([use(two.prefix)], NOW)
    expect(await roomOf(one.prefix)).toMatchObject({ code: 'MEMBER_LIMIT_REACHED', left: limitOf(0n) })
  })

  test('of a key holds for it alone', async () => {
    await invite()
    const [tight, loose] = [await give(alice, limitOf(null, 1_500n)), await give()]
    await writer.write([use(tight.prefix)], NOW)
    expect(await roomOf(tight.prefix)).toMatchObject({ code: 'KEY_LIMIT_REACHED', left: limitOf(null, 0n) })
    expect(await roomOf(loose.prefix)).toMatchObject({ code: null, left: NO_LIMIT })
  })

  test('counts tokens of the services an allowance covers, and charges of all', async () => {
    await invite(alice, limitOf(1_000_000n, 10_000n))
    const { prefix } = await give()
    await writer.write([use(prefix), use(prefix, { service: 'speech' })], NOW)
    expect(await roomOf(prefix)).toMatchObject({ left: limitOf(992_000n, 8_500n) })
  })

  test('never loses a receipt: what was served above it is written, charged and counted', async () => {
    await invite(alice, limitOf(4_000n))
    const { prefix } = await give()
    const results = await writer.write([use(prefix), use(prefix), use(prefix)], NOW)
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await roomOf(prefix)).toMatchObject({ code: 'MEMBER_LIMIT_REACHED', left: limitOf(0n) })
    const { rows } = await c.pool.query('select charge_nano::text, requests::int from member_months where owner = $1', [
      owner,
    ])
    expect(rows).toEqual([{ charge_nano: '12000', requests: 3 }])
  })

  test('is exact under writers at the same time', async () => {
    await invite(alice, limitOf(400_000n))
    const [one, two] = [await give(), await give()]
    const others = [new UsageWriter(c.db, CHAIN), new UsageWriter(c.db, CHAIN), writer]
    const batches = Array.from({ length: 33 }, (_, i) => [
      use(one.prefix),
      use(two.prefix),
      use(i % 2 ? one.prefix : two.prefix),
    ])
    const writes = (some: typeof batches) => some.map((batch, i) => others[i % 3]?.write(batch, NOW))
    await Promise.all(writes(batches))
    // 99 requests of 4,000: one is left.
    expect(await roomOf(one.prefix)).toMatchObject({ code: null, left: limitOf(4_000n) })
    const last = await Promise.all(writes([[use(one.prefix)], [use(two.prefix)]]))
    expect(last.flat().map((result) => result?.status)).toEqual(['accepted', 'accepted'])
    expect(await roomOf(two.prefix)).toMatchObject({ code: 'MEMBER_LIMIT_REACHED' })
    const { rows } = await c.pool.query('select sum(charge_nano)::text as sum from member_months where owner = $1', [
      owner,
    ])
    expect(rows).toEqual([{ sum: '404000' }])
  })

  test('counts a request sent again once, and no credit note', async () => {
    await invite(alice, limitOf(10_000n))
    const { prefix } = await give()
    const item = use(prefix)
    await writer.write([item], NOW)
    await writer.write([item, item], NOW)
    const wish = { gateway: 'gw', requestId: item.input.requestId, amountNano: 4_000n, reason: 'wrong' }
    await issueCreditNote(c.db, CHAIN, wish, NOW, 'finance')
    expect(await roomOf(prefix)).toMatchObject({ left: limitOf(6_000n) })
  })

  test('is of the calendar month in which a request began', async () => {
    const november = new Date('2026-11-01T00:00:05Z')
    await invite(alice, limitOf(4_000n))
    const { prefix } = await give()
    const startedAt = new Date('2026-10-31T23:59:59Z')
    await writer.write([use(prefix, { startedAt, endedAt: november })], november)
    expect(await roomOf(prefix, new Date('2026-10-31T23:59:59.999Z'))).toMatchObject({ code: 'MEMBER_LIMIT_REACHED' })
    expect(await roomOf(prefix, november)).toEqual({
      code: null,
      left: limitOf(4_000n),
      resetsAt: new Date('2026-12-01T00:00:00Z'),
    })
  })

  test('that is raised lets a member go on, and one that is lowered stops him', async () => {
    await invite(alice, limitOf(4_000n))
    const { prefix } = await give()
    await writer.write([use(prefix)], NOW)
    const change = (limit: ReturnType<typeof limitOf>) =>
      changeMember(c.db, { owner, member: alice, name: 'Alice', limit }, NOW)
    await change(limitOf(5_000n))
    expect(await roomOf(prefix)).toMatchObject({ code: null, left: limitOf(1_000n) })
    await change(limitOf(1_000n))
    expect(await roomOf(prefix)).toMatchObject({ code: 'MEMBER_LIMIT_REACHED', left: limitOf(0n) })
    await change(NO_LIMIT)
    expect(await roomOf(prefix)).toMatchObject({ code: null, left: NO_LIMIT })
  })
})

describe('a key', () => {
  test('that is moved counts for its new hand from then on', async () => {
    await invite(alice, limitOf(10_000n))
    await invite(bob, limitOf(10_000n), 'Bob')
    const [{ prefix }, alices] = [await give(), await give()]
    await writer.write([use(prefix)], NOW)
    await assignKey(c.db, owner, prefix, { member: bob, limit: limitOf(5_000n) }, NOW)
    await writer.write([use(prefix)], NOW)
    expect(await roomOf(prefix)).toMatchObject({ code: null, left: limitOf(1_000n) })
    expect(await roomOf(alices.prefix)).toMatchObject({ left: limitOf(6_000n) })
  })

  test('that its owner takes back has no limit, and counts for nobody', async () => {
    await invite(alice, limitOf(1n))
    const { prefix } = await give(alice, limitOf(1n))
    await assignKey(c.db, owner, prefix, { member: null, limit: limitOf(1n) }, NOW)
    await writer.write([use(prefix)], NOW)
    expect(await roomOf(prefix)).toBeNull()
    expect((await c.pool.query('select 1 from member_months where owner = $1', [owner])).rows).toEqual([])
  })

  test('that is replaced stays with its member and its limit', async () => {
    await invite()
    const { prefix } = await give(alice, limitOf(9_000n))
    const next = await rotateKey(c.db, { owner }, prefix, NOW)
    expect(await findKeyOf(c.db, next.prefix, { owner })).toMatchObject({ member: alice, limitNano: 9_000n })
  })

  test('of a member leaves the owner’s own twenty alone', async () => {
    await invite()
    for (let i = 0; i < 20; i += 1) await give()
    await expect(give()).rejects.toMatchObject({ code: 'KEYS_MANY' })
    const own = await issueUserKey(c.db, owner, { name: 'own' }, NOW)
    await expect(assignKey(c.db, owner, own.prefix, { member: alice, limit: NO_LIMIT }, NOW)).rejects.toMatchObject({
      code: 'KEYS_MANY',
    })
  })

  test('that was ended is given to nobody', async () => {
    await invite()
    const { prefix } = await issueUserKey(c.db, owner, { name: 'own' }, NOW)
    await revokeKey(c.db, { owner }, prefix, NOW)
    await expect(assignKey(c.db, owner, prefix, { member: alice, limit: NO_LIMIT }, NOW)).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
    })
  })
})

describe('a member', () => {
  test('that is removed loses his keys at once; what he had begun is still written and counted', async () => {
    await invite()
    const { prefix } = await give()
    await removeMember(c.db, { owner, member: alice }, NOW)
    expect(await findKeyOf(c.db, prefix, { owner })).toMatchObject({ revokedAt: NOW })
    expect(await listMembers(c.db, { member: alice })).toEqual([])
    expect(await writer.write([use(prefix)], NOW)).toMatchObject([{ status: 'accepted' }])
    const { rows } = await c.pool.query('select charge_nano::text from member_months where owner = $1', [owner])
    expect(rows).toEqual([{ charge_nano: '4000' }])
    await expect(give()).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' })
    await expect(removeMember(c.db, { owner, member: alice }, NOW)).rejects.toMatchObject({ code: 'MEMBER_NOT_FOUND' })
  })

  test('that is invited again begins where the month stands, without his old keys', async () => {
    await invite(alice, limitOf(4_000n))
    const { prefix } = await give()
    await writer.write([use(prefix)], NOW)
    await removeMember(c.db, { owner, member: alice }, NOW)
    await invite(alice, limitOf(4_000n))
    const next = await give()
    expect(await roomOf(next.prefix)).toMatchObject({ code: 'MEMBER_LIMIT_REACHED' })
    expect(await findKeyOf(c.db, prefix, { owner })).toMatchObject({ revokedAt: NOW })
  })

  test('is not invited twice, is not the owner, and another account’s is not touched', async () => {
    await invite()
    await expect(invite()).rejects.toMatchObject({ code: 'MEMBER_THERE' })
    await expect(invite(owner)).rejects.toMatchObject({ code: 'MEMBER_SELF' })
    const { prefix } = await give()
    const stranger = accountAt(9_999)
    const theirs = { owner: stranger, member: alice }
    const wish = { ...theirs, name: 'x', limit: NO_LIMIT }
    const missing = { code: 'MEMBER_NOT_FOUND' }
    await expect(changeMember(c.db, wish, NOW)).rejects.toMatchObject(missing)
    await expect(removeMember(c.db, theirs, NOW)).rejects.toMatchObject(missing)
    await expect(issueMemberKey(c.db, { ...wish, budgetUsd: null }, NOW)).rejects.toMatchObject(missing)
    const take = assignKey(c.db, stranger, prefix, { member: null, limit: NO_LIMIT }, NOW)
    await expect(take).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
    // A member is not an owner: he moves not even the keys he holds.
    const own = assignKey(c.db, alice, prefix, { member: null, limit: NO_LIMIT }, NOW)
    await expect(own).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' })
    expect(await listKeys(c.db, { owner: alice })).toEqual([])
  })

  test('is one of a hundred at most, also when two are invited at once', async () => {
    await c.pool.query(
      `insert into members (owner, member, name, invited_at) select $1, '0x' || lpad(to_hex(n), 40, '0'), 'm', now() from generate_series(1, 99) n`,
      [owner],
    )
    const both = await Promise.allSettled([invite(alice), invite(bob)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'MEMBERS_MANY' } })
  })

  test('leaves a trace of every change in the audit log', async () => {
    await invite(alice, limitOf(1n))
    await changeMember(c.db, { owner, member: alice, name: 'Al', limit: limitOf(2n) }, NOW)
    await removeMember(c.db, { owner, member: alice }, NOW)
    const { rows } = await c.pool.query('select action, detail from audit where actor = $1 order by seq', [owner])
    expect(rows.map(({ action }) => action)).toEqual(['member invited', 'member changed', 'member removed'])
    expect(rows[1].detail).toMatchObject({
      before: { name: 'Alice', limit: { chargeNano: '1' } },
      after: { name: 'Al', limit: { chargeNano: '2' } },
    })
  })
})
