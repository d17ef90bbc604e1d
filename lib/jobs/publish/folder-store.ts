import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Store } from './store'

/** Of a file that is being written, or was when its process died. */
const PARTIAL = '.partial-'
const PATH = /^[a-z0-9-]+(\/[a-z0-9-]+)*(\.[a-z0-9]+)*$/

function fileIn(folder: string, path: string): string {
  if (!PATH.test(path)) throw new Error(`Not a path of ours: ${path}`)
  return join(folder, path)
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** A folder, on a disk that is not the database's. */
export function folderStore(folder: string): Store {
  const put = async (path: string, bytes: Uint8Array) => {
    const target = fileIn(folder, path)
    const partial = join(dirname(target), `${PARTIAL}${process.pid}-${randomBytes(6).toString('hex')}`)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    try {
      // On the disk before it has its name: after a power cut it is whole or not there.
      await writeFile(partial, bytes, { mode: 0o600, flush: true })
      await rename(partial, target)
    } finally {
      await rm(partial, { force: true })
    }
  }
  const get = async (path: string) => {
    try {
      return await readFile(fileIn(folder, path))
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }
  const list = async (prefix: string) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith(PARTIAL))
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
      .filter((path) => path.startsWith(prefix))
      .sort()
  }
  return { place: folder, put, get, list }
}
