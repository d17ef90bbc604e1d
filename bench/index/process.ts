import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** One line of a JSON log; `at` by our clock, in ms. */
export type Line = { at: number; fields: Record<string, unknown> }

/** A program whose log is read as it writes. */
export type Watched = {
  /** The first line for which this holds, also one already written; rejects when the program ends without it. */
  line: (isIt: (fields: Record<string, unknown>) => boolean) => Promise<Line>
  kill: (signal: NodeJS.Signals) => Promise<void>
  ended: Promise<number | null>
  /** Peak resident memory so far in MB where /proc tells it. */
  peakMb: () => number | undefined
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return { text }
  }
}

/** Starts node with `args`. Its standard output is a log of one JSON object a line. */
export function watch(args: readonly string[], options: { cwd: string; env: Record<string, string> }): Watched {
  const env = { ...process.env, ...options.env }
  const child = spawn(process.execPath, [...args], { cwd: options.cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of waiting) look()
  }
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push({ at: performance.now(), fields: parse(text) })
    wake()
  })
  let isOver = false
  const ended = once(child, 'close').then(([code]) => {
    isOver = true
    wake()
    return code as number | null
  })
  const line: Watched['line'] = (isIt) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = lines.find(({ fields }) => isIt(fields))
        if (!found && !isOver) return
        waiting.delete(look)
        if (found) resolve(found)
        else reject(new Error(`${args.at(-1)} ended early: ${JSON.stringify(lines.slice(-3))}`))
      }
      waiting.add(look)
      look()
    })
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  const peakMb = () => {
    const file = `/proc/${child.pid}/status`
    const kib = existsSync(file) ? /VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined
    return kib === undefined ? undefined : Math.round(Number(kib) / 1_024)
  }
  return { line, kill, ended, peakMb }
}
