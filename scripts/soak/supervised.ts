import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { ROOT } from '../platform/foundry'

const AGAIN_AFTER_MS = 300

/** A process that is started again whenever it ends, until it is stopped: what a supervisor does in production. */
export class Supervised {
  private child: ChildProcess | null = null
  private isStopping = false
  private ended: Promise<void> = Promise.resolve()
  kills = 0
  starts = 0

  constructor(
    readonly name: string,
    private readonly command: { command: string; args: string[] },
    private readonly env: NodeJS.ProcessEnv,
    private readonly logFile: string,
  ) {}

  start(): void {
    const { command, args } = this.command
    const log = openSync(this.logFile, 'a')
    const child = spawn(command, args, { cwd: ROOT, env: this.env, stdio: ['ignore', log, log] })
    this.child = child
    this.starts += 1
    this.ended = new Promise((resolve) => {
      child.on('close', () => {
        if (!this.isStopping) setTimeout(() => this.isStopping || this.start(), AGAIN_AFTER_MS)
        resolve()
      })
    })
  }

  kill(): void {
    if (this.child?.kill('SIGKILL')) this.kills += 1
  }

  async stop(): Promise<void> {
    this.isStopping = true
    this.child?.kill('SIGTERM')
    await this.ended
  }
}
