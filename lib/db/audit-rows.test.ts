import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { AUDIT_ROOT } from './audit-chain'
import { appendAudit, verifyAudit } from './audit-rows'
import type { Connection } from './connect'

let server: TestServer
let ledger: Connection & { url: string }

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('audit_rows')
})
afterAll(() => server?.stop())
beforeEach(async () => {
  await ledger.pool.query('truncate audit')
  for (let i = 1; i <= 5; i += 1) {
    await appendAudit(ledger.db, { actor: '0xab', action: 'key created', detail: { after: { b: 1, a: `${i}` } } })
  }
})

test('a log that nobody touched is whole, also with nothing in it', async () => {
  expect(await verifyAudit(ledger.db)).toMatchObject({ rows: 5, fault: null })
  await ledger.pool.query('truncate audit')
  expect(await verifyAudit(ledger.db)).toEqual({ rows: 0, head: AUDIT_ROOT, fault: null })
})

test.each([
  ['an actor', "update audit set actor = '0xac' where seq = 3", 'row 3 was changed after it was written'],
  ['a time', "update audit set at = at + interval '1 second' where seq = 2", 'row 2 was changed'],
  ['a detail', `update audit set detail = '{"after":{"a":"9","b":1}}' where seq = 4`, 'row 4 was changed'],
  ['a row that is gone', 'delete from audit where seq = 3', 'row 3 is missing: 4 comes next'],
  ['the first row that is gone', 'delete from audit where seq = 1', 'row 1 is missing'],
  [
    'a row that was put in its place',
    "update audit set action = 'other', hash = encode(sha256('x'), 'hex') where seq = 3",
    'row 3 was changed',
  ],
])('%s is found', async (_, tamper, fault) => {
  await ledger.pool.query(tamper)
  expect((await verifyAudit(ledger.db)).fault).toContain(fault)
})

test('a row with a hash of its own breaks the one after it', async () => {
  const forger = await server.open('audit_forger')
  for (let i = 1; i <= 3; i += 1) await appendAudit(forger.db, { actor: '0xac', action: 'forged', detail: {} })
  const [row] = (await forger.pool.query('select * from audit where seq = 1')).rows
  await ledger.pool.query('update audit set at = $1, actor = $2, action = $3, detail = $4, hash = $5 where seq = 1', [
    row.at,
    row.actor,
    row.action,
    row.detail,
    row.hash,
  ])
  expect((await verifyAudit(ledger.db)).fault).toBe('row 2 does not follow the one before it')
})

test('a log that was cut at its end is found by a hash that was kept', async () => {
  const { head } = await verifyAudit(ledger.db)
  await appendAudit(ledger.db, { actor: '0xab', action: 'later', detail: {} })
  expect((await verifyAudit(ledger.db, { head })).fault).toBeNull()
  await ledger.pool.query('delete from audit where seq >= 5')
  expect((await verifyAudit(ledger.db)).fault).toBeNull()
  expect((await verifyAudit(ledger.db, { head })).fault).toContain('rows are missing at the end')
})

test('many writers at once make one chain', async () => {
  const writers = Array.from({ length: 7 }, (_, i) =>
    appendAudit(ledger.db, { actor: 'worker', action: 'price frozen', detail: { i } }),
  )
  await Promise.all(writers)
  expect(await verifyAudit(ledger.db)).toMatchObject({ rows: 12, fault: null })
})

test('inside a transaction that fails nothing is logged', async () => {
  const failing = ledger.db.transaction(async (tx) => {
    await appendAudit(tx, { actor: '0xab', action: 'undone', detail: {} })
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  expect(await verifyAudit(ledger.db)).toMatchObject({ rows: 5, fault: null })
})
