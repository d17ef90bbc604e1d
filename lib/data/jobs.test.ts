import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { addToHistory, endRun, startRun } from '../db/job-runs'
import { JOB_LIST } from '../domain/jobs'

let server: TestServer
let ledger: Connection & { url: string }

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('jobs_page')
  process.env.DATABASE_URL = ledger.url
})
afterAll(() => server.stop())
beforeEach(() => vi.resetModules())

const read = async (chosen?: string) => (await import('./jobs')).getJobSchedule(chosen)

test('before anything ran each job is there, without a next run while there is no ledger', async () => {
  const { jobs, runs } = await read()
  expect(jobs.map(({ id }) => id)).toEqual(JOB_LIST.map(({ id }) => id))
  expect(jobs.find(({ id }) => id === 'distribution')).toMatchObject({ state: 'never', last: null, next: null })
  expect(runs).toBeNull()
})

test('a job shows its last run, and the one that was asked for its last twenty', async () => {
  for (let i = 0; i < 25; i += 1) {
    await addToHistory(ledger.db, { job: 'distribution', key: `day-${i}`, ms: 25 - i, isOk: i < 24, say: `run ${i}` })
  }
  await addToHistory(ledger.db, { job: 'reconciliation', key: 'hour-1', ms: 3, isOk: true, say: 'agree' })
  await startRun(ledger.db, 'reconciliation')
  const { jobs, runs } = await read('distribution')
  expect(jobs.find(({ id }) => id === 'distribution')).toMatchObject({ state: 'failed', last: { say: 'run 24' } })
  expect(jobs.find(({ id }) => id === 'reconciliation')).toMatchObject({ state: 'running', last: { say: 'agree' } })
  expect(runs?.rows.map(({ say }) => say)).toEqual(Array.from({ length: 20 }, (_, i) => `run ${24 - i}`))
  await endRun(ledger.db, 'reconciliation', null)
  expect((await read()).jobs.find(({ id }) => id === 'reconciliation')?.state).toBe('done')
})

test('the next run is counted from the head of the chain that the ledger knows', async () => {
  await ledger.pool.query(`insert into checkpoints values
    (31337, '0x00', 5, '0x05', '2026-11-02T11:00:00Z', 6, '2026-11-02T12:15:00Z', 'live', null, now())`)
  const { jobs } = await read()
  expect(jobs.find(({ id }) => id === 'reconciliation')).toMatchObject({
    next: new Date('2026-11-02T13:00:00Z'),
    inSeconds: 2_700,
  })
})

test('a job that does not exist is not asked for', async () => {
  expect((await read("x' or true")).runs).toBeNull()
})
