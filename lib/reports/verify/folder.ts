import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReportFiles } from './files'

/** A folder of this machine: the only part that needs Node. */
export const filesInFolder = (dir: string): ReportFiles => ({
  list: async () => (await readdir(dir)).sort(),
  read: (name) => createReadStream(join(dir, name), { highWaterMark: 256 * 1024 }),
})
