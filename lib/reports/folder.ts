import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ATTESTATION, MANIFEST } from './format'

/** The folder cannot take this report; `message` is for a person. */
export class FolderRefused extends Error {
  override readonly name = 'FolderRefused'
}

export const refusalOf = (dir: string, error: unknown): FolderRefused =>
  new FolderRefused(`Cannot write to ${dir}: ${reasonOf(error)}.`, { cause: error })

/** Makes the folder, and refuses one that holds another month: its files have the same names. */
export async function prepareFolder(
  dir: string,
  { month, chainId }: { month: string; chainId: number },
): Promise<void> {
  const path = join(dir, MANIFEST)
  try {
    await makeFolder(dir)
    await writeFile(`${path}.part`, '')
    await rm(`${path}.part`)
  } catch (error) {
    throw refusalOf(dir, error)
  }
  if (await exists(join(dir, ATTESTATION))) {
    throw new FolderRefused(
      `${dir} holds a report that was signed. It stays: write a new version elsewhere with --supersedes and --reason.`,
    )
  }
  const other = await readOther(path)
  if (other && (other.month !== month || other.chainId !== chainId)) {
    throw new FolderRefused(
      `${dir} holds the report of ${other.month} on chain ${other.chainId}. Choose another folder for ${month}.`,
    )
  }
  await rm(path, { force: true })
}

/** One level at a time: Node's own recursion never ends where a level can neither be made nor be found, as below /proc. */
export async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && (await stat(dir)).isDirectory()) return
    if (code !== 'ENOENT' || (await exists(dirname(dir)))) throw error
    await makeFolder(dirname(dir))
    await mkdir(dir)
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file',
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return REASONS[code] ?? (code || 'unknown reason')
}

async function readOther(path: string): Promise<{ month: unknown; chainId: unknown } | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof read === 'object' && read !== null && 'month' in read && 'chainId' in read ? read : null
  } catch {
    // No manifest, or none of ours: the folder is free.
    return null
  }
}
