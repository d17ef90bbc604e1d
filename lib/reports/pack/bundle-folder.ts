import { type FileHandle, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder, refusalOf } from '../folder'
import { type Bundle, type IndexedFile, type WrittenBundle, writeBundle } from './bundle'

/** Writes a bundle into a folder, under another name until it is whole: nobody takes half a zip for one. */
export async function writeBundleInto(
  dir: string,
  bundle: Bundle,
  onFile?: (file: IndexedFile) => void,
): Promise<WrittenBundle> {
  const path = join(dir, bundle.fileName)
  const file = await openIn(dir, `${path}.part`)
  try {
    const written = await writeBundle(
      bundle,
      async (bytes) => {
        for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
      },
      onFile,
    )
    await file.close()
    await rename(`${path}.part`, path)
    return written
  } catch (error) {
    await file.close()
    await rm(`${path}.part`, { force: true })
    throw error
  }
}

async function openIn(dir: string, path: string): Promise<FileHandle> {
  try {
    await makeFolder(dir)
    return await open(path, 'w')
  } catch (error) {
    throw refusalOf(dir, error)
  }
}

/** A folder for what is on its way into a bundle, gone afterwards. */
export async function withWorkFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'cxpt-pack-'))
  try {
    return await work(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
