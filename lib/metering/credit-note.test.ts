import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { issueCreditNote } from './credit-note'
import { accountAt, NOW, openMarket, receipt } from './testing/small-market'
import { UsageWriter } from './writer'

const CHAIN = 31_337
let server: TestServer
let c: Connection
let writer: UsageWriter
beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('notes')
  await openMarket(c.pool, CHAIN)
  writer = new UsageWriter(c.db, CHAIN)
})
afterAll(() => server?.stop())

const use = (requestId: string) => writer.write([{ gateway: 'gw', input: receipt(requestId) }], NOW)
const note = (amountNano: bigint, requestId = 'a', reason = 'The answer was cut off.') =>
  issueCreditNote(c.db, CHAIN, { gateway: 'gw', requestId, amountNano, reason }, NOW, 'finance')
const meter = async () =>
  (
    await c.pool.query(
      'select charged_nano::int as charged, credit_nano::int as credit from meters where account = $1',
      [accountAt(1)],
    )
  ).rows[0]

// One account, in order.
test('a credit note is a negative receipt that later usage uses up before it is charged', async () => {
  await use('a')
  expect(await note(3_000n)).toBe('a#1')
  expect(await meter()).toEqual({ charged: 4_000, credit: 3_000 })
  await use('b')
  expect(await meter()).toEqual({ charged: 5_000, credit: 0 })
  expect(await note(1_000n)).toBe('a#2')
  const { rows } = await c.pool.query(
    "select request_id, charge_nano::int as charge, refers_to, reason from receipts where kind = 'credit_note' order by 1",
  )
  const reason = 'The answer was cut off.'
  expect(rows).toEqual([
    { request_id: 'a#1', charge: -3_000, refers_to: 'a', reason },
    { request_id: 'a#2', charge: -1_000, refers_to: 'a', reason },
  ])
  const { rows: days } = await c.pool.query(
    "select requests::int, charge_nano::int from usage_days where scope = 'account'",
  )
  expect(days).toEqual([{ requests: 2, charge_nano: 4_000 }])
})

test.each([
  ['more than was charged and not yet given back', 1n, 'a', 'CREDIT_TOO_LARGE'],
  ['nothing', 0n, 'b', 'CREDIT_TOO_LARGE'],
  ['a receipt that is not there', 1n, 'nobody', 'RECEIPT_NOT_FOUND'],
  ['a credit note', 1n, 'a#1', 'RECEIPT_NOT_FOUND'],
])('%s is not given back', async (_, amount, requestId, code) => {
  await expect(note(amount, requestId)).rejects.toMatchObject({ code })
})

test('a reason is asked for', async () => {
  await expect(note(1n, 'b', ' ')).rejects.toMatchObject({ code: 'REASON_REQUIRED' })
})

test('who gave something back, and why, is in the audit log; what was refused is not', async () => {
  const { rows } = await c.pool.query('select actor, action, detail from audit order by seq')
  expect(rows[0]).toEqual({
    actor: 'finance',
    action: 'credit note',
    detail: { gateway: 'gw', requestId: 'a', reason: 'The answer was cut off.', amountNano: '3000', creditNote: 'a#1' },
  })
  const { rows: notes } = await c.pool.query("select count(*)::int as n from receipts where kind = 'credit_note'")
  expect(rows).toHaveLength(notes[0].n)
})
