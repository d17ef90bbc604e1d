import { bundle } from './bundle.mjs'
import { ROOT } from './foundry'
import { type Running, sayEnding, startProcess } from './process'

/** So many ends within so many milliseconds are not worth another try. */
const MOST_ENDS = 5
const WITHIN_MS = 120_000
const LONGEST_WAIT_MS = 30_000

export type PartOptions = {
  name: string
  command: string
  args: string[]
  env: NodeJS.ProcessEnv
  logFile: string
  onStart: (running: Running) => void
  say: (line: string) => void
}

/** Node with an entry point of this folder's parent, built into one file. */
export async function scriptCommand(name: string, args: string[] = []): Promise<{ command: string; args: string[] }> {
  return { command: process.execPath, args: [await bundle(name), ...args] }
}

/** A process that is started again when it ends, ever later, until it ends too often. */
export class Part {
  private running: Running | null = null
  private isStopping = false
  private ends: number[] = []
  private wake: (() => void) | undefined
  /** Settles only when it cannot be kept running, with the reason. */
  readonly failed: Promise<Error>
  private fail: (reason: Error) => void = () => {}

  constructor(private readonly options: PartOptions) {
    this.failed = new Promise((resolve) => {
      this.fail = resolve
    })
  }

  async start(): Promise<void> {
    const { name, command, args, env, logFile, onStart } = this.options
    this.running = await startProcess({ name, command, args, env, logFile, cwd: ROOT })
    onStart(this.running)
    this.watch(this.running)
  }

  private async watch(running: Running) {
    const ending = await running.ended
    if (this.isStopping) return
    const reason = sayEnding(running, ending)
    const now = Date.now()
    this.ends = [...this.ends.filter((at) => now - at < WITHIN_MS), now]
    if (this.ends.length >= MOST_ENDS) {
      return this.fail(new Error(`${this.options.name} ended ${MOST_ENDS} times in two minutes. ${reason}`))
    }
    const waitMs = Math.min(1_000 * 2 ** (this.ends.length - 1), LONGEST_WAIT_MS)
    this.options.say(`${reason}\nIt is started again in ${waitMs / 1_000} s.`)
    await this.pause(waitMs)
    if (this.isStopping) return
    await this.start().catch((error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))))
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async stop(): Promise<void> {
    this.isStopping = true
    this.wake?.()
    await this.running?.stop('SIGTERM', 15_000)
  }
}
