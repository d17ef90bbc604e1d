import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CONTRACTS, readArtifact } from '../../contracts/deploy/artifacts'
import { ROOT } from './foundry'
import { scriptCommand } from './parts'
import { type Running, sayEnding, startProcess } from './process'
import type { Task } from './progress'
import type { Settings } from './settings'

/** What a kept chain was made from. `isToday`: its end was the day of the start, not a day that was asked for. */
const shape = z.object({ now: z.string(), isToday: z.boolean(), seed: z.number(), contracts: z.string() })
export type Origin = z.infer<typeof shape>

const STANDARD_SEED = 1
const CONFIGS = ['local.json', 'launch.json', 'roles.json']

const fileOf = (data: string) => join(data, 'chain', 'origin.json')

/** Changes with the contracts' code and with what they are deployed with. */
function contractsHash(): string {
  const hash = createHash('sha256')
  for (const name of CONTRACTS) hash.update(name).update(readArtifact(name).bytecode)
  for (const name of CONFIGS) hash.update(name).update(readFileSync(join(ROOT, 'contracts', 'config', name)))
  return hash.digest('hex')
}

/** What a new chain would be made from now. Build the contracts first. */
export function originOf({ now, seed }: Settings): Origin {
  const end = now ?? new Date(Math.floor(Date.now() / 60_000) * 60_000)
  return { now: end.toISOString(), isToday: now === null, seed: seed ?? STANDARD_SEED, contracts: contractsHash() }
}

export function readOrigin(data: string): Origin | null {
  const path = fileOf(data)
  return existsSync(path) ? shape.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

export function writeOrigin(data: string, origin: Origin) {
  mkdirSync(join(data, 'chain'), { recursive: true })
  writeFileSync(fileOf(data), JSON.stringify(origin, null, 2))
}

/** Throws a sentence when what is kept is not what was asked for. */
export function requireSameOrigin(kept: Origin, wanted: Origin, { now, seed }: Settings) {
  const differences = [
    ...(now && kept.now !== wanted.now ? [`its history ends at ${kept.now}, not ${wanted.now}`] : []),
    ...(seed !== null && kept.seed !== wanted.seed ? [`its seed is ${kept.seed}, not ${wanted.seed}`] : []),
    ...(kept.contracts !== wanted.contracts ? ['the contracts or their configuration have changed since'] : []),
  ]
  if (differences.length === 0) return
  throw new Error(`The kept chain is another one: ${differences.join('; ')}. Start over with: npm start -- --reset`)
}

const lineShape = z.object({ progress: z.number(), say: z.string() })

function readLine(line: string): z.infer<typeof lineShape> | null {
  try {
    return lineShape.parse(JSON.parse(line))
  } catch {
    return null
  }
}

export type HistoryOptions = {
  rpcUrl: string
  seed: number
  /** Where the history ends, as an ISO date. */
  until: string
  /** Goes on from the chain's last block instead of beginning on a new chain. */
  isCatchUp: boolean
  /** Where what was metered is written. */
  journal: string
  env: NodeJS.ProcessEnv
  logFile: string
  task: Task
  onStart: (running: Running) => void
}

/** Lets the simulated customers and providers act through the contracts, up to a date. */
export async function writeHistory(options: HistoryOptions): Promise<void> {
  const { rpcUrl, seed, until, isCatchUp, journal, env, logFile, task, onStart } = options
  const mode = isCatchUp ? ['--catch-up'] : ['--journal', journal]
  const args = [...mode, '--rpc', rpcUrl, '--now', until, '--seed', String(seed)]
  const running = await startProcess({
    name: 'The replay of the history',
    ...(await scriptCommand('simulate', args)),
    env,
    logFile,
    cwd: ROOT,
    onLine: (line) => {
      const report = readLine(line)
      if (report) task.update(report.say, report.progress)
    },
  })
  onStart(running)
  const ending = await running.ended
  if (ending.code !== 0) throw new Error(sayEnding(running, ending))
}
