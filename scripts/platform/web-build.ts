import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './foundry'
import { type Running, sayEnding, startProcess } from './process'

/** What the built console is made of. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'contracts-abi',
  'public',
  'contracts/deployments',
  'next.config.mjs',
  'postcss.config.mjs',
  'proxy.ts',
  'tailwind.config.ts',
  'tsconfig.json',
  'package-lock.json',
]
const IGNORED = /\.(test|test-d)\.tsx?$|\.journal\.json$/

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** One hash of everything that the build reads. */
export function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(ROOT, source)
    const files = source.includes('.') ? [path].filter(existsSync) : filesUnder(path)
    for (const file of files.filter((name) => !IGNORED.test(name)).sort()) {
      hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

const folderOf = (env: NodeJS.ProcessEnv) => join(ROOT, env.NEXT_DIST_DIR || '.next')
/** Inside the build folder: whoever builds anew takes it away. */
const markOf = (env: NodeJS.ProcessEnv) => join(folderOf(env), 'source-hash')

export function isBuilt(env: NodeJS.ProcessEnv, hash: string): boolean {
  const mark = markOf(env)
  return existsSync(join(folderOf(env), 'BUILD_ID')) && existsSync(mark) && readFileSync(mark, 'utf8') === hash
}

export const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')

export type BuildOptions = { env: NodeJS.ProcessEnv; logFile: string; onStart: (running: Running) => void }

export async function buildWeb({ env, logFile, onStart }: BuildOptions): Promise<void> {
  const hash = sourceHash()
  const args = [NEXT, 'build']
  const build = await startProcess({ name: 'next build', command: process.execPath, args, env, logFile, cwd: ROOT })
  onStart(build)
  const ending = await build.ended
  if (ending.code !== 0) throw new Error(`The console does not build. ${sayEnding(build, ending)}`)
  writeFileSync(markOf(env), hash)
}
