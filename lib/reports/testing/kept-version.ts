import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hex } from 'viem'
import type { Db } from '../../db/connect'
import { insertSignature, insertVersion, type VersionRow } from '../../db/version-rows'
import type { Month } from '../../domain/month'
import { SIGN_OFF_ROLES, type SignOffRole } from '../../domain/sign-off'
import { MANIFEST } from '../format'
import type { WrittenFile } from '../output'
import { keepFile, namesIn } from '../stored/files'

const NOW = new Date('2026-11-05T00:00:00Z')
const ACCOUNT = `0x${'a1'.repeat(20)}` as const

/** Keeps a written report as the first version of its month, as putting it up does, whatever its gates say. */
export async function keepVersion(
  db: Db,
  dir: string,
  { month, manifest: { sha256 } }: { month: Month; manifest: WrittenFile },
): Promise<VersionRow> {
  const manifest = readFileSync(join(dir, MANIFEST), 'utf8')
  const { chainId, dataRoot } = JSON.parse(manifest) as { chainId: number; dataRoot: string }
  const row: VersionRow = {
    ...{ chainId, id: `version-of-${month}`, month, version: 1, manifest, manifestHash: `0x${sha256}` as Hex },
    ...{ dataRoot: `0x${dataRoot}` as Hex, supersedes: null, reason: null, createdBy: ACCOUNT, createdAt: NOW },
    ...{ returnedBy: null, returnedAt: null, returnedReason: null },
  }
  await db.transaction(async (tx) => {
    await insertVersion(tx, row)
    for (const name of namesIn(manifest)) await keepFile(tx, row, dir, name)
  })
  return row
}

/** Signatures that nobody looks at: whoever reads kept versions relies on what was checked when they were given. */
export async function signAs(db: Db, { chainId, id }: VersionRow, roles: readonly SignOffRole[]): Promise<void> {
  for (const role of roles) {
    const account = `0x${(SIGN_OFF_ROLES.indexOf(role) + 1).toString().repeat(40)}` as Hex
    await insertSignature(db, { chainId, versionId: id, role, account, note: '', signature: '0x00', signedAt: NOW })
  }
}
