import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Running } from './process'

/** `command`: how the process was started; a pid alone may belong to another program by now. */
const shape = z.array(z.object({ name: z.string(), pid: z.number(), command: z.string() }))
type Entry = z.infer<typeof shape>[number]

const SUPERVISOR = 'npm start'

const fileOf = (data: string) => join(data, 'processes.json')

/** From Linux itself, which may lack `ps`; elsewhere `ps` is always there. */
function commandOf(pid: number): string | null {
  try {
    if (existsSync('/proc/self/cmdline')) {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim().slice(0, 300) || null
    }
  } catch {
    return null
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().slice(0, 300) : null
}

function readEntries(data: string): Entry[] {
  const path = fileOf(data)
  if (!existsSync(path)) return []
  const parsed = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  return parsed.success ? parsed.data : []
}

function writeEntries(data: string, entries: Entry[]) {
  mkdirSync(dirname(fileOf(data)), { recursive: true })
  writeFileSync(fileOf(data), JSON.stringify(entries, null, 2))
}

const isSame = ({ pid, command }: Entry) => commandOf(pid) === command

async function end(entry: Entry) {
  const wait = async (limitMs: number) => {
    const started = Date.now()
    while (isSame(entry) && Date.now() - started < limitMs) await new Promise((wake) => setTimeout(wake, 100))
    return !isSame(entry)
  }
  for (const [signal, limitMs] of [
    ['SIGINT', 15_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isSame(entry)) return
    process.kill(entry.pid, signal)
    if (await wait(limitMs)) return
  }
  throw new Error(`${entry.name} of an earlier start (process ${entry.pid}) does not end.`)
}

/**
 * Ends what an earlier start left running when it was killed, last started first. Refuses while that start is still alive. `beforeEnd` may
 * save something first.
 */
export async function endLeftovers(data: string, say: (line: string) => void): Promise<void> {
  const entries = readEntries(data).filter(isSame)
  const other = entries.find(({ name }) => name === SUPERVISOR)
  if (other) throw new Error(`npm start is already running here (process ${other.pid}). Stop it first, or use --data.`)
  for (const entry of entries.reverse()) {
    say(`Ending ${entry.name}, left from a start that was killed (process ${entry.pid})`)
    await end(entry)
  }
}

/** Remembers this process and its parts until they end. */
export class Register {
  private readonly entries = new Map<number, Entry>()

  constructor(private readonly data: string) {
    this.add(SUPERVISOR, process.pid)
  }

  add(name: string, pid: number) {
    const command = commandOf(pid)
    if (command) this.entries.set(pid, { name, pid, command })
    writeEntries(this.data, [...this.entries.values()])
  }

  follow(part: Running) {
    this.add(part.name, part.pid)
    part.ended.then(() => {
      this.entries.delete(part.pid)
      writeEntries(this.data, [...this.entries.values()])
    })
  }

  close() {
    this.entries.clear()
    rmSync(fileOf(this.data), { force: true })
  }
}
