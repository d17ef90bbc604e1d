import { customType, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { insertRows } from './bulk'

const wei = customType<{ data: bigint; driverData: string }>({ dataType: () => 'numeric(78,0)', fromDriver: BigInt })
const things = pgTable('things', {
  id: integer('id').primaryKey(),
  name: text('name'),
  tags: text('tags').array(),
  facts: jsonb('facts'),
  amount: wei('amount'),
})
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.stop())

test('rows arrive as they are, whatever their text holds', async () => {
  const { db } = await server.openEmpty('bulk')
  await db.execute(
    'create table things (id int primary key, name text, tags text[], facts jsonb, amount numeric(78,0))',
  )
  const names = [
    'plain',
    'a "quoted" \\ one',
    '',
    'null',
    'NULL',
    '{a,b}',
    ' spaces ',
    'line\nbreak',
    "it's",
    'é',
    null,
  ]
  const rows = names.map((name, id) => ({
    id,
    name,
    tags: name === null ? [] : [name, 'x'],
    facts: { name, list: [1, '"'] },
    amount: 2n ** 200n + BigInt(id),
  }))
  await insertRows(db, things, [...rows, { id: 99 }])
  const stored = await db.select().from(things).orderBy(things.id)
  expect(stored).toEqual([...rows, { id: 99, name: null, tags: null, facts: null, amount: null }])
})
