// Puts a backup into the empty database of DATABASE_URL, or with --drill into a scratch database beside it that is dropped again:
// `npm run restore -- --from DIR [--drill]`. DIR is a backup or a folder of them: then the newest.
// Exit code 0: every row is there and the same; 1: refused, nothing was changed; 2: the arguments make no sense.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '../lib/db/connect'
import { env } from '../lib/env/env'
import { sayError } from '../lib/errors/say'
import { sizeOf } from '../lib/jobs/backup'
import { BackupRefused, findBackup } from '../lib/jobs/backup-folder'
import { drill, restoreBackup } from '../lib/jobs/restore'

function readArguments(): { from: string; isDrill: boolean } | null {
  try {
    const { values } = parseArgs({ options: { from: { type: 'string' }, drill: { type: 'boolean' } } })
    return values.from === undefined ? null : { from: values.from, isDrill: values.drill === true }
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const wanted = readArguments()
  if (!wanted) {
    console.error('Usage: npm run restore -- --from DIR [--drill]')
    return 2
  }
  const folder = findBackup(resolve(wanted.from))
  if (wanted.isDrill) {
    console.log(`drill: ${sizeOf(await drill(env.DATABASE_URL, folder))}, nothing lost`)
    return 0
  }
  const { db, close } = connect(env.DATABASE_URL, { max: 2, applicationName: 'cxpt-restore' })
  try {
    console.log(`restore: ${sizeOf(await restoreBackup(db, folder))}, from ${folder}`)
    return 0
  } finally {
    await close()
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof BackupRefused ? error.message : sayError(error).say)
  return 1
})
