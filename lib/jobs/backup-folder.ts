import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

export const MANIFEST = 'manifest.json'
/** Of a backup that is being written, or was when its process died. */
export const PARTIAL = '.partial-'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const manifestSchema = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  migrations: z.number().int().positive(),
  auditHead: sha256,
  sequences: z.array(z.object({ name: z.string(), next: z.string().regex(/^\d+$/) })),
  tables: z.array(
    z.object({
      name: z.string().regex(/^[a-z0-9_]+$/),
      parent: z.string().nullable(),
      rows: z.number().int().nonnegative(),
      /** Of the lines, what a restored table is compared with. */
      content: sha256,
      /** Of the file, compressed. */
      file: sha256,
    }),
  ),
})
export type Manifest = z.infer<typeof manifestSchema>
export type ManifestTable = Manifest['tables'][number]

/** The backup is damaged, is none, or does not fit: `message` is for a person. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}

export const fileOf = (folder: string, table: string): string => join(folder, `${table}.ndjson.gz`)

/** Backups in a folder, the oldest first. Those that were never finished are none. */
export function listBackups(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && existsSync(join(folder, name, MANIFEST)))
    .sort()
    .map((name) => join(folder, name))
}

/** A backup itself, or the newest one in a folder of backups. */
export function findBackup(folder: string): string {
  if (existsSync(join(folder, MANIFEST))) return folder
  const newest = listBackups(folder).at(-1)
  if (!newest) throw new BackupRefused(`There is no finished backup in ${folder}.`)
  return newest
}

export function readManifest(folder: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')))
  } catch (error) {
    throw new BackupRefused(`The manifest of ${folder} cannot be read.`, { cause: error })
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Reads every file and compares it with the manifest; names the first that differs. */
export async function verifyFiles(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder)
  for (const { name, file } of manifest.tables) {
    const path = fileOf(folder, name)
    if (!existsSync(path)) throw new BackupRefused(`The file of ${name} is missing in ${folder}.`)
    if ((await hashFile(path)) !== file) throw new BackupRefused(`The file of ${name} is not the one that was written.`)
  }
  return manifest
}
