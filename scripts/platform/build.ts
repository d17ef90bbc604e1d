import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { foundryBinary, ROOT } from './foundry'

/** The manager is OpenZeppelin's own, unmodified: compiled from the package with our settings, so that its source verifies too. */
const SOURCES = ['contracts/src', 'node_modules/@openzeppelin/contracts/access/manager/AccessManager.sol']
const LOCK = join(ROOT, 'cache', 'build.lock')
const RETRY_MS = 100

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Two compilers at once would write the same artifacts: test files and a start may ask for a build together. */
function tryLock(): boolean {
  mkdirSync(join(ROOT, 'cache'), { recursive: true })
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const holder = Number(readLock())
    if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true })
    return false
  }
}

function readLock(): string {
  try {
    return readFileSync(LOCK, 'utf8')
  } catch {
    return ''
  }
}

const unlock = () => rmSync(LOCK, { force: true })

/** Compiles what has changed, into `out`; tests may name more sources. Throws with the compiler's words. */
export function buildContracts(more: readonly string[] = []): void {
  const signal = new Int32Array(new SharedArrayBuffer(4))
  while (!tryLock()) Atomics.wait(signal, 0, 0, RETRY_MS)
  try {
    const options = { cwd: ROOT, encoding: 'utf8' } as const
    const { status, stdout, stderr, error } = spawnSync(foundryBinary('forge'), ['build', ...SOURCES, ...more], options)
    if (error) throw new Error(`forge does not start: ${error.message}`)
    if (status !== 0) throw new Error(`The contracts do not compile:\n${stdout}${stderr}`)
  } finally {
    unlock()
  }
}

/** The same beside other work of this process: a first compilation takes ten seconds or more. */
export async function buildContractsAside(): Promise<void> {
  while (!tryLock()) await new Promise((wake) => setTimeout(wake, RETRY_MS))
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(foundryBinary('forge'), ['build', ...SOURCES], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      child.stdout.on('data', (chunk) => {
        output += chunk
      })
      child.stderr.on('data', (chunk) => {
        output += chunk
      })
      child.on('error', (error) => reject(new Error(`forge does not start: ${error.message}`)))
      child.on('close', (code) =>
        code === 0 ? resolve() : reject(new Error(`The contracts do not compile:\n${output}`)),
      )
    })
  } finally {
    unlock()
  }
}
