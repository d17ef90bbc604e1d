import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, connect } from '../../lib/db/connect'
import { copyIn } from '../../lib/db/copy'
import { insertGateway } from '../../lib/db/metering-key-rows'
import { COPY_RECEIPTS } from '../../lib/db/metering-receipt-rows'
import { migrate } from '../../lib/db/migrate'
import { issueKey } from '../../lib/metering/keys'
import { isRefused, type ReceiptInput, readReceipt } from '../../lib/metering/receipt-input'
import { receiveUsage } from '../../lib/metering/receive'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from '../../lib/metering/signature'
import { addPeriod, openMarket } from '../../lib/metering/testing/small-market'
import { UsageWriter } from '../../lib/metering/writer'
import { startPostgres } from '../../scripts/platform/postgres'
import type { Bench } from '../bench'
import { accounts, batchOf } from './traffic'

const CHAIN = 31_337
const NOW = new Date('2026-11-10T12:00:00Z')
/** Receipts of a request and of a run; requests on their way at once. */
const PER_REQUEST = 5_000
const RECEIPTS = 100_000
const AT_ONCE = 10
const GATEWAY = 'bench'

/** Durable: the settings of a production server, fsync and synchronous commit on. */
async function withDatabase<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cxpt-bench-'))
  const flags = ['shared_buffers=256MB', 'max_wal_size=4GB'].flatMap((flag) => ['-c', flag])
  const server = await startPostgres({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log'), flags })
  const connection = connect(server.url)
  try {
    await migrate(connection.db)
    return await work(connection)
  } finally {
    await connection.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
    rmSync(server.dataDir, { recursive: true, force: true })
  }
}

/** Half of the accounts have a plan, a large one each: most of their requests are covered. */
async function prepare({ db, pool }: Connection): Promise<string> {
  await openMarket(pool, CHAIN)
  for (const account of accounts.slice(0, accounts.length / 2)) {
    await addPeriod(pool, CHAIN, {
      kind: 'subscribed',
      account,
      plan: 2,
      index: 1,
      from: new Date('2026-11-01T00:00:00Z'),
    })
  }
  await insertGateway(db, { id: GATEWAY, name: 'Bench', createdAt: NOW })
  return (await issueKey(db, { gateway: GATEWAY }, { name: 'bench', scopes: ['usage'] }, NOW)).key
}

/** Seconds of `send` over all parts, `AT_ONCE` of them on their way. */
async function secondsOf<T>(parts: readonly T[], send: (part: T) => Promise<unknown>): Promise<number> {
  const started = performance.now()
  const queue = parts.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const part of queue) await send(part)
    }),
  )
  return (performance.now() - started) / 1_000
}

const partsOf = (name: string) =>
  Array.from({ length: RECEIPTS / PER_REQUEST }, (_, n) => batchOf(PER_REQUEST, `${name}${n}`, NOW))

/** The ingestion function alone: receipts that are read already. */
async function measureWriter({ db }: Connection): Promise<number> {
  const writer = new UsageWriter(db, CHAIN)
  const parts = partsOf('w').map((part) =>
    part
      .map((sent) => readReceipt(sent, NOW))
      .filter((read): read is ReceiptInput => !isRefused(read))
      .map((input) => ({ gateway: GATEWAY, input })),
  )
  return secondsOf(parts, async (part) => {
    const results = await writer.write(part, NOW)
    if (results.some(({ status }) => status !== 'accepted')) throw new Error('a receipt was not accepted')
  })
}

/** All of a request but the socket: bytes and headers in, the answer as JSON out. */
async function measureRequests({ db }: Connection, key: string): Promise<number> {
  const writer = new UsageWriter(db, CHAIN)
  const text = new TextEncoder()
  const timestamp = String(NOW.getTime() / 1_000)
  const requests = await Promise.all(
    partsOf('h').map(async (part) => {
      const body = text.encode(part.map((sent) => JSON.stringify(sent)).join('\n'))
      const signature = await sign(key, timestamp, body)
      const headers = { authorization: `Bearer ${key}`, [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature }
      return { body, headers: new Headers(headers) }
    }),
  )
  return secondsOf(requests, async (request) => {
    const answers = await receiveUsage({ db, writer }, request, NOW)
    if (answers.some(({ status }) => status !== 'accepted')) throw new Error('a receipt was not accepted')
    JSON.stringify(answers)
  })
}

/** The same rows, copied out of the table and into it again, by as many commits as a writer at its best needs, on one connection. */
async function measureCopy({ pool }: Connection): Promise<number> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ line: string }>(copyLines)
    await client.query('truncate receipts')
    const parts = Array.from({ length: RECEIPTS / PER_REQUEST }, (_, n) =>
      rows
        .slice(n * PER_REQUEST, (n + 1) * PER_REQUEST)
        .map(({ line }) => line)
        .join(''),
    )
    const started = performance.now()
    for (const part of parts) await copyIn(client, COPY_RECEIPTS, [part])
    return (performance.now() - started) / 1_000
  } finally {
    client.release()
  }
}

const COLUMNS =
  /\(([^)]+)\)/
    .exec(COPY_RECEIPTS)?.[1]
    ?.split(',')
    .map((column) => column.trim()) ?? []
/** Rows as lines of `COPY`'s text format: no column holds a tab, a line break or a backslash. */
const copyLines = `select concat_ws(E'\\t', ${COLUMNS.map((column) => `coalesce(${column}::text, E'\\\\N')`).join(', ')}) || E'\\n' as line from receipts order by seq`

export const ingest: Bench = {
  name: 'ingest',
  unit: 'receipts per second',
  run: () =>
    withDatabase(async (connection) => {
      const key = await prepare(connection)
      // Warm: code is compiled, the partition is there.
      await new UsageWriter(connection.db, CHAIN).write(
        batchOf(PER_REQUEST, 'warm', NOW).flatMap((sent) => {
          const input = readReceipt(sent, NOW)
          return isRefused(input) ? [] : [{ gateway: GATEWAY, input }]
        }),
        NOW,
      )
      await connection.pool.query('truncate receipts')
      const written = await measureWriter(connection)
      const copied = await measureCopy(connection)
      await connection.pool.query('truncate receipts')
      const received = await measureRequests(connection, key)
      const rate = (seconds: number) => Math.round(RECEIPTS / seconds)
      const [ours, requests, copy] = [rate(written), rate(received), rate(copied)]
      return {
        figures: { 'ingestion, durable': ours, 'requests: verify, parse, write, answer': requests },
        peers: { 'COPY of the same rows, 5,000 a commit': copy },
        gates: [
          { id: 'ingestion, durable', must: 10_000, goal: Math.ceil(copy / 2), atLeast: true },
          { id: 'requests: verify, parse, write, answer', must: 10_000, atLeast: true },
        ],
        ratios: [{ job: 'time of ingestion', peer: 'time of COPY', of: written / copied }],
      }
    }),
}
