import { assertChain } from '../lib/chain/at'
import { createClient } from '../lib/chain/clients'
import { deploymentOf } from '../lib/chain/contract'
import { connect } from '../lib/db/connect'
import { env } from '../lib/env/env'
import { AppError } from '../lib/errors/app-error'
import { toAppError } from '../lib/errors/say'
import { UsageError } from '../lib/reports/command'
import { FolderRefused } from '../lib/reports/folder'
import type { ReportSource } from '../lib/reports/month-report'
import { Refused } from '../lib/reports/verify/files'
import { commitOf } from './platform/commit'

/** Errors after which other arguments are what helps. */
const BAD_ARGUMENTS: readonly string[] = ['BAD_MONTH', 'BAD_QUARTER', 'BAD_YEAR']

/**
 * A command that reads the ledger and the chain and writes files: arguments, connections, and what went wrong as one sentence. `work` may answer with an
 * exit code of its own.
 */
export async function runReporting<T>(
  parse: (args: readonly string[]) => T,
  work: (source: ReportSource, args: T) => Promise<number | undefined>,
): Promise<void> {
  process.exitCode = await run(parse, work).catch((error: unknown) => {
    console.error(sentence(error))
    return error instanceof UsageError || BAD_ARGUMENTS.includes(toAppError(error).code) ? 2 : 1
  })
}

async function run<T>(
  parse: (args: readonly string[]) => T,
  work: (source: ReportSource, args: T) => Promise<number | undefined>,
): Promise<number> {
  const args = parse(process.argv.slice(2))
  const { db, close } = connect(env.DATABASE_URL, { max: 4, applicationName: 'cxpt-report' })
  try {
    const client = createClient(env.CHAIN_ID, env.RPC_URL)
    await assertChain(client)
    const chain = { client, deployment: deploymentOf(env.CHAIN_ID) }
    return (await work({ db, chain, commit: commitOf(), site: env.NEXTAUTH_URL }, args)) ?? 0
  } finally {
    await close()
  }
}

/** SQLSTATE of an error of the database, through what wraps it. */
function stateOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code
  return null
}

/** What went wrong as one sentence, with where the platform was looked for when a part of it is away. */
export function sentence(error: unknown): string {
  if (error instanceof UsageError || error instanceof FolderRefused || error instanceof Refused) return error.message
  // No such table: the database is there and was never indexed into.
  const known = stateOf(error) === '42P01' ? new AppError('LEDGER_EMPTY') : toAppError(error)
  const { code, say } = known
  const placeOf = (name: string, url: string) => `Looked at ${new URL(url).host} (${name}). Is the platform running?`
  if (code === 'DATABASE_AWAY') return `${say} ${placeOf('DATABASE_URL', env.DATABASE_URL)}`
  if (code === 'RPC_AWAY') return `The chain does not answer. ${placeOf('RPC_URL', env.RPC_URL)}`
  if (code === 'UNEXPECTED' && error instanceof Error) return error.message
  return say
}
