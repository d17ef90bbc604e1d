/** What `npm start` shows while it works: one line a task on a terminal, plain lines elsewhere. */

export type Task = {
  /** `fraction` from 0 to 1 where it is known. */
  update: (say: string, fraction?: number) => void
  done: (say?: string) => void
  failed: () => void
}

type Active = { name: string; say: string; fraction: number | undefined; started: number; printed: number }

const REDRAW_MS = 250
/** Plain lines: one a tenth, or one in so many seconds. */
const PLAIN_STEP = 0.1
const PLAIN_EVERY_MS = 15_000

const seconds = (since: number) => `${((Date.now() - since) / 1_000).toFixed(1)} s`
const percent = (fraction: number | undefined) => (fraction === undefined ? '' : ` ${Math.floor(fraction * 100)}%`)

export class Progress {
  private readonly active = new Set<Active>()
  private drawn = 0
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly out: NodeJS.WriteStream = process.stdout,
    private readonly isTerminal = Boolean(out.isTTY) && process.env.CI === undefined,
  ) {
    // Whoever read our lines may be gone first (a closed terminal, a killed parent): unheard, the error would end us with every part running.
    out.on('error', () => {})
  }

  start(name: string, say = ''): Task {
    const task: Active = { name, say, fraction: undefined, started: Date.now(), printed: Date.now() }
    this.active.add(task)
    if (this.isTerminal) this.timer ??= setInterval(() => this.draw(), REDRAW_MS)
    else this.print(task, `${name}${say ? `: ${say}` : ''} …`)
    const end = (text: string) => {
      if (!this.active.delete(task)) return
      this.line(text)
      if (this.active.size === 0) {
        clearInterval(this.timer)
        this.timer = undefined
      }
    }
    return {
      update: (text, fraction) => this.update(task, text, fraction),
      done: (text) => end(`✓ ${name}${text ? `: ${text}` : ''} (${seconds(task.started)})`),
      failed: () => end(`✗ ${name} (${seconds(task.started)})`),
    }
  }

  /** A line that stays. */
  line(text: string) {
    this.erase()
    this.out.write(`${text}\n`)
    this.draw()
  }

  private update(task: Active, say: string, fraction?: number) {
    const isStep = (fraction ?? 0) - (task.fraction ?? 0) >= PLAIN_STEP
    const isDue = isStep || Date.now() - task.printed > PLAIN_EVERY_MS
    if (!this.isTerminal && !isDue) return
    task.say = say
    task.fraction = fraction
    if (!this.isTerminal) this.print(task, `${task.name}${percent(fraction)}: ${say}`)
  }

  private print(task: Active, text: string) {
    task.printed = Date.now()
    this.out.write(`  ${text}\n`)
  }

  private erase() {
    if (this.drawn > 0) this.out.write(`\u001b[${this.drawn}A\u001b[J`)
    this.drawn = 0
  }

  private draw() {
    if (!this.isTerminal) return
    this.erase()
    const width = (this.out.columns ?? 80) - 1
    for (const { name, say, fraction, started } of this.active) {
      const text = `… ${name}${percent(fraction)}${say ? `: ${say}` : ''} (${seconds(started)})`
      this.out.write(`${text.slice(0, width)}\n`)
      this.drawn++
    }
  }
}
