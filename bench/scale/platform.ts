import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ROOT } from '../../scripts/platform/foundry'
import { scriptCommand } from '../../scripts/platform/parts'
import { freePort } from '../../scripts/platform/ports'

const FOLDER = join(ROOT, '.data', 'scale')
const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
const READY_MS = 600_000

export type Scaled = {
  rpcUrl: string
  databaseUrl: string
  first: string
  /** A second replica of the console. */
  addConsole: () => Promise<string>
  addPart: (name: 'index' | 'worker') => Promise<void>
  /** A key of a gateway that may report usage. */
  gatewayKey: () => string
  /** Kills the platform's own indexer with -9. */
  killIndexer: () => void
  stop: () => Promise<void>
}

async function untilHealthy(url: string, server: ChildProcess): Promise<void> {
  for (const started = performance.now(); performance.now() - started < READY_MS; await pause(500)) {
    if (server.exitCode !== null) throw new Error(`what should answer at ${url} has ended: see ${FOLDER}.`)
    const response = await fetch(`${url}/api/health`).catch(() => null)
    if (response?.ok) return
  }
  throw new Error(`${url} is not healthy after ${READY_MS / 1_000} s: see ${FOLDER}/logs.`)
}

/** The whole platform by its own command, with ports and a folder of its own, and the means to start more of each part beside it. */
export async function startScaled(): Promise<Scaled> {
  const [web, rpc, db] = [await freePort(), await freePort(), await freePort()]
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: `${web}`,
    RPC_PORT: `${rpc}`,
    DB_PORT: `${db}`,
    NODE_ENV: 'production',
  }
  env.NEXTAUTH_SECRET ??= 'a secret of the benchmark that all replicas share'
  const rpcUrl = `http://127.0.0.1:${rpc}`
  const databaseUrl = `postgresql://cxpt:cxpt@127.0.0.1:${db}/cxpt`
  const partEnv = { ...env, DATABASE_URL: databaseUrl, RPC_URL: rpcUrl, CHAIN_ID: '31337', TRAFFIC: 'off' }
  const children: ChildProcess[] = []
  mkdirSync(FOLDER, { recursive: true })
  const start = (name: string, args: readonly string[], more: NodeJS.ProcessEnv) => {
    const log = openSync(join(FOLDER, `${name}.log`), 'a')
    const child = spawn(process.execPath, [...args], { cwd: ROOT, env: more, stdio: ['ignore', log, log] })
    children.push(child)
    return child
  }
  const first = `http://127.0.0.1:${web}`
  await untilHealthy(first, start('platform', ['scripts/start.mjs', '--data', FOLDER, '--reset', '--no-traffic'], env))
  return {
    rpcUrl,
    databaseUrl,
    first,
    async addConsole() {
      const port = await freePort()
      const args = [NEXT, 'start', '--port', `${port}`, '--hostname', '127.0.0.1']
      const url = `http://127.0.0.1:${port}`
      const more = { ...partEnv, PORT: `${port}`, NEXTAUTH_URL: `http://localhost:${web}` }
      await untilHealthy(url, start('console-2', args, more))
      return url
    },
    async addPart(name) {
      start(`${name}-2`, (await scriptCommand(name)).args, partEnv)
    },
    gatewayKey() {
      const args = ['scripts/run.mjs', 'gateway-key', 'issue', 'bench', '--scopes', 'usage', '--by', 'bench']
      const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env: partEnv, encoding: 'utf8' })
      const key = /cxg_\S+/.exec(stdout)?.[0]
      if (!key) throw new Error(`no key was issued: ${stderr}`)
      return key
    },
    killIndexer() {
      const entries: { name: string; pid: number }[] = JSON.parse(readFileSync(join(FOLDER, 'processes.json'), 'utf8'))
      const indexer = entries.find(({ name }) => name === 'The indexer')
      if (!indexer) throw new Error('The indexer is not among the processes.')
      process.kill(indexer.pid, 'SIGKILL')
    },
    async stop() {
      for (const child of children.reverse()) {
        if (child.exitCode !== null) continue
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
    },
  }
}
