import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { ask, askOne, columnsOf, question } from './ask'
import type { Connection } from './connect'

let server: TestServer
let empty: Connection

beforeAll(async () => {
  server = await startTestServer()
  empty = await server.openEmpty('ask')
})
afterAll(() => server.stop())

/** `count` rows: a number far above 2^53 as text, and a name. */
const rows = (count: number) => sql`select (10::numeric ^ 27)::numeric(78,0) + n as amount, 'n' || n as name
  from generate_series(1, ${count}::int) as n order by n`
const amounts = (count: number) =>
  question(sql`select amount::text from (${rows(count)}) as r`, (texts: { amount: string }[]) =>
    texts.map(({ amount }) => BigInt(amount)),
  )
const columns = (select = rows(3)) => columnsOf(['amount', 'name'], select, (values) => values)

test('several questions are answered by one statement, each by its name', async () => {
  const statements: string[] = []
  const { execute } = empty.db
  const watched = Object.assign(Object.create(empty.db), {
    execute: (statement: Parameters<typeof execute>[0]) => {
      statements.push('one')
      return empty.db.execute(statement)
    },
  })
  const answer = await ask(watched, {
    two: amounts(2),
    none: amounts(0),
    time: question(sql`select timestamptz 'epoch' as at`, ([row]: { at: string }[]) => new Date(row?.at ?? '')),
  })
  expect(answer).toEqual({ two: [10n ** 27n + 1n, 10n ** 27n + 2n], none: [], time: new Date(0) })
  expect(statements).toEqual(['one'])
})

test('columns hold the values of all rows in their order, to the last digit', async () => {
  expect(await askOne(empty.db, columns())).toEqual({
    amount: ['1000000000000000000000000001', '1000000000000000000000000002', '1000000000000000000000000003'],
    name: ['n1', 'n2', 'n3'],
  })
})

test('no rows are empty columns', async () => {
  expect(await askOne(empty.db, columns(rows(0)))).toEqual({ amount: [], name: [] })
})

test.each([
  ['a null', sql`select null::numeric as amount, 'a' as name union all select 1, 'b'`],
  ['a comma', sql`select 1 as amount, 'a,b' as name`],
])('%s, which would move rows, is an error', async (_, select) => {
  await expect(askOne(empty.db, columns(select))).rejects.toThrow('a null or a comma in amount, name')
})
