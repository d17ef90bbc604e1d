import 'server-only'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type ExitFile = { name: string; bytes: Buffer; sha256: string }

const NAME = 'cxpt-exit.html'

/** Public: the saved page as it is served, hashed from its own bytes. */
export async function readExitFile(): Promise<ExitFile> {
  const bytes = await readFile(join(process.cwd(), 'public', NAME))
  return { name: NAME, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
