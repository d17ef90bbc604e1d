import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { type Hex, recoverTypedDataAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoSigner } from '../../../contracts/deploy/demo-accounts'
import { APRIL, MARCH, type MonthStage, startMonthStage } from '../../../scripts/testing/report-stage'
import { askForJob, type CloseJobRow, findJob, readJobPart, takeJob } from '../../db/close-job-rows'
import { rewardLeaves } from '../../db/provider-schema'
import { roots } from '../../db/schema'
import { listProgress, listVersions, type ReportVersion, stateOf } from '../../db/version-rows'
import { type CloseJobKind, MONTH_EXPORTS } from '../../domain/close-job'
import { periodOf, SIGN_OFF_ROLES, signOffTypedData } from '../../domain/sign-off'
import type { ReportSource } from '../../reports/month-report'
import { NODE_TREE_HASH, nodeDigest } from '../../reports/node-hash'
import { signVersion } from '../../reports/stored/sign'
import { checkFiles } from '../../reports/verify/check-files'
import { filesInFolder } from '../../reports/verify/folder'
import { runCloseJob } from './run'

const CHAIN = 31_337
const COMMIT = 'c'.repeat(40)
const LOG = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
/** preparer, reviewer, approver of the local chain. */
const FINANCE = [7, 8, 9] as const

let stage: MonthStage
let source: ReportSource & { db: MonthStage['db'] }
let folder: string
let asked = 0

