import { setTimeout as pause } from 'node:timers/promises'
import type { Hex } from 'viem'
import { findCheckpoint } from '../../lib/db/checkpoint'
import type { Connection } from '../../lib/db/connect'
import { ledgerHash } from '../../lib/indexer/hash'
import { ROOT } from '../../scripts/platform/foundry'
import { scriptCommand } from '../../scripts/platform/parts'
import type { TestServer } from '../../scripts/testing/database'
import type { BusyChain } from './busy-chain'
import { type Watched, watch } from './process'

const CHAIN_ID = 31_337
const REORG_BLOCKS = 5
/** The part of the history after which the indexer is killed. */
const KILL_AT = { of: 3n, after: 1n }

type Database = Connection & { url: string }

/** What `npm run index` runs, in a process of its own. */
async function startIndexer({ chain }: BusyChain, { url }: Database, flags: readonly string[]): Promise<Watched> {
  const env = { DATABASE_URL: url, RPC_URL: chain.anvil.url, CHAIN_ID: String(CHAIN_ID), LOG_LEVEL: 'info' }
  const { args } = await scriptCommand('index', ['--deployments', chain.folder, ...flags])
  return watch(args, { cwd: ROOT, env })
}

const isSaid = (msg: string) => (fields: Record<string, unknown>) => fields.msg === msg
const hashOf = async ({ db }: Database) => (await ledgerHash(db, CHAIN_ID)).hash
const countEvents = async ({ pool }: Database) =>
  Number((await pool.query<{ n: string }>('select count(*)::text as n from events')).rows[0]?.n)

export type Cold = { events: number; seconds: number; peakMb: number; hash: string }

/** Everything into an empty database: from process ready to its last commit. */
export async function coldIndex(busy: BusyChain, database: Database): Promise<Cold> {
  const indexer = await startIndexer(busy, database, ['--once'])
  const ready = await indexer.line(isSaid('Ready'))
  const stopped = await indexer.line(isSaid('Stopped'))
  const [events, hash] = [await countEvents(database), await hashOf(database)]
  const peakMb = Number(stopped.fields.peak_rss_mb)
  return { events, seconds: (stopped.at - ready.at) / 1_000, peakMb, hash }
}

/** Killed with -9 in the middle and started again: ms from process ready to the next commit, and whether the end is the same. */
export async function resume(busy: BusyChain, database: Database, hash: string) {
  const first = await startIndexer(busy, database, ['--once'])
  const until = (busy.head * KILL_AT.after) / KILL_AT.of
  await first.line(({ msg, block }) => msg === 'Indexed' && BigInt(String(block)) >= until)
  await first.kill('SIGKILL')
  const second = await startIndexer(busy, database, ['--once'])
  const ready = await second.line(isSaid('Ready'))
  const next = await second.line(isSaid('Indexed'))
  await second.ended
  if ((await hashOf(database)) !== hash) throw new Error('After kill -9 the ledger is another one.')
  return Math.round(next.at - ready.at)
}

async function waitForHash({ db }: Database, hash: Hex): Promise<void> {
  for (;;) {
    if ((await findCheckpoint(db, CHAIN_ID))?.blockHash === hash) return
    await pause(5)
  }
}

/** Five blocks replaced under the following indexer: ms until the ledger stands at the new head, which must be that of a fresh index. */
export async function reorg(busy: BusyChain, database: Database, fresh: Database) {
  const { client, rpc } = busy.chain
  const indexer = await startIndexer(busy, database, [])
  await indexer.line(isSaid('Ready'))
  await waitForHash(database, (await client.getBlock()).hash)
  await rpc('anvil_reorg', [REORG_BLOCKS, []])
  const { hash } = await client.getBlock()
  const started = performance.now()
  await waitForHash(database, hash)
  const ms = Math.round(performance.now() - started)
  await indexer.kill('SIGTERM')
  const plain = await coldIndex(busy, fresh)
  if ((await hashOf(database)) !== plain.hash) throw new Error('After the reorg the ledger is another one.')
  return ms
}

export async function openDatabase(server: TestServer, name: string): Promise<Database> {
  return server.openEmpty(`bench_${name}`)
}
