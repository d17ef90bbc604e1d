import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import { callRpc } from '../../scripts/platform/anvil'
import type { Bench, Measured } from '../bench'
import { type Load, readPages, sendUsage } from './load'
import { type Scaled, startScaled } from './platform'

const PAGES = { 'overview page': '/', 'all metrics': '/api/v1/metrics' } as const
/** Runs by hand and those of a worker that starts belong to no period. */
const JOB_RUNS = `select coalesce(max(runs), 0)::int as most from (
  select count(*) as runs from job_history where is_ok and key not in ('by hand', 'start') group by job, key) as by_key`

/** Milliseconds from kill -9 of the active indexer until the ledger holds a block that was mined after it. */
async function takeOver({ killIndexer, rpcUrl }: Scaled, pool: Pool): Promise<number> {
  const started = performance.now()
  killIndexer()
  await callRpc(rpcUrl, 'evm_mine')
  const head = Number(await callRpc(rpcUrl, 'eth_blockNumber'))
  for (;;) {
    const { rows } = await pool.query<{ block: string }>('select block_number as block from checkpoints')
    if (Number(rows[0]?.block) >= head) return Math.round(performance.now() - started)
    await pause(20)
  }
}

/** Bytes of a table with its indexes for each of its rows. */
async function bytesPerRow(pool: Pool, table: string): Promise<number> {
  const parts = 'select sum(pg_total_relation_size(relid)) from pg_partition_tree($1::regclass)'
  const { rows } = await pool.query<{ bytes: number }>(
    // A table without partitions has no tree.
    `select (coalesce((${parts}), pg_total_relation_size($1::regclass)) / greatest(1, (select count(*) from ${table})))::int as bytes`,
    [table],
  )
  return rows[0]?.bytes ?? 0
}

const name = (what: string, replicas: number) => `${what}, ${replicas === 1 ? 'one replica' : 'two replicas'}`

async function measureConsoles(replicas: readonly string[], key: string): Promise<Record<string, Load>> {
  const loads: Record<string, Load> = {}
  for (const [what, path] of Object.entries(PAGES)) {
    loads[name(what, replicas.length)] = await readPages(replicas, path)
  }
  loads[name('receipts', replicas.length)] = await sendUsage(replicas, key)
  return loads
}

function figuresOf(loads: Record<string, Load>): Measured {
  return Object.fromEntries(
    Object.entries(loads).flatMap(([what, { perSecond, p95Ms }]) => [
      [`${what}, /s`, perSecond],
      [`${what}, p95, ms`, p95Ms],
    ]),
  )
}

/** One of each part, then two, on one PostgreSQL: what the second of each adds, and that nothing is done twice. */
export const scale: Bench = {
  name: 'scale',
  unit: 'as each says',
  async run() {
    const platform = await startScaled()
    const pool = new Pool({ connectionString: platform.databaseUrl, max: 2 })
    try {
      const key = platform.gatewayKey()
      const alone = await measureConsoles([platform.first], key)
      await Promise.all([platform.addPart('index'), platform.addPart('worker')])
      const replicas = [platform.first, await platform.addConsole()]
      const both = await measureConsoles(replicas, key)
      const takeover = await takeOver(platform, pool)
      const { rows } = await pool.query<{ most: number }>(JOB_RUNS)
      const figures = {
        ...figuresOf(both),
        'ledger stands still after kill -9, ms': takeover,
        'runs of a job for one period, most': rows[0]?.most ?? 0,
        'bytes a receipt': await bytesPerRow(pool, 'receipts'),
        'bytes an event': await bytesPerRow(pool, 'events'),
        'bytes a movement': await bytesPerRow(pool, 'movements'),
      }
      const ratios = [...Object.keys(PAGES), 'receipts'].map((what) => ({
        job: name(what, 2),
        peer: name(what, 1),
        of: (both[name(what, 2)]?.perSecond ?? 0) / (alone[name(what, 1)]?.perSecond ?? 1),
      }))
      return {
        figures,
        peers: figuresOf(alone),
        gates: [
          { id: 'ledger stands still after kill -9, ms', must: 10_000 },
          { id: 'runs of a job for one period, most', must: 1 },
        ],
        ratios,
      }
    } finally {
      await pool.end()
      await platform.stop()
    }
  },
}
