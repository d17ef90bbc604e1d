import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Address } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../scripts/testing/database'
import { plantReceipts } from '../../../scripts/testing/receipts'
import { insertLines } from '../../db/backup-rows'
import type { Connection } from '../../db/connect'
import { listPublications } from '../../db/publication-rows'
import { endSettlement, type Settlement } from '../../db/settlement-rows'
import { SILENT } from '../../indexer/log'
import { buildSettlement } from '../../metering/settlement/build'
import { closeRun } from '../../rewards/close-run'
import { account, epochInputs, REWARDS, referralInputs } from '../../rewards/testing'
import type { JobContext } from '../context'
import { checkPublished } from './check'
import { folderStore } from './folder-store'
import { publish } from './publish'
import { s3Store } from './s3-store'
import type { Store } from './store'
import { KEY_ID, REGION, SECRET, startS3 } from './testing/s3-server'

const CHAIN = 31_337
const AT = new Date('2026-11-02T12:00:00Z')
const chain = { room: async () => 0n, meters: async () => new Map() }
let server: TestServer
let c: Connection
let folder: string
let store: Store
let context: JobContext

beforeAll(async () => {
  server = await startTestServer()
  c = await server.open('published')
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  if (folder) rmSync(folder, { recursive: true, force: true })
  folder = mkdtempSync(join(tmpdir(), 'cxpt-second-'))
  store = folderStore(folder)
  const deployment = { chainId: CHAIN, startBlock: 0, contracts: { Rewards: { address: REWARDS as Address } } }
  context = { db: c.db, deployment, signers: {}, store, log: SILENT } as unknown as JobContext
  await c.pool.query('truncate receipts, meters, settlements, reward_runs, reward_leaves, publications')
})

const provider = { provider: account(7), payout: account(8), goodMinutes: 10_000, eligibleMinutes: 10_080 }
const classes = [{ service: 'tide-pool', units: '1000000', requests: 500, errors: 0, latencies: [] }]
const closeEpoch = () => closeRun(c.db, epochInputs([{ ...provider, classes }]), AT)
let request = 0
async function settleBatch(count: number): Promise<Settlement> {
  const used = Array.from({ length: count }, () => {
    request += 1
    return { account: account(5), nano: 1_000n, requestId: `r-${request}` }
  })
  await plantReceipts(c.db, AT, used)
  const batch = await buildSettlement({ db: c.db, chainId: CHAIN, chain, now: AT })
  if (!batch) throw new Error('no batch')
  await endSettlement(c.db, batch, { taken: 0n, txHash: '0x01', blockNumber: 5n })
  return batch
}
const paths = () => store.list('')
const textOf = (path: string) => readFileSync(join(folder, path), 'utf8')

test('inputs, leaves and receipts are written under their hashes, once', async () => {
  const run = await closeEpoch()
  const batch = await settleBatch(3)
  expect(await publish(context)).toEqual({ say: '3 written' })
  const all = await paths()
  expect(all.map((path) => path.replace(/-[0-9a-f]{64}\./, '-#.'))).toEqual([
    '31337/receipts/batch-00000001/receipts-#.ndjson',
    '31337/rewards/provider/epoch-2950/inputs-#.json',
    '31337/rewards/provider/epoch-2950/leaves-#.ndjson',
  ])
  for (const path of all) expect(path).toContain(createHash('sha256').update(textOf(path)).digest('hex'))
  const [receipts = '', inputs = '', leaves = ''] = all.map(textOf)
  expect(inputs).toBe(run?.inputs)
  expect(JSON.parse(leaves.split('\n')[0] ?? '')).toMatchObject({
    root: run?.root,
    total: `${run?.total}`,
    of: ['epoch 2950'],
  })
  expect(JSON.parse(leaves.split('\n')[1] ?? '')).toMatchObject([account(8), `${run?.total}`, `${run?.total}`, {}])
  expect(JSON.parse(receipts.split('\n')[0] ?? '')).toMatchObject({ id: 1, root: batch.root, receipts: 3 })
  expect(await publish(context)).toEqual({ say: '0 written' })
  expect(await paths()).toEqual(all)
})

test('a batch that is not settled waits', async () => {
  await plantReceipts(c.db, AT, [{ account: account(5), nano: 1_000n, requestId: 'waits' }])
  await buildSettlement({ db: c.db, chainId: CHAIN, chain, now: AT })
  expect(await publish(context)).toEqual({ say: '0 written' })
})

