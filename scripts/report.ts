// Writes the report of one month: every sheet as CSV, all of them as JSON and workbook, journals, a PDF, and a manifest with the SHA-256 of each.
// Exit code 0: written, every gate passed; 1: refused, or a gate is red; 2: the arguments make no sense.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assertChain } from '../lib/chain/at'
import { createClient } from '../lib/chain/clients'
import { deploymentOf } from '../lib/chain/contract'
import { connect } from '../lib/db/connect'
import { chartWith } from '../lib/domain/chart'
import { formatMonth } from '../lib/domain/month'
import { env } from '../lib/env/env'
import { toAppError } from '../lib/errors/say'
import { chartFrom } from '../lib/reports/chart-file'
import { parseReportArguments, reportText, sameBytes, UsageError } from '../lib/reports/command'
import { openReport } from '../lib/reports/month-report'
import { readSuperseded } from '../lib/reports/restate'
import { hashReport, writeReport } from '../lib/reports/write'
import { commitOf } from './platform/commit'
import { sentence } from './reporting'

async function main(args: readonly string[]): Promise<number> {
  const { month, out, chart: chartFile, supersedes } = parseReportArguments(args)
  const chart = chartFile === null ? chartWith() : chartFrom(await readFile(chartFile, 'utf8'))
  const { db, close } = connect(env.DATABASE_URL, { max: 4, applicationName: 'cxpt-report' })
  try {
    const client = createClient(env.CHAIN_ID, env.RPC_URL)
    const source = {
      db,
      chain: { client, deployment: deploymentOf(env.CHAIN_ID) },
      chart,
      commit: commitOf(env.COMMIT),
      site: env.NEXTAUTH_URL,
    }
    const report = await openReport(source, month)
    await assertChain(client)
    const { row } = report
    console.log(`${formatMonth(month)}, chain ${env.CHAIN_ID}, blocks ${row.openingBlock} to ${row.closingBlock}\n`)
    const old = supersedes && (await readSuperseded({ ...supersedes, out: resolve(out) }, report))
    const written = await writeReport(report, resolve(out), old)
    const again = sameBytes(written, await hashReport(await openReport(source, month), written.restated))
    console.log(reportText(written, [again]))
    const red = [...written.gates, again].filter(({ state }) => state !== 'passed')
    console.log(
      `\n${red.length === 0 ? 'Every gate passed' : `${red.length} of the gates did not pass`}. Written to ${out}`,
    )
    return red.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(sentence(error))
  return error instanceof UsageError || toAppError(error).code === 'BAD_MONTH' ? 2 : 1
})
