import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { thresholdsWith } from '../domain/threshold'
import { listOpenAlerts } from './alert-rows'
import type { Connection } from './connect'
import { forgetOld } from './old-rows'
import { readingsAt } from './pack-rows'
import { judgeAgain, type ReadingPlace, type RiskValues, recordReadings } from './risk-record'
import {
  acknowledgeBreach,
  breachesBetween,
  latestReadings,
  listEndedBreaches,
  listOpenBreaches,
  readingsSince,
} from './risk-rows'
import { readThresholds, saveThreshold } from './threshold-rows'

let server: TestServer
let ledger: Connection & { url: string }

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('risk_rows')
})
afterAll(() => server?.stop())
beforeEach(() => ledger.pool.query('truncate alerts, thresholds, risk_readings, risk_breaches'))

const START = Date.parse('2026-11-02T12:00:00Z')
const WHO = '0x00000000000000000000000000000000000000aa'
const minute = (n: number): ReadingPlace => ({
  at: new Date(START + n * 60_000),
  block: 100n + BigInt(n),
  readAt: new Date(START + n * 60_000),
})
const move = (value: string | null): RiskValues => ({
  price_move: value === null ? { value, reason: 'No price was posted a day ago.' } : { value },
})
const record = (values: RiskValues, n: number, limits = thresholdsWith({})) =>
  ledger.db.transaction((tx) => recordReadings(tx, values, minute(n), limits))
const alerts = async () => (await listOpenAlerts(ledger.db)).map(({ key, say }) => ({ key, say }))

test('a breach begins, worsens, goes on while nothing is known, and ends; its alert with it', async () => {
  expect(await record(move('20'), 0)).toEqual([])
  expect(await record(move('22.5'), 1)).toEqual(['price_move'])
  expect(await alerts()).toEqual([
    { key: 'risk price_move', say: expect.stringContaining('Price move in a day: 22.5%, above 20%.') },
  ])
  await record(move('31'), 2)
  await record(move('25'), 3)
  expect(await record(move(null), 4)).toEqual(['price_move'])
  expect(await listOpenBreaches(ledger.db)).toMatchObject([
    { indicator: 'price_move', threshold: '20', beganBlock: 101n, worst: '31', worstBlock: 102n, endedAt: null },
  ])
  expect(await record(move('19.9'), 5)).toEqual([])
  expect(await listOpenBreaches(ledger.db)).toEqual([])
  expect(await listEndedBreaches(ledger.db, 10)).toMatchObject([{ beganBlock: 101n, endedBlock: 105n, worst: '31' }])
  expect(await alerts()).toEqual([])
})

test('the same readings again, also by workers at once, begin one breach', async () => {
  await Promise.all(Array.from({ length: 6 }, () => record(move('40'), 1)))
  expect(await listOpenBreaches(ledger.db)).toHaveLength(1)
  expect((await listOpenAlerts(ledger.db)).map(({ key }) => key)).toEqual(['risk price_move'])
})

test('what another alert tells of raises none of its own', async () => {
  await record({ oracle_age: { value: '80' } }, 0)
  expect(await listOpenBreaches(ledger.db)).toMatchObject([{ indicator: 'oracle_age', worst: '80' }])
  expect(await alerts()).toEqual([])
})

test('an hour keeps its last reading; the current value is the one that was read last', async () => {
  await record(move('1'), 0)
  await record(move('2'), 30)
  await record(move(null), 61)
  expect((await readingsSince(ledger.db, minute(0).at)).map(({ value }) => value)).toEqual(['2', null])
  expect(await latestReadings(ledger.db)).toMatchObject([
    { indicator: 'price_move', value: null, reason: 'No price was posted a day ago.', block: 161n },
  ])
  expect(await readingsSince(ledger.db, minute(60).at)).toHaveLength(1)
})

test.each([
  ['all of it inside', -10, 100, 1],
  ['it begins before and ends inside', 5, 100, 1],
  ['it begins inside and ends after', -10, 5, 1],
  ['it goes on all the time', 3, 5, 1],
  ['it ended when the time began', 10, 100, 0],
  ['it began when the time ended', -10, 1, 0],
] as const)('between two times: %s', async (_, from, to, count) => {
  await record(move('30'), 1)
  await record(move('10'), 10)
  expect(await breachesBetween(ledger.db, minute(from).at, minute(to).at)).toHaveLength(count)
})

test('one that is not over counts in every later time', async () => {
  await record(move('30'), 1)
  expect(await breachesBetween(ledger.db, minute(5_000).at, minute(6_000).at)).toHaveLength(1)
})

test('an acknowledgement belongs to a running breach, and ends with it', async () => {
  await record(move('30'), 1)
  const [open] = await listOpenBreaches(ledger.db)
  if (!open) throw new Error('no breach')
  const note = { acknowledgedBy: WHO, acknowledgedAt: new Date(START), note: 'Known.' } as const
  expect(await acknowledgeBreach(ledger.db, open.id, note)).toBe(true)
  expect(await acknowledgeBreach(ledger.db, 'another', note)).toBe(false)
  await record(move('10'), 2)
  expect(await acknowledgeBreach(ledger.db, open.id, { ...note, note: 'Too late.' })).toBe(false)
  await record(move('30'), 3)
  expect(await listOpenBreaches(ledger.db)).toMatchObject([{ note: null, acknowledgedBy: null }])
  expect(await listEndedBreaches(ledger.db, 1)).toMatchObject([{ note: 'Known.', acknowledgedBy: WHO }])
})

test('a threshold that is moved judges the newest reading at once', async () => {
  await record(move('22'), 1)
  const [reading] = await latestReadings(ledger.db)
  if (!reading) throw new Error('no reading')
  const set = { reason: 'a volatile week', changedAt: new Date(START), changedBy: WHO } as const
  const save = (value: string) => ledger.db.transaction((tx) => saveThreshold(tx, { id: 'price_move', ...set, value }))
  expect(await save('30')).toBe('20')
  await ledger.db.transaction((tx) => judgeAgain(tx, reading, '30'))
  expect([await listOpenBreaches(ledger.db), await alerts()]).toEqual([[], []])
  expect(await readThresholds(ledger.db)).toMatchObject({ price_move: '30', hhi: '2500' })
  expect(await save('21')).toBe('30')
  await ledger.db.transaction((tx) => judgeAgain(tx, reading, '21'))
  expect(await listOpenBreaches(ledger.db)).toMatchObject([{ threshold: '21', worst: '22' }])
})

test('of readings older than 400 days the last of each day stays, so that packs of old quarters say the same', async () => {
  const day = 86_400_000
  const now = Date.now()
  const old = Math.floor(now / day - 402) * day
  const hours = [-2, 5, 9, 23, 26].map((hour) => old + hour * 3_600_000)
  for (const at of [...hours, now]) {
    const place = { at: new Date(at), block: 100n, readAt: new Date(at) }
    await ledger.db.transaction((tx) =>
      recordReadings(tx, move(`${new Date(at).getUTCHours()}`), place, thresholdsWith({})),
    )
  }
  const ends = [old - day, old, old + day, now].map((at) => new Date(at))
  const packs = async () =>
    (await Promise.all(ends.map((end) => readingsAt(ledger.db, end)))).map((read) => read.get('price_move')?.at)
  const before = await packs()
  expect(await forgetOld(ledger.db)).toBe(2)
  const left = (await readingsSince(ledger.db, new Date(0))).map(({ at }) => at.getTime())
  expect(left).toEqual([hours[0], hours[3], hours[4], now])
  expect(await packs()).toEqual(before)
  expect(await forgetOld(ledger.db)).toBe(0)
})
