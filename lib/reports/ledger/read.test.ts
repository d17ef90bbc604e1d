import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../scripts/testing/database'
import type { Connection } from '../../db/connect'
import { flows } from '../../db/report-rows'
import { events } from '../../db/schema'
import { findStalePayment } from '../../db/stale-rows'
import { type Month, monthBounds } from '../../domain/month'
import { bookGatesOf } from '../book-gates'
import { booksAt, type MonthAccounts } from '../month-accounts'
import { rollForward } from '../sheet/supply-roll-forward'
import { blockOf, insertLeapLedger, insertReceipt } from '../testing/leap-ledger'

const CHAIN = 31_337
let server: TestServer
let open: Connection

beforeAll(async () => {
  server = await startTestServer()
  open = await server.open('books')
  await insertLeapLedger(open)
})
afterAll(() => server?.stop())

const BLOCKS: Record<string, [bigint, bigint]> = {
  '2028-01': [0n, blockOf('2028-01-31T23:00:00Z')],
  '2028-02': [blockOf('2028-01-31T23:00:00Z'), blockOf('2028-02-29T23:00:00Z')],
  '2028-03': [blockOf('2028-02-29T23:00:00Z'), blockOf('2028-03-31T23:00:00Z')],
}
const spanOf = (month: string) => {
  const [opening, closing] = BLOCKS[month] ?? [0n, 0n]
  return { chainId: CHAIN, opening, closing }
}
const booksOf = (month: string, { db }: Connection = open): MonthAccounts =>
  booksAt({
    db,
    month: month as Month,
    span: spanOf(month),
    ...monthBounds(month as Month),
    closingTime: new Date(Number(monthBounds(month as Month).end - 3_600n) * 1_000),
  })

/** Cents of every account by its usual sign in the trial balance: debit less credit. */
const trial = async (books: MonthAccounts, at: 'opening' | 'closing') =>
  Object.fromEntries(
    (await books.ledger()).trial.map((line) => [line.account, line[at]]).filter(([, cents]) => cents !== 0n),
  )

async function lines(books: MonthAccounts): Promise<string[]> {
  const { entries } = await books.ledger()
  return entries.flatMap(({ journal, at, originalPeriod, pairs }) =>
    pairs.map(({ debit, credit, nano }) => {
      const day = new Date(Number(at) * 1_000).toISOString().slice(5, 10)
      return `${day} ${journal} ${debit}/${credit} ${nano / 100_000n}${originalPeriod ? ` of ${originalPeriod}` : ''}`
    }),
  )
}

async function gates(month: string, before: string | null, connection = open) {
  const [books, span] = [booksOf(month, connection), spanOf(month)]
  return bookGatesOf({
    ledger: await books.ledger(),
    trialBefore: before === null ? null : (await booksOf(before, connection).ledger()).trial,
    rollForward: rollForward(await flows(connection.db, span), null),
    balances: await books.balances(),
    revenue: await books.revenue(),
    roots: await books.roots(),
    unknownLeaves: await books.unknownLeaves(),
    stale: await findStalePayment(connection.db, span),
  })
}

/** Amounts in hundredths of a cent. */
describe('a leap February', () => {
  test('January books what was known by its lock', async () => {
    expect(await lines(booksOf('2028-01'))).toEqual([
      '01-02 J11 6300/3940 2500000',
      '01-15 J2 3900/2100 790000',
      '01-20 J5a 1200/4200 20000',
      '01-31 J3 2100/4100 237000',
    ])
  })

  test('February books the rest of January as late, 29 days of its own, and leaves what came after the lock to March', async () => {
    expect(await lines(booksOf('2028-02'))).toEqual([
      '02-10 J5 3900/1200 20000',
      '02-10 J5a 1200/4200 10000 of 2028-01',
      '02-14 J2 3900/2100 790000',
      '02-15 J13 4200/2500 5000',
      '02-20 J6 3910/3900 160000',
      '02-20 J6 3930/3900 1440000',
      '02-20 J7 5100/2300 420000',
      '02-25 J8 2300/3930 350000',
      '02-25 J8 2300/3950 70000',
      '02-29 J5a 1200/4200 30000',
      '02-29 J5a 4200/1200 5000',
      '02-29 J13 2500/4200 5000',
      '02-29 J7 5100/2300 120000',
      '02-29 J3 2110/4100 395000',
      '02-29 J3 2100/4100 325875',
      '02-29 J3r 2100/2110 395000',
      '02-29 J4 2100/4110 148125',
    ])
    expect(await lines(booksOf('2028-03'))).toContain('03-04 J5a 1200/4200 70000 of 2028-02')
    expect((await lines(booksOf('2028-03')))[0]).toBe('03-01 J7 2300/5100 120000')
  })

  test('each month opens at the cents at which the one before closed', async () => {
    expect(await trial(booksOf('2028-01'), 'opening')).toEqual({})
    expect(await trial(booksOf('2028-02'), 'opening')).toEqual(await trial(booksOf('2028-01'), 'closing'))
    expect(await trial(booksOf('2028-02'), 'closing')).toEqual({
      ...{
        '1200': 350n,
        '2100': -4_740n,
        '2300': -1_200n,
        '3910': 1_600n,
        '3930': 10_900n,
        '3940': -25_000n,
        '3950': -700n,
      },
      ...{ '4100': -9_579n, '4110': -1_481n, '4200': -550n, '5100': 5_400n, '6300': 25_000n },
    })
  })

  test.each([
    ['2028-01', null],
    ['2028-02', '2028-01'],
    ['2028-03', '2028-02'],
  ])('every gate of the books of %s passes', async (month, before) => {
    const red = (await gates(month, before)).filter(({ state, id }) => state !== 'passed' && id !== 'stale_price')
    expect(red.map(({ id, detail }) => `${id}: ${detail}`)).toEqual([])
  })

  test('payments at a price of weeks ago are named', async () => {
    expect((await gates('2028-02', '2028-01')).find(({ id }) => id === 'stale_price')?.detail).toMatch(
      /^0x0+3c0 was paid at a price 3448800 seconds old$/,
    )
  })

  test('what is late is an exception with the month it is of', async () => {
    const exceptions = (await booksOf('2028-02').exceptions()).map(({ kind, detail }) => `${kind}: ${detail}`)
    expect(exceptions).toEqual([
      'late item: 100000 tokens used on 2028-01-31',
      'late item: J5a of 2028-01',
      'not recorded: gas of our accounts is not recorded, the month closes at 1439',
    ])
  })

  test('revenue by service adds up, with the late hour under its month', async () => {
    const revenue = await booksOf('2028-02').revenue()
    expect(
      revenue.map(({ channel, service, originalPeriod, recognised }) => [channel, service, originalPeriod, recognised]),
    ).toEqual([
      ['subscription', 'tide-pool', null, 72_087_500_000n],
      ['breakage', '', null, 14_812_500_000n],
      ['pay_per_use', 'speech', null, 3_000_000_000n],
      ['pay_per_use', 'speech', '2028-01', 1_000_000_000n],
      ['credit_note', 'speech', null, -500_000_000n],
    ])
  })
})