beforeAll(async () => {
  stage = await startMonthStage()
  const { client, deployment } = stage.chain
  source = { db: stage.db, chain: { client, deployment }, commit: COMMIT, site: 'https://console.example' }
  folder = mkdtempSync(join(tmpdir(), 'cxpt-close-test-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await stage?.endDatabase()
  await stage?.chain.stop()
})

/** Asks for it, lets a worker take it, and answers how it ended. */
async function run(kind: CloseJobKind, period: string, reason: string | null = null): Promise<CloseJobRow> {
  asked += 1
  const now = new Date()
  const none = { say: null, endedAt: null, fileName: null, bytes: null, sha256: null, manifest: null }
  const row = await askForJob(stage.db, {
    ...{ chainId: CHAIN, id: `job ${asked}`, kind, period, reason, state: 'waiting', step: 'waiting', done: 0 },
    ...{ requestedBy: demoSigner(FINANCE[0]).address.toLowerCase() as Hex, requestedAt: now, movedAt: now, ...none },
  })
  const taken = await takeJob(stage.db, CHAIN, new Date())
  if (taken?.id !== row.id) throw new Error('another job was taken')
  await runCloseJob(source, taken, LOG as never)
  const ended = await findJob(stage.db, CHAIN, row.id)
  if (!ended) throw new Error('the job is gone')
  return ended
}

async function bytesOf({ id }: CloseJobRow): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  for (let seq = 0; ; seq += 1) {
    const data = await readJobPart(stage.db, CHAIN, id, seq)
    if (data === null) return new Uint8Array(Buffer.concat(pieces))
    pieces.push(Buffer.from(data, 'base64'))
  }
}

const newest = async (month: string): Promise<ReportVersion> => {
  const version = (await listVersions(stage.db, CHAIN, month)).at(-1)
  if (!version) throw new Error('no version')
  return version
}

/** Referral and loyalty: one account has all that a root gave. */
async function knowLeaves(): Promise<void> {
  const accepted = await stage.db.select().from(roots).where(eq(roots.step, 'accepted'))
  for (const { category, root, total } of accepted) {
    if (category === 'provider') continue
    const account: Hex = `0x${'a1'.repeat(20)}`
    const leaf = { chainId: CHAIN, category, root, account, cumulative: total ?? 0n, added: 0n, detail: null }
    await stage.db.insert(rewardLeaves).values(leaf).onConflictDoNothing()
  }
}

const reports = () => stage.chain.addressOf('Reports')
const typedData = (
  { month, version, manifestHash, dataRoot }: ReportVersion,
  role: 'preparer' | 'reviewer' | 'approver',
) => signOffTypedData(CHAIN, reports(), { role, month, version: BigInt(version), manifestHash, dataRoot, note: role })

async function signAll(version: ReportVersion): Promise<void> {
  for (const [i, role] of SIGN_OFF_ROLES.entries()) {
    const signer = demoSigner(FINANCE[i] ?? 0)
    const signature = await signer.signTypedData(typedData(version, role))
    const context = {
      ...{ db: stage.db, chainId: CHAIN, reports: reports() },
      isSignedBy: (address: Hex, data: ReturnType<typeof typedData>, signed: Hex) =>
        stage.chain.client.verifyTypedData({ ...data, address, signature: signed }),
    }
    await signVersion(context, {
      id: version.id,
      role,
      note: role,
      signature,
      account: signer.address,
      now: new Date(),
    })
  }
}

async function anchor({ month, manifestHash }: ReportVersion): Promise<void> {
  await stage.chain.send(FINANCE[2], 'Reports', 'anchor', [periodOf(month), manifestHash, 'https://console.example'])
  await stage.chain.mine()
  await stage.index()
}

describe('a month from its draft to its restatement', () => {
  test('a draft is exported in every form, with the commit in its manifest', async () => {
    for (const kind of MONTH_EXPORTS) {
      const job = await run(kind, APRIL)
      expect(job).toMatchObject({ state: 'done', done: 1_000, say: null })
      expect(job.fileName).toMatch(/^cxpt-report-2026-04-01-to-2026-04-30-draft/)
      expect((await bytesOf(job)).length).toBe(job.bytes)
    }
    const files = unzipSync(await bytesOf(await run('all', APRIL)))
    const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json']))
    expect(manifest.commit).toBe(COMMIT)
    expect(files['attestation.json']).toBeUndefined()
    const journals = unzipSync(await bytesOf(await run('journals', APRIL)))
    expect(Object.keys(journals).sort()).toEqual([
      'journals-netsuite.csv',
      'journals-quickbooks.csv',
      'journals-xero-001.csv',
      'journals.beancount',
      'journals.hledger',
    ])
    const sheets = Object.keys(unzipSync(await bytesOf(await run('csv', APRIL))))
    expect(sheets).toContain('journals.csv')
    expect(sheets).toHaveLength(22)
  })

  test('a red gate keeps a month from being put up for signing', async () => {
    const refused = await run('version', APRIL)
    expect(refused.state).toBe('failed')
    expect(refused.say).toMatch(/^A gate has not passed: .*leaves of 0x[0-9a-f]{64} are not known here/)
    expect(await listVersions(stage.db, CHAIN, APRIL)).toEqual([])
    await knowLeaves()
  })

  test('put up for signing once; a second time is refused while the first is signed', async () => {
    expect(await run('version', APRIL)).toMatchObject({ state: 'done' })
    expect(stateOf(await newest(APRIL))).toBe('signing')
    const again = await run('version', APRIL)
    expect(again).toMatchObject({ state: 'failed', say: expect.stringContaining('is being signed') })
  })

  test('signed by three and anchored it is final; its files are whole and carry the attestation', async () => {
    await signAll(await newest(APRIL))
    expect((await listProgress(stage.db, CHAIN)).get(APRIL)).toEqual({ isReviewed: true, isFinal: false })
    await anchor(await newest(APRIL))
    const version = await newest(APRIL)
    expect(stateOf(version)).toBe('final')
    const files = unzipSync(await bytesOf(await run('all', APRIL)))
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    const checked = await checkFiles(filesInFolder(folder), { digest: nodeDigest, tree: NODE_TREE_HASH })
    expect(checked.findings).toEqual([])
    expect(`0x${checked.manifestHash}`).toBe(version.manifestHash)
    const attestation = JSON.parse(new TextDecoder().decode(files['attestation.json']))
    expect(attestation.anchor.version).toBe(1)
    for (const [i, role] of SIGN_OFF_ROLES.entries()) {
      const signed = attestation.signatures[i]
      const who = await recoverTypedDataAddress({ ...typedData(version, role), signature: signed.signature })
      expect([signed.role, signed.account, who]).toEqual([role, who, demoSigner(FINANCE[i] ?? 0).address])
    }
  })

  test('a final report is replaced with a reason only, and the new version names the rows that differ', async () => {
    expect(await run('version', APRIL)).toMatchObject({ state: 'failed', say: expect.stringContaining('say why') })
    const first = await newest(APRIL)
    expect(await run('version', APRIL, 'Receipts of a gateway came late')).toMatchObject({ state: 'done' })
    const second = await newest(APRIL)
    expect(second).toMatchObject({ version: 2, supersedes: first.id, reason: 'Receipts of a gateway came late' })
    const manifest = JSON.parse(second.manifest)
    expect(manifest).toMatchObject({ version: 2, supersedes: first.manifestHash.slice(2) })
    expect(manifest.files.map(({ name }: { name: string }) => name)).toContain('restatement.json')
    expect((await listProgress(stage.db, CHAIN)).get(APRIL)).toEqual({ isReviewed: true, isFinal: true })
  })

  test('the pack of a quarter is one zip with its index; a quarter that is not over is refused', async () => {
    expect(await run('quarter', '2026-Q4')).toMatchObject({
      state: 'failed',
      say: expect.stringContaining('is not over'),
    })
    const first = await run('quarter', '2026-Q1')
    expect(first).toMatchObject({ state: 'done', fileName: 'cxpt-pack-2026-Q1.zip' })
    expect(Object.keys(unzipSync(await bytesOf(first)))).toContain('index.json')
  })

  test('the review of a running year is of its months so far; a year without one is refused', async () => {
    const review = await run('year', '2026')
    expect(review).toMatchObject({ state: 'done', fileName: 'cxpt-review-2026.zip' })
    const files = unzipSync(await bytesOf(review))
    const index = JSON.parse(new TextDecoder().decode(files['index.json']))
    expect(index.isWhole).toBe(false)
    expect(index.months.at(-1)).not.toBe('2026-12')
    expect(Object.keys(files).some((name) => name.endsWith('.pdf'))).toBe(true)
    expect(await run('year', '2030')).toMatchObject({ state: 'failed', say: expect.stringContaining('2030') })
    expect(await run('year', '26')).toMatchObject({ state: 'failed', say: expect.stringContaining('is not a year') })
  })

  test.each([
    ['a running month', '2026-06', 'is not over'],
    ['a month before genesis', '2026-01', 'no month 2026-01'],
    ['no month', '2026-13', 'is not a month'],
  ])('%s is refused in words', async (_, period, say) => {
    const job = await run('json', period)
    expect(job).toMatchObject({ state: 'failed', say: expect.stringContaining(say) })
  })

  test('what was asked for twice is made once, and what its worker left is taken again', async () => {
    const now = new Date()
    const job = await run('pdf', MARCH)
    const waiting = { ...job, id: 'first', state: 'waiting' as const, endedAt: null, movedAt: now, requestedAt: now }
    expect((await askForJob(stage.db, waiting)).id).toBe('first')
    expect((await askForJob(stage.db, { ...waiting, id: 'second' })).id).toBe('first')
    expect((await takeJob(stage.db, CHAIN, now))?.id).toBe('first')
    expect(await takeJob(stage.db, CHAIN, new Date(now.getTime() + 60_000))).toBeNull()
    expect((await takeJob(stage.db, CHAIN, new Date(now.getTime() + 180_000)))?.id).toBe('first')
  })
})
