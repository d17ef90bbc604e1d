import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type Ending = { code: number | null; signal: NodeJS.Signals | null }

export type Running = {
  name: string
  pid: number
  /** Settles once, when the process is gone. */
  ended: Promise<Ending>
  isRunning: () => boolean
  /** Sends the signal, waits, and kills after the limit. Harmless when the process is gone. */
  stop: (signal?: NodeJS.Signals, limitMs?: number) => Promise<Ending>
  /** The last lines of its output. */
  tail: (lines?: number) => string
}

export type ProcessOptions = {
  name: string
  command: string
  args?: string[]
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** Output is appended here. */
  logFile: string
  uid?: number
  gid?: number
  /** Our end of a pipe sees each line of standard output too. */
  onLine?: (line: string) => void
}

function readTail(file: string, lines: number): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
  } catch {
    return ''
  }
}

function forwardLines(child: ChildProcess, onLine: (line: string) => void) {
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  })
  child.stdout?.on('end', () => rest && onLine(rest))
}

/**
 * Starts a program in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone and it can stop the parts in
 * their order.
 */
export async function startProcess(options: ProcessOptions): Promise<Running> {
  const { name, command, args = [], env = process.env, cwd, logFile, uid, gid, onLine } = options
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'a')
  const child = spawn(command, args, {
    cwd,
    env,
    uid,
    gid,
    detached: true,
    stdio: ['ignore', onLine ? 'pipe' : log, log],
  })
  closeSync(log)
  if (onLine) forwardLines(child, onLine)
  const ended = new Promise<Ending>((resolve) => child.on('close', (code, signal) => resolve({ code, signal })))
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(new Error(`${name} does not start: ${error.message}`)))
  })
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const stop = async (signal: NodeJS.Signals = 'SIGTERM', limitMs = 10_000) => {
    if (isRunning()) child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
    const ending = await ended
    clearTimeout(timer)
    return ending
  }
  return { name, pid: child.pid ?? 0, ended, isRunning, stop, tail: (lines = 20) => readTail(logFile, lines) }
}

/** Says why a part ended, with the last lines it wrote. */
export function sayEnding(part: Running, { code, signal }: Ending): string {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  const tail = part.tail()
  return `${part.name} ${how}.${tail ? ` Its last lines:\n${tail.replace(/^/gm, '  ')}` : ' It wrote nothing.'}`
}
