import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type CloseJobRow, findJob, insertJobPart, moveJob, takeJob } from '../db/close-job-rows'
import type { Connection } from '../db/connect'
import { AppError } from '../errors/app-error'

const CHAIN = 31_337
const [ALICE, BOB] = [
  '0x00000000000000000000000000000000000000A1',
  '0x00000000000000000000000000000000000000b2',
] as const
const visitor = vi.hoisted(() => ({ address: null as string | null }))
vi.mock('./finance-source', () => ({
  requireReader: async () => {
    if (visitor.address === null) throw new AppError('SIGNED_OUT')
    return { session: { address: visitor.address } }
  },
  monthFrom: (text: string) => text,
  reportSource: () => ({}),
}))
const { askPack, askReview, getJobs, openDownload } = await import('./close-jobs')

let server: TestServer
let ledger: Connection
const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

beforeAll(async () => {
  server = await startTestServer()
  ledger = await server.open('close_jobs')
  shared.cxptDatabase = ledger
})
beforeEach(async () => {
  visitor.address = ALICE
  await ledger.pool.query('truncate close_jobs, close_job_parts, audit')
})
afterAll(async () => {
  vi.useRealTimers()
  delete shared.cxptDatabase
  await server?.stop()
})

const job = async () => {
  const [first] = await getJobs('packs')
  if (!first) throw new Error('no job')
  return first
}
async function taken(): Promise<CloseJobRow> {
  const row = await takeJob(ledger.db, CHAIN, new Date())
  if (!row) throw new Error('nothing to take')
  return row
}
/** As a worker ends it: two pieces, then done. */
async function finish(row: CloseJobRow, fileName = 'cxpt-pack-2026-Q3.zip') {
  for (const [seq, text] of ['one ', 'file'].entries()) {
    await insertJobPart(ledger.db, { chainId: CHAIN, jobId: row.id, seq, data: Buffer.from(text).toString('base64') })
  }
  const sha256 = createHash('sha256').update('one file').digest('hex')
  await moveJob(ledger.db, row, {
    state: 'done',
    step: 'done',
    done: 1_000,
    fileName,
    bytes: 8,
    sha256,
    endedAt: new Date(),
  })
}
function linkOf(href: string) {
  const { pathname, searchParams } = new URL(href, 'https://console.example')
  return {
    id: pathname.split('/').at(-1) ?? '',
    until: Number(searchParams.get('until')),
    seal: searchParams.get('seal') ?? '',
  }
}
async function download({ id, until, seal }: ReturnType<typeof linkOf>) {
  const { name, bytes, pieces } = await openDownload(id, until, seal)
  let text = ''
  for await (const piece of pieces) text += Buffer.from(piece).toString()
  return { name, bytes, text }
}

test('an export waits, runs with progress, and is done with a link that gives the file and is on record', async () => {
  await askPack('2026-Q3')
  expect(await job()).toMatchObject({
    kind: 'quarter',
    period: '2026-Q3',
    state: 'waiting',
    done: 0,
    by: ALICE,
    file: null,
  })
  const row = await taken()
  await moveJob(ledger.db, row, { step: 'writing', done: 400, movedAt: new Date() })
  expect(await job()).toMatchObject({ state: 'running', step: 'writing', done: 400, file: null })
  await finish(row)
  const { state, file } = await job()
  expect(state).toBe('done')
  if (!file) throw new Error('no file')
  expect(await download(linkOf(file.href))).toEqual({ name: 'cxpt-pack-2026-Q3.zip', bytes: 8, text: 'one file' })
  const { rows } = await ledger.pool.query(`select actor, action, detail ->> 'id' as id from audit order by id`)
  const by = ALICE.toLowerCase()
  expect(rows).toEqual([
    { actor: by, action: 'export asked for', id: row.id },
    { actor: by, action: 'export downloaded', id: row.id },
  ])
})

test('asked for twice it is one; another year is another', async () => {
  await askPack('2026-Q3')
  await askPack('2026-Q3')
  await askReview('2026')
  expect((await getJobs('packs')).map(({ kind }) => kind).sort()).toEqual(['quarter', 'year'])
})

test('a link works for fifteen minutes, for whom it was made, as it was made', async () => {
  await askPack('2026-Q3')
  await finish(await taken())
  const before = Math.floor(Date.now() / 1_000)
  const { file } = await job()
  const link = linkOf(file?.href ?? '')
  expect(link.until - before).toBeGreaterThanOrEqual(15 * 60)
  expect(link.until - before).toBeLessThanOrEqual(15 * 60 + 2)
  vi.useFakeTimers({ now: (link.until - 1) * 1_000, toFake: ['Date'] })
  expect((await download(link)).text).toBe('one file')
  vi.setSystemTime(link.until * 1_000)
  await expect(download(link)).rejects.toMatchObject({ code: 'LINK_EXPIRED' })
  await expect(download({ ...link, until: link.until + 60 })).rejects.toMatchObject({ code: 'LINK_WRONG' })
  vi.useRealTimers()
  await expect(download({ ...link, id: 'other' })).rejects.toMatchObject({ code: 'LINK_WRONG' })
  visitor.address = BOB
  await expect(download(link)).rejects.toMatchObject({ code: 'LINK_WRONG' })
  visitor.address = null
  await expect(download(link)).rejects.toMatchObject({ code: 'SIGNED_OUT' })
  await expect(getJobs('packs')).rejects.toMatchObject({ code: 'SIGNED_OUT' })
})

test('a failed job says why and has no file; one that is gone or made anew is refused', async () => {
  await askPack('2026-Q4')
  const row = await taken()
  await finish(row)
  const link = linkOf((await job()).file?.href ?? '')
  await moveJob(ledger.db, row, { state: 'failed', say: 'The quarter is not over.', endedAt: new Date() })
  expect(await job()).toMatchObject({ state: 'failed', say: 'The quarter is not over.', file: null })
  await expect(download(link)).rejects.toMatchObject({ code: 'EXPORT_NOT_READY' })
  await ledger.pool.query('truncate close_jobs')
  await expect(download(link)).rejects.toMatchObject({ code: 'EXPORT_NOT_FOUND' })
})

test('what a worker left in the middle begins anew, without the pieces of the first time', async () => {
  await askPack('2026-Q3')
  const row = await taken()
  await insertJobPart(ledger.db, { chainId: CHAIN, jobId: row.id, seq: 0, data: 'b2xk' })
  await moveJob(ledger.db, row, { done: 700 })
  expect(await takeJob(ledger.db, CHAIN, new Date())).toBeNull()
  const again = await takeJob(ledger.db, CHAIN, new Date(Date.now() + 121_000))
  expect(again?.id).toBe(row.id)
  expect(await findJob(ledger.db, CHAIN, row.id)).toMatchObject({ state: 'running', done: 0 })
  await finish(row)
  expect((await download(linkOf((await job()).file?.href ?? ''))).text).toBe('one file')
})

test.each([
  ['no quarter', () => askPack('2026-Q5'), 'BAD_QUARTER'],
  ['a formula for a quarter', () => askPack('=1+1'), 'BAD_QUARTER'],
  ['no year', () => askReview('26'), 'BAD_YEAR'],
])('%s is refused and nothing waits', async (_, ask, code) => {
  await expect(ask()).rejects.toMatchObject({ code })
  expect(await getJobs('packs')).toEqual([])
})
