/**
 * Closes a month and writes every sheet that needs no node as CSV and JSON, as the report does, and prints what it took as one JSON line. A process of its own, so
 * that its memory is that of a report: `node --import tsx bench/report/close.ts FOLDER`.
 */
import { createPublicClient, http } from 'viem'
import { localChain } from '../../lib/chain/chains'
import { deploymentOf } from '../../lib/chain/contract'
import { connect } from '../../lib/db/connect'
import { parseMonth } from '../../lib/domain/month'
import { env } from '../../lib/env/env'
import { openReport } from '../../lib/reports/month-report'
import { intoFolder } from '../../lib/reports/output'
import { writeTables } from '../../lib/reports/tables'
import { MONTH } from './fill'

const NEEDS_NODE: readonly string[] = ['supply-roll-forward', 'chain-reconciliation', 'cover']

async function main(folder: string): Promise<void> {
  const month = parseMonth(MONTH)
  if (!month) throw new Error(MONTH)
  const { db, close } = connect(env.DATABASE_URL, { max: 4 })
  // Nothing listens there: the sheets of the node are not written, and its gates wait.
  const client = createPublicClient({ chain: localChain, transport: http('http://127.0.0.1:9', { retryCount: 0 }) })
  const started = performance.now()
  const report = await openReport({ db, chain: { client, deployment: deploymentOf(localChain.id) } }, month)
  const gates = await report.gates()
  const closed = performance.now()
  const { files, dataRoot } = await writeTables(report, intoFolder(folder), {
    isWanted: (name) => !NEEDS_NODE.includes(name),
    hasWorkbook: false,
  })
  const written = performance.now()
  await close()
  const red = gates.filter(({ state }) => state === 'failed').map(({ id, detail }) => `${id}: ${detail}`)
  const rows = files.find(({ name }) => name === 'movements.csv')?.rows ?? 0
  const ms = { close: closed - started, write: written - closed }
  // `maxRSS` comes in KiB.
  console.log(JSON.stringify({ ...ms, rows, dataRoot, red, peakMb: process.resourceUsage().maxRSS / 1_024 }))
}

await main(process.argv[2] ?? '.')
