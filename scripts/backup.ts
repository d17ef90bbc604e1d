// Writes everything that exists only in the database into a new folder: `npm run backup -- --to DIR`.
// Exit code 0: written; 1: refused or failed, nothing is left behind; 2: the arguments make no sense.
import { parseArgs } from 'node:util'
import { connect } from '../lib/db/connect'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'
import { sizeOf, takeBackup } from '../lib/jobs/backup'
import { BackupRefused } from '../lib/jobs/backup-folder'

function readArguments(): string | null {
  try {
    return parseArgs({ options: { to: { type: 'string' } } }).values.to ?? null
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const to = readArguments()
  if (to === null) {
    console.error('Usage: npm run backup -- --to DIR')
    return 2
  }
  const { db, close } = connect(env.DATABASE_URL, { max: 1, applicationName: 'cxpt-backup' })
  try {
    const { folder, manifest } = await takeBackup(db, to, new Date())
    console.log(`backup: ${sizeOf(manifest)}, written to ${folder}`)
    return 0
  } finally {
    await close()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof BackupRefused ? error.message : sayError(error).say)
  return 1
})
