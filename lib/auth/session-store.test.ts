import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Db } from '../db/connect'
import { sessions } from '../db/schema'
import { closeAllSessions, closeSession, openSession, readSession } from './session-store'

const ALICE = '0x71bE63f3384f5fb98995898A86B02Fb2426c5788'
const BOB = '0xFABB0ac9d68B0B445fB7357272Ff202C5651694a'
const START = new Date('2026-11-01T00:00:00Z')
const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000)

let server: TestServer
let db: Db
beforeAll(async () => {
  server = await startTestServer()
  db = (await server.open('sessions')).db
})
afterAll(() => server?.stop())

const read = (id: string, now: Date, isConsole = false, chainId = 31_337) =>
  readSession(db, id, { chainId, now, isConsole: async () => isConsole })

test('a session says whose it is, and the table does not hold its id', async () => {
  const id = await openSession(db, ALICE, 31_337, START)
  expect(await read(id, after(1))).toMatchObject({ address: ALICE, chainId: 31_337, signedInAt: START })
  const rows = await db.select().from(sessions)
  expect(JSON.stringify(rows)).not.toContain(id)
})

test('two sign-ins have two ids', async () => {
  expect(await openSession(db, ALICE, 31_337, START)).not.toBe(await openSession(db, ALICE, 31_337, START))
})

test.each([
  ['a user idle for 24 hours', 24 * 60, false, true],
  ['a user idle for a minute more', 24 * 60 + 1, false, false],
  ['a holder of a role idle for 30 minutes', 30, true, true],
  ['a holder of a role idle for a minute more', 31, true, false],
])('%s', async (_, minutes, isConsole, isOpen) => {
  const id = await openSession(db, ALICE, 31_337, START)
  expect((await read(id, after(minutes), isConsole)) !== null).toBe(isOpen)
  // Ended is ended: a role that goes away does not bring it back.
  expect((await read(id, after(minutes), false)) !== null).toBe(isOpen)
})

test('use keeps a session open, a week at most', async () => {
  const id = await openSession(db, ALICE, 31_337, START)
  const hour = 60
  for (let hours = 12; hours < 7 * 24; hours += 12) expect(await read(id, after(hours * hour))).not.toBeNull()
  expect(await read(id, after(7 * 24 * hour))).toBeNull()
})

test('a chain that does not say who holds a role opens nothing and ends nothing', async () => {
  const id = await openSession(db, ALICE, 31_337, START)
  const away = () => Promise.reject(new Error('the chain is away'))
  const asked = readSession(db, id, { chainId: 31_337, now: after(31), isConsole: away })
  await expect(asked).rejects.toThrow('the chain is away')
  expect(await read(id, after(32))).not.toBeNull()
})

test('signed out is out, elsewhere not', async () => {
  const [here, there] = [await openSession(db, BOB, 31_337, START), await openSession(db, BOB, 31_337, START)]
  await closeSession(db, here, after(1))
  expect(await read(here, after(2))).toBeNull()
  expect(await read(there, after(2))).not.toBeNull()
})

test('signed out everywhere is out everywhere, and others stay', async () => {
  const mine = [await openSession(db, BOB, 31_337, START), await openSession(db, BOB, 31_337, START)]
  const hers = await openSession(db, ALICE, 31_337, START)
  expect(await closeAllSessions(db, BOB, after(1))).toBeGreaterThanOrEqual(2)
  for (const id of mine) expect(await read(id, after(2))).toBeNull()
  expect(await read(hers, after(2))).not.toBeNull()
})

test('a session of another chain and an id nobody issued open nothing', async () => {
  const id = await openSession(db, ALICE, 31_337, START)
  expect(await read(id, after(1), false, 8453)).toBeNull()
  expect(await read('nobody', after(1))).toBeNull()
})