test('a pause over the end of a month keeps what waits for a renewal, and no month is changed by it later', async () => {
  const paused = await server.open('paused')
  await insertLeapLedger(paused)
  // The second period ends on 15 March; a pause of spending from the 14th to the 20th lets it be renewed until the 21st.
  const set = (from: string, until: string, hour: string) => {
    const seconds = (text: string) => String(Date.parse(text) / 1_000)
    const place = {
      chainId: CHAIN,
      blockNumber: blockOf(hour),
      logIndex: 0,
      blockTime: new Date(hour),
      txHash: '0x99' as const,
    }
    const args = { flag: '1', from: seconds(from), until: seconds(until) }
    return paused.db
      .insert(events)
      .values({ ...place, txIndex: 0, contract: 'Vault', name: 'PauseSet', args, addresses: [] })
  }
  const waiting = async (connection: Connection) => {
    const { deferred } = await booksOf('2028-03', connection).ledger()
    return deferred.before(BigInt(Date.parse('2028-03-20T00:00:00Z')) / 1_000n).rolled.usd
  }
  expect(await waiting(paused)).toBe(0n)
  await set('2028-03-14T00:00:00Z', '2028-03-21T00:00:00Z', '2028-03-14T00:00:00Z')
  expect(await waiting(paused)).toBe(39_500_000n)
  await set('2028-03-14T00:00:00Z', '2028-03-20T00:00:00Z', '2028-03-20T00:00:00Z')
  expect(await waiting(paused)).toBe(39_500_000n)
  expect(
    (await gates('2028-03', '2028-02', paused)).filter(({ state }) => state === 'failed').map(({ id }) => id),
  ).toEqual([])
})

test('debt older than 90 days of a user without credits is uncollectible, and comes back when it is paid', async () => {
  const broke = await server.open('broke')
  await insertLeapLedger(broke)
  await insertReceipt(broke, {
    id: 'old',
    at: '2028-01-05T00:00:00Z',
    received: '2028-01-05T00:00:00Z',
    nano: 9_000_000_000n,
  })
  const books = (month: string, closing: string) =>
    booksAt({
      ...{ db: broke.db, month: month as Month, span: { chainId: CHAIN, opening: 0n, closing: blockOf(closing) } },
      ...{ ...monthBounds(month as Month), closingTime: new Date(closing) },
    })
  expect((await books('2028-06', '2028-06-30T23:00:00Z').ledger()).uncollectible).toBe(0n)
  await broke.pool.query(`insert into movements (chain_id, block_number, log_index, block_time, tx_hash, seq, kind, from_bucket, from_owner, to_bucket, to_owner, amount)
    select chain_id, ${blockOf('2028-03-10T00:00:00Z')}, 0, '2028-03-10', '0x98', 0, 'withdrawal', 'vault_credits', '0x00000000000000000000000000000000000000a1', 'circulating', '0x00000000000000000000000000000000000000a1',
      800000000000000000000 from movements limit 1`)
  // 9 and 2 of January, 1 of it known in February, 3 of February and 7 known in March, less the note of 0.50 and the 2 that were settled.
  expect((await books('2028-06', '2028-06-30T23:00:00Z').ledger()).uncollectible).toBe(19_500_000_000n)
  expect((await books('2028-04', '2028-04-30T23:00:00Z').ledger()).uncollectible).toBe(9_000_000_000n)
})

test('a database without anything has books of nothing', async () => {
  const empty = await server.open('empty')
  const books = booksOf('2028-02', empty)
  const { entries, trial: balances } = await books.ledger()
  expect([entries, balances]).toEqual([[], []])
  expect([await books.balances(), await books.revenue(), await books.ageing(), await books.rewards()]).toEqual([
    [],
    [],
    [],
    [],
  ])
})
