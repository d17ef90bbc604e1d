import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../lib/db/connect'
import { migrate } from '../../lib/db/migrate'
import { ROOT } from '../../scripts/platform/foundry'
import { startPostgres } from '../../scripts/platform/postgres'
import type { Bench, Gate, Measured } from '../bench'
import { percentile } from '../percentile'
import { CHAIN_ID, EVENTS, fillYear } from './fill'

const OVERVIEW = 'overview, p95, µs'
const PSQL = 'psql, the same statements, p95, µs'
const REPEATS = 40
const FLAGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'synchronous_commit=off'].flatMap((flag) => ['-c', flag])

const micro = (ms: number) => Math.round(ms * 1_000)

function readAsServer(databaseUrl: string, sqlFile: string): Record<string, number> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    CHAIN_ID: String(CHAIN_ID),
    NODE_ENV: 'production',
  }
  const args = ['--conditions=react-server', '--import', 'tsx', 'bench/rollups/read.ts', sqlFile]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')
}

/** Milliseconds of each repetition, as `psql` times its statements. Null where there is no `psql`. */
function readByPsql(databaseUrl: string, sqlFile: string): number[] | null {
  const statements = readFileSync(sqlFile, 'utf8')
  const script = `\\timing on\n\\o /dev/null\n${Array.from({ length: REPEATS + 5 }, () => `${statements}\n\\echo repeated\n`).join('')}`
  const { status, stdout, error } = spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', databaseUrl], {
    input: script,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (error) return null
  if (status !== 0) throw new Error('psql refused the statements of the overview.')
  const sums = stdout.split('repeated').map((part) => {
    const times = [...part.matchAll(/^Time: ([\d.]+) ms/gm)]
    return times.reduce((sum, [, ms]) => sum + Number(ms), 0)
  })
  return sums.slice(5, -1)
}

export const rollups: Bench = {
  name: 'rollups',
  unit: 'microseconds at the 95th percentile',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cxpt-bench-'))
    const server = await startPostgres({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log'), flags: FLAGS })
    const { db, close } = connect(server.url)
    try {
      await migrate(db)
      const started = performance.now()
      await fillYear(db)
      console.log(
        `${EVENTS.toLocaleString('en-GB')} events made in ${Math.round((performance.now() - started) / 1_000)} s`,
      )
      const sqlFile = join(folder, 'overview.sql')
      const { overview = Number.NaN, ...charts } = readAsServer(server.url, sqlFile)
      const peer = readByPsql(server.url, sqlFile)
      const names = Object.keys(charts).map((name): [string, string] => [name, `a year by day, ${name}, p95, µs`])
      const figures: Measured = { 'events in the ledger': EVENTS, [OVERVIEW]: micro(overview) }
      for (const [name, id] of names) figures[id] = micro(charts[name] ?? Number.NaN)
      const gates: Gate[] = [
        { id: OVERVIEW, must: 50_000, goal: 20_000 },
        ...names.map(([, id]): Gate => ({ id, must: 20_000 })),
      ]
      const theirs = peer && percentile(peer, 95)
      const peers: Measured = theirs ? { [PSQL]: micro(theirs) } : {}
      return {
        figures,
        peers,
        gates,
        ratios: theirs ? [{ job: OVERVIEW, peer: PSQL, of: overview / theirs }] : [],
      }
    } finally {
      await close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
      rmSync(server.dataDir, { recursive: true, force: true })
    }
  },
}
