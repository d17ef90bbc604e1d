// Runs one TypeScript entry point of this folder: `node scripts/run.mjs NAME [ARG ...]`.
// Keeps the npm scripts free of loader flags and hands signals and the exit code through.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Those that stay: worth building into one file. */
const STAYING = ['index', 'worker']

const [name, ...args] = process.argv.slice(2)
const entry = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
const program = STAYING.includes(name)
  ? [await (await import('./platform/bundle.mjs')).bundle(name)]
  : ['--import', 'tsx', entry]
const child = spawn(process.execPath, [...program, ...args], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
