// Walks the hash chain of the audit log: `npm run audit -- verify [--export FILE] [--head HASH]`. FILE gets one JSON line a row.
// Exit code 0: whole; 1: a row is bad or missing, and the first one is named; 2: the arguments make no sense.
import { closeSync, openSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { AuditRow } from '../lib/db/audit-chain'
import { verifyAudit } from '../lib/db/audit-rows'
import { connect } from '../lib/db/connect'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'

const USAGE = 'Usage: npm run audit -- verify [--export FILE] [--head HASH]'

function readArguments() {
  try {
    const options = { export: { type: 'string' }, head: { type: 'string' } } as const
    const { positionals, values } = parseArgs({ options, allowPositionals: true })
    return positionals.length === 1 && positionals[0] === 'verify' ? values : null
  } catch {
    return null
  }
}

const lineOf = (row: AuditRow) => `${JSON.stringify({ ...row, seq: row.seq.toString() })}\n`

async function main(): Promise<number> {
  const wanted = readArguments()
  if (!wanted) {
    console.error(USAGE)
    return 2
  }
  const { db, close } = connect(env.DATABASE_URL, { max: 1, applicationName: 'cxpt-audit' })
  const file = wanted.export === undefined ? null : openSync(wanted.export, 'w')
  try {
    const onRow = (row: AuditRow) => file !== null && writeSync(file, lineOf(row))
    const { rows, head, fault } = await verifyAudit(db, { head: wanted.head, onRow })
    console.log(fault ? `audit: ${fault}` : `audit: ${rows} rows, whole, head ${head}`)
    return fault ? 1 : 0
  } finally {
    if (file !== null) closeSync(file)
    await close()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(sayError(error).say)
  return 1
})
