import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { verifyAudit } from '../db/audit-rows'
import type { Connection } from '../db/connect'
import { listDisputesOf, listOpenDisputes } from '../db/dispute-rows'
import { type DecisionWish, decideDispute, openDispute } from './disputes'
import { accountAt, NOW, openMarket, receipt } from './testing/small-market'
import { UsageWriter } from './writer'

const CHAIN = 31_337
const DAY_MS = 86_400_000
const STAFF = '0x00000000000000000000000000000000000000f1'
let server: TestServer
let c: Connection

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('disputes')
  await openMarket(c.pool, CHAIN)
  const writer = new UsageWriter(c.db, CHAIN)
  await writer.write(
    [
      { gateway: 'gw', input: receipt('a') },
      { gateway: 'gw', input: receipt('b') },
    ],
    NOW,
  )
  await writer.write([{ gateway: 'gw', input: receipt('theirs', { account: accountAt(2) }) }], NOW)
  await writer.write([{ gateway: 'gw', input: receipt('free', { inputUnits: 0n, outputUnits: 0n }) }], NOW)
})
afterAll(() => server?.stop())
beforeEach(async () => {
  await c.pool.query('truncate disputes, audit')
  await c.pool.query("delete from receipts where kind = 'credit_note'")
  await c.pool.query('update meters set credit_nano = 0')
})

const open = (requestId = 'a', at = NOW, account = accountAt(1)) =>
  openDispute(c.db, CHAIN, { account, gateway: 'gw', requestId, say: 'It was cut off.' }, at)
const decide = (id: string, wish: Partial<DecisionWish> = {}) =>
  decideDispute(c.db, CHAIN, id, { by: STAFF, decision: 'accepted', reason: 'It was.', ...wish } as DecisionWish, NOW)
const notes = async () =>
  (await c.pool.query("select request_id, charge_nano::int as charge from receipts where kind = 'credit_note'")).rows
const log = async () => (await c.pool.query('select actor, action from audit order by seq')).rows

test('one is opened, listed with its deadline, accepted with a credit note, and each step is in the log', async () => {
  const { id } = await open()
  const [row] = await listDisputesOf(c.db, CHAIN, accountAt(1), 9)
  expect(row).toMatchObject({ id, decision: null, dueAt: new Date(NOW.getTime() + 14 * DAY_MS) })
  expect(await decide(id)).toMatchObject({ decision: 'accepted', creditNote: 'a#1', reason: 'It was.' })
  expect(await notes()).toEqual([{ request_id: 'a#1', charge: -4_000 }])
  expect(await listOpenDisputes(c.db, CHAIN, { limit: 9 })).toEqual([])
  expect(await log()).toEqual([
    { actor: accountAt(1), action: 'dispute opened' },
    { actor: STAFF, action: 'dispute accepted' },
  ])
  expect((await verifyAudit(c.db)).fault).toBeNull()
})

test('a part is given back, and then at most the rest', async () => {
  await decide((await open()).id, { amountNano: 1_500n })
  const { id } = await open()
  await expect(decide(id, { amountNano: 2_501n })).rejects.toMatchObject({ code: 'CREDIT_TOO_LARGE' })
  expect(await decide(id)).toMatchObject({ creditNote: 'a#2' })
  expect((await notes()).map(({ charge }) => charge)).toEqual([-1_500, -2_500])
})

test('a rejection has words and no credit note; the receipt may be disputed again', async () => {
  const { id } = await open()
  expect(await decide(id, { decision: 'rejected', reason: 'It was whole.' })).toMatchObject({
    decision: 'rejected',
    reason: 'It was whole.',
    creditNote: null,
  })
  expect(await notes()).toEqual([])
  expect((await open()).id).not.toBe(id)
})

describe('refused:', () => {
  test.each([
    ['a receipt that is not there', () => open('nobody'), 'RECEIPT_NOT_FOUND', 'There is no receipt nobody'],
    ['somebody else’s', () => open('theirs'), 'RECEIPT_NOT_FOUND', 'There is no receipt theirs'],
    ['one that cost nothing', () => open('free'), 'DISPUTE_NOTHING_CHARGED', 'Nothing was charged'],
    [
      'one that is too old',
      () => open('a', new Date(NOW.getTime() + 60 * DAY_MS)),
      'DISPUTE_TOO_OLD',
      'for 60 days after',
    ],
  ])('%s', async (_, ask, code, say) => {
    await expect(ask()).rejects.toMatchObject({ code, say: expect.stringContaining(say) })
    expect(await log()).toEqual([])
  })

  test('nothing is too old to the second', async () => {
    await open('a', new Date(NOW.getTime() - 1_000 + 60 * DAY_MS))
  })

  test('a credit note', async () => {
    await decide((await open()).id, { amountNano: 1n })
    await expect(open('a#1')).rejects.toMatchObject({ code: 'RECEIPT_NOT_FOUND' })
  })

  test('a second one of the same receipt, also at the same moment', async () => {
    const ends = await Promise.allSettled([open(), open(), open()])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(open()).rejects.toMatchObject({ code: 'DISPUTE_OPEN', status: 409 })
    await open('b')
  })

  test('a decision twice, also at the same moment: one credit note', async () => {
    const { id } = await open()
    const ends = await Promise.allSettled([decide(id), decide(id), decide(id, { decision: 'rejected' })])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    await expect(decide(id)).rejects.toMatchObject({ code: 'DISPUTE_DECIDED' })
    expect((await notes()).length).toBeLessThanOrEqual(1)
    expect(await log()).toHaveLength(2)
  })

  test('a decision about one’s own, one without a reason, and one of nothing', async () => {
    const { id } = await open()
    await expect(decide(id, { by: accountAt(1) })).rejects.toMatchObject({ code: 'DISPUTE_OWN' })
    await expect(decide(id, { reason: ' ' })).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
    await expect(decide('nothing')).rejects.toMatchObject({ code: 'DISPUTE_NOT_FOUND' })
  })
})

test('a decision that fails half way leaves no credit note and no row in the log', async () => {
  const { id } = await open()
  await c.pool.query('alter table audit add constraint full_disk check (seq < 2)')
  await expect(decide(id)).rejects.toThrow()
  await c.pool.query('alter table audit drop constraint full_disk')
  expect([await notes(), (await log()).length]).toEqual([[], 1])
  expect(await decide(id)).toMatchObject({ creditNote: 'a#1' })
})
