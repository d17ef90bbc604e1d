import { unzip } from 'fflate'
import { Refused, type ReportFiles } from '@/lib/reports/verify/files'
import { verifyPage as words } from '@/messages/verify-page'

/** Bytes of a file that are read at a time: between two, the page is drawn. */
const PIECE = 1_024 * 1_024

export type Chosen = { files: ReportFiles; count: number; bytes: number }

/** What a person chose: files of one folder, or one ZIP of them. Throws `Refused`, for a person. */
export async function readChosen(files: readonly File[]): Promise<Chosen> {
  // Left behind by the file managers of two systems, in every folder.
  const real = files.filter(({ name }) => name !== '.DS_Store' && name !== 'Thumbs.db')
  const [only] = real
  if (!only) throw new Refused(words.nothingThere)
  if (real.length === 1 && /\.zip$/i.test(only.name)) return fromZip(await unpacked(only))
  return fromFiles(real)
}

function fromFiles(files: readonly File[]): Chosen {
  const byName = new Map<string, File>()
  for (const file of files) {
    if (byName.has(file.name)) throw new Refused(words.twice(file.name))
    byName.set(file.name, file)
  }
  return {
    count: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    files: {
      list: async () => [...byName.keys()].sort(),
      read: async function* (name) {
        const file = byName.get(name)
        for (let at = 0; file && at < file.size; at += PIECE)
          yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
      },
    },
  }
}

/** By name without a folder in front: a ZIP of a folder is as good as one of its files. */
function fromZip(entries: ReadonlyMap<string, Uint8Array>): Chosen {
  return {
    count: entries.size,
    bytes: [...entries.values()].reduce((sum, { length }) => sum + length, 0),
    files: {
      list: async () => [...entries.keys()].sort(),
      read: async function* (name) {
        const bytes = entries.get(name) ?? new Uint8Array()
        for (let at = 0; at < bytes.length; at += PIECE) {
          yield bytes.subarray(at, at + PIECE)
          await new Promise((drawn) => setTimeout(drawn))
        }
      },
    },
  }
}

async function unpacked(file: File): Promise<Map<string, Uint8Array>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = await new Promise<Record<string, Uint8Array>>((resolve, reject) => {
    unzip(bytes, (error, entries) => (error ? reject(new Refused(words.badZip, { cause: error })) : resolve(entries)))
  })
  const entries = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(found)) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (path.endsWith('/') || path.startsWith('__MACOSX/') || name === '.DS_Store') continue
    if (entries.has(name)) throw new Refused(words.twice(name))
    entries.set(name, content)
  }
  if (entries.size === 0) throw new Refused(words.nothingThere)
  return entries
}

/** Files of what was dropped; of folders what is in them, one level deep: a report has no more. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const files = await Promise.all(entries.map(filesOf))
  return files.flat()
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  if (!isDirectory(entry)) return []
  const reader = entry.createReader()
  const found: FileSystemEntry[] = []
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    found.push(...some)
  }
  return (await Promise.all(found.filter(isFile).map(filesOf))).flat()
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
