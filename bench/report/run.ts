import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { connect, type Queryable } from '../../lib/db/connect'
import { migrate } from '../../lib/db/migrate'
import { movementTexts } from '../../lib/db/movement-pages'
import { BUCKETS } from '../../lib/domain/buckets'
import { csvPieces } from '../../lib/reports/csv'
import { movementText } from '../../lib/reports/sheet/movement-writer'
import { type Balances, MOVEMENT_COLUMNS } from '../../lib/reports/sheet/movements'
import { PAYMENT_COLUMNS } from '../../lib/reports/sheet/payments'
import { Workbook } from '../../lib/reports/xlsx/workbook'
import { zipParts } from '../../lib/reports/xlsx/zip-parts'
import { ROOT } from '../../scripts/platform/foundry'
import { startPostgres } from '../../scripts/platform/postgres'
import type { Bench } from '../bench'
import { CHAIN_ID, fillMonth, LINES, MONTH } from './fill'

const FLAGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'synchronous_commit=off'].flatMap((flag) => ['-c', flag])
const IDS = {
  whole: '1,000,000 lines: close, CSV, JSON, hashes, ms',
  close: 'of it the close, ms',
  memory: 'the same, peak memory, MB',
  csv: 'CSV of 1,000,000 rows, ms',
  xlsx: 'XLSX of 100,000 rows, ms',
  sql: 'the same sums in one SQL statement, ms',
} as const
const XLSX_ROWS = 100_000

type Closed = { close: number; write: number; rows: number; red: string[]; peakMb: number }

function closeMonth(databaseUrl: string, folder: string): Closed {
  const env: NodeJS.ProcessEnv = { ...process.env, DATABASE_URL: databaseUrl, CHAIN_ID: String(CHAIN_ID) }
  const args = ['--import', 'tsx', 'bench/report/close.ts', folder]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const closed: Closed = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  if (closed.rows < LINES) throw new Error(`${closed.rows} rows were written of ${LINES}`)
  if (closed.red.length > 0) throw new Error(`The month does not close: ${closed.red.join('; ')}`)
  return closed
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return Math.round(performance.now() - started)
}

/** What a close sums, once, by the database alone: accounts by day and kind, and every holder's balance. */
const sumInSql = (db: Queryable) => () =>
  db.execute(sql`with days as (
      select (block_time at time zone 'UTC')::date as day, kind, from_bucket, to_bucket, sum(amount) as wei, count(*) as count
      from movements where chain_id = ${CHAIN_ID} group by 1, 2, 3, 4),
    sides as (
      select to_bucket as bucket, to_owner as owner, amount from movements where chain_id = ${CHAIN_ID}
      union all select from_bucket, from_owner, -amount from movements where chain_id = ${CHAIN_ID}),
    accounts as (select bucket, owner, sum(amount) as wei from sides group by 1, 2)
    select (select sum(wei) from days) as moved, (select sum(wei) from accounts) as left, (select count(*) from accounts) as accounts`)

const NOTHING = Object.fromEntries([...BUCKETS, 'burned'].map((bucket) => [bucket, 0n])) as Balances

async function writeCsv(db: Queryable): Promise<void> {
  const span = { chainId: CHAIN_ID, opening: 9n, closing: BigInt(LINES + 9) }
  let [rows, bytes] = [0, 0]
  const lines = () => movementText(movementTexts(db, span), NOTHING, NOTHING)
  for await (const piece of csvPieces({ columns: MOVEMENT_COLUMNS, rows: [], lines })) {
    rows += piece.rows
    bytes += Buffer.from(piece.text).length
  }
  if (rows < LINES || bytes < LINES * 100) throw new Error(`a CSV of ${rows} rows and ${bytes} bytes`)
}

async function writeXlsx(): Promise<void> {
  let bytes = 0
  const book = new Workbook(zipParts((piece) => (bytes += piece.length)))
  const sheet = book.sheet({ name: '8 Payments', order: 0, file: 'payments.csv' }, PAYMENT_COLUMNS, XLSX_ROWS)
  for (let i = 0; i < XLSX_ROWS; i += 1) {
    const [tx, account] = [`0x${i.toString(16).padStart(64, '0')}`, `0x${(i % 20_000).toString(16).padStart(40, '0')}`]
    const time = new Date(Date.UTC(2026, 9, 1) + i * 26_000)
    const wei = BigInt(i) * 10n ** 15n
    sheet.add([
      'payment',
      i,
      0,
      time,
      tx,
      'settled',
      account,
      null,
      null,
      BigInt(i) * 50n,
      wei,
      5n * 10n ** 16n,
      wei * 7n,
    ])
  }
  sheet.end()
  book.end()
  if (bytes < XLSX_ROWS) throw new Error(`a workbook of ${bytes} bytes`)
}

export const report: Bench = {
  name: 'report',
  unit: 'milliseconds',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cxpt-bench-'))
    const server = await startPostgres({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log'), flags: FLAGS })
    const { db, close } = connect(server.url)
    try {
      await migrate(db)
      await fillMonth(db)
      console.log(`A month of ${LINES.toLocaleString('en-GB')} lines was made: ${MONTH}`)
      const out = join(folder, 'report')
      mkdirSync(out)
      const closed = closeMonth(server.url, out)
      const peer = await timed(sumInSql(db))
      const whole = Math.round(closed.close + closed.write)
      return {
        figures: {
          [IDS.whole]: whole,
          [IDS.close]: Math.round(closed.close),
          [IDS.memory]: Math.round(closed.peakMb),
          [IDS.csv]: await timed(() => writeCsv(db)),
          [IDS.xlsx]: await timed(writeXlsx),
        },
        peers: { [IDS.sql]: peer },
        gates: [
          { id: IDS.whole, must: 10_000, goal: 5_000 },
          { id: IDS.memory, must: 400 },
          { id: IDS.csv, must: 30_000 },
          { id: IDS.xlsx, must: 30_000 },
        ],
        ratios: [{ job: IDS.whole, peer: IDS.sql, of: whole / peer }],
      }
    } finally {
      await close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
      rmSync(server.dataDir, { recursive: true, force: true })
    }
  },
}