test('the lines of a batch are the rows, and can be put back', async () => {
  await settleBatch(4)
  await publish(context)
  const before = (await c.pool.query('select * from receipts order by seq')).rows
  await c.pool.query('truncate receipts')
  const [path = ''] = await paths()
  const client = await c.pool.connect()
  await insertLines(
    client,
    'receipts',
    (async function* () {
      yield* textOf(path).trimEnd().split('\n').slice(1)
    })(),
  )
  client.release()
  expect((await c.pool.query('select * from receipts order by seq')).rows).toEqual(before)
})

test('four workers at once write the same, and each object is recorded once', async () => {
  await closeEpoch()
  await closeRun(c.db, referralInputs({}), AT)
  for (let i = 0; i < 3; i += 1) await settleBatch(2)
  await Promise.all(Array.from({ length: 4 }, () => publish(context)))
  const rows = await listPublications(c.db, CHAIN, folder)
  expect(rows.map(({ path }) => path)).toEqual(await paths())
  expect(rows).toHaveLength(6)
})

test('a worker that dies after writing is taken over, and what it wrote is not written again', async () => {
  await settleBatch(2)
  const dead: Store = {
    ...store,
    put: async (path, bytes) => {
      await store.put(path, bytes)
      throw new Error('killed')
    },
  }
  await expect(publish({ ...context, store: dead })).rejects.toThrow('killed')
  expect(await listPublications(c.db, CHAIN, folder)).toEqual([])
  const readOnly: Store = { ...store, put: () => Promise.reject(new Error('was written before')) }
  expect(await publish({ ...context, store: readOnly })).toEqual({ say: '1 written' })
})

test('what does not come back as it was written is not recorded', async () => {
  await settleBatch(2)
  const lossy: Store = { ...store, put: (path, bytes) => store.put(path, bytes.slice(1)) }
  await expect(publish({ ...context, store: lossy })).rejects.toThrow('does not give back what was written')
  expect(await listPublications(c.db, CHAIN, folder)).toEqual([])
  expect(await publish(context)).toEqual({ say: '1 written' })
})

test('receipts that do not give their root are told to a person, and keep nothing else from being written', async () => {
  await settleBatch(2)
  await settleBatch(2)
  await c.pool.query(`update receipts set charge_nano = 1 where seq = (select min(seq) from receipts)`)
  expect(await publish(context)).toEqual({
    say: '1 written',
    alarm: 'Not kept in the second place: the receipts of batch 1 do not give its root.',
  })
  await c.pool.query(`update receipts set charge_nano = 1000`)
  expect(await publish(context)).toEqual({ say: '1 written' })
})

test('a check reads everything back and names what is damaged or gone; mended, it is written again', async () => {
  await closeEpoch()
  await settleBatch(2)
  await publish(context)
  expect(await checkPublished(c.db, store, CHAIN, false)).toMatchObject({
    objects: 3,
    missing: 0,
    faults: [],
    strangers: [],
  })
  const [receipts = '', inputs = ''] = await paths()
  writeFileSync(join(folder, receipts), `${textOf(receipts)} `)
  rmSync(join(folder, inputs))
  await store.put('31337/stranger', new Uint8Array(1))
  expect(await checkPublished(c.db, store, CHAIN, true)).toMatchObject({
    faults: [
      { path: receipts, say: 'is not what was written' },
      { path: inputs, say: 'is gone' },
    ],
    strangers: ['31337/stranger'],
  })
  expect(await publish(context)).toEqual({ say: '2 written' })
  expect(await checkPublished(c.db, store, CHAIN, false)).toMatchObject({ objects: 3, faults: [] })
})

test('a bucket that fails on the way is asked again, for the rest only', async () => {
  const s3 = await startS3()
  const bucket = s3Store({ url: s3.url, keyId: KEY_ID, secret: SECRET, region: REGION })
  await settleBatch(2)
  await settleBatch(2)
  let puts = 0
  s3.trouble = ({ method }, response) => {
    if (method === 'PUT') puts += 1
    if (method !== 'PUT' || puts !== 2) return false
    response.writeHead(503).end()
    return true
  }
  await expect(publish({ ...context, store: bucket })).rejects.toThrow('The second place answered 503')
  expect(await publish({ ...context, store: bucket })).toEqual({ say: '1 written' })
  expect(await checkPublished(c.db, bucket, CHAIN, false)).toMatchObject({ objects: 2, faults: [], strangers: [] })
  const [key = ''] = s3.objects.keys()
  s3.objects.set(key, Buffer.from('something else'))
  expect((await checkPublished(c.db, bucket, CHAIN, false)).faults).toHaveLength(1)
  s3.stop()
})

test('another place begins empty', async () => {
  await settleBatch(2)
  await publish(context)
  expect(await publish({ ...context, store: folderStore(join(folder, 'other')) })).toEqual({ say: '1 written' })
  expect(await publish({ ...context, store: undefined })).toEqual({ say: 'off: SECOND_PLACE is not set' })
})
