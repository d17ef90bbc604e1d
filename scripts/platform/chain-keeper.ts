import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { FUNDED_ACCOUNTS } from '../../contracts/deploy/demo-accounts'
import { type Anvil, callRpc, startAnvil } from './anvil'
import {
  type ChainFolder,
  chainFolder,
  clearSwap,
  composeLoad,
  DayKeeper,
  readBlock,
  saveState,
  swapEarly,
} from './chain-archive'
import { sayEnding } from './process'

/** States that anvil may swap out, oldest forgotten first: the empty ones, the kept days, and blocks of about 0.35 MB each. */
const SWAPPED_STATES = 4_000
/** Blocks after which anvil is started afresh from its saved state, before it forgets the kept days. */
const BLOCKS_PER_RUN = 2_000
/** Starts in a row that may fail. */
const REVIVALS = 5
const FOLLOW_MS = 500
/** A save takes a third of a second. What somebody has sent is saved soon, empty blocks with the next save. */
const SAVE_MS = 60_000
const SAVE_SOON_MS = 2_000
/**
 * Who switches automining off says himself when a block comes. Not for ever: a run that was killed in between must not leave the chain
 * standing.
 */
const HELD_MS = 60_000

export type KeeperOptions = {
  folder: string
  port: number
  logFile: string
  /** Unix time of the genesis block of a new chain, seconds. */
  genesisTime: number
  /** `wall`: the chain's clock is this machine's. `own`: it goes on from the last block, whatever the machine's clock says. */
  clock: 'wall' | 'own'
  /** Seconds between blocks when nobody sends anything. */
  heartbeat: number
  blocksPerRun?: number
  onStart: (running: Anvil) => void
  say: (line: string) => void
}

const sleep = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

/** The local chain of a running platform: kept on disk, mined regularly, started again when it dies. */
export class ChainKeeper {
  private readonly files: ChainFolder
  private anvil: Anvil | null = null
  private days: DayKeeper | null = null
  private isMining = false
  private isStopping = false
  private firstBlock = 0
  private savedAt = Date.now()
  private savedTransactions = 0
  private saving: Promise<void> | null = null
  private loop: Promise<void> = Promise.resolve()
  /** Settles only when the chain cannot be kept running, with the reason. */
  readonly failed: Promise<Error>
  private fail: (reason: Error) => void = () => {}

  constructor(private readonly options: KeeperOptions) {
    this.files = chainFolder(options.folder)
    this.failed = new Promise((resolve) => {
      this.fail = resolve
    })
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`
  }

  /** Whether a finished chain is on disk. */
  static isKept(folder: string): boolean {
    return existsSync(chainFolder(folder).state)
  }

  /** Starts the kept chain, or a new one when there is none. */
  async start(): Promise<void> {
    await this.launch()
    this.loop = this.run()
  }

  private async launch() {
    const { folder, port, logFile, genesisTime } = this.options
    const isKept = existsSync(this.files.state)
    mkdirSync(folder, { recursive: true })
    clearSwap(this.files)
    if (isKept) composeLoad(this.files)
    else rmSync(this.files.days, { recursive: true, force: true })
    // The genesis block is made anew even when a state is loaded: only with its old time is it the same block.
    const time = ['--timestamp', String(genesisTime)]
    const swap = ['--cache-path', this.files.swap, '--max-persisted-states', String(SWAPPED_STATES)]
    const args = [...time, ...swap, ...(isKept ? ['--load-state', this.files.load] : [])]
    this.anvil = await startAnvil({ port, accounts: FUNDED_ACCOUNTS, logFile, args })
    this.options.onStart(this.anvil)
    rmSync(this.files.load, { force: true })
    await swapEarly(this.url)
    if (isKept) await this.setClock()
    this.firstBlock = (await readBlock(this.url, 'latest')).number
    this.days = new DayKeeper(this.url, this.files)
    this.savedAt = Date.now()
    this.savedTransactions = 0
  }

  /**
   * anvil's clock starts at the genesis time, or stands where the history's last block left it. Until the chain is settled the clock follows
   * its blocks: anvil refuses a block older than its clock, and a gap may still be filled.
   */
  private async setClock() {
    const next = (await readBlock(this.url, 'latest')).time + 1
    const now = Math.floor(Date.now() / 1_000)
    await callRpc(this.url, 'evm_setTime', [
      this.isMining && this.options.clock === 'wall' ? Math.max(now, next) : next,
    ])
  }

  /** From now on blocks come by themselves; the history is complete and saved. */
  async settle(): Promise<void> {
    this.isMining = true
    await this.setClock()
    await this.save()
  }

  private async run() {
    const limit = this.options.blocksPerRun ?? BLOCKS_PER_RUN
    let failures = 0
    let minedAt = Date.now()
    while (!this.isStopping) {
      try {
        const before = this.days?.pending
        const head = await this.days?.follow()
        const idle = Date.now() - minedAt
        const isDue = this.isMining && idle >= this.options.heartbeat * 1_000
        if (isDue && (idle >= HELD_MS || (await callRpc(this.url, 'anvil_getAutomine')))) {
          await callRpc(this.url, 'evm_mine')
          minedAt = Date.now()
        }
        if (this.isMining && this.isSaveDue()) await this.save()
        if (this.isMining && head && head.number - this.firstBlock > limit && before === 0) await this.renew()
        failures = 0
      } catch (error) {
        if (this.isStopping) return
        if (this.anvil?.isRunning() && ++failures < 20) await sleep(FOLLOW_MS)
        else if (!(await this.revive(error))) return
      }
      await sleep(FOLLOW_MS)
    }
  }

  private isSaveDue(): boolean {
    const isNew = this.days !== null && this.days.transactions > this.savedTransactions
    return Date.now() - this.savedAt > (isNew ? SAVE_SOON_MS : SAVE_MS)
  }

  /** One at a time: a second call waits for the first and is content with it. */
  private save(): Promise<void> {
    this.saving ??= this.writeState().finally(() => {
      this.saving = null
    })
    return this.saving
  }

  /** The last save before anvil ends: no block comes after it. */
  private async saveWhole() {
    await callRpc(this.url, 'evm_setAutomine', [false])
    await this.saving
    await this.save()
  }

  private async writeState() {
    this.savedTransactions = this.days?.transactions ?? 0
    await saveState(this.url, this.files)
    this.savedAt = Date.now()
  }

  /** Saves and starts again, so that neither anvil's memory nor its files grow without end. */
  private async renew() {
    await this.saveWhole()
    await this.anvil?.stop()
    await this.launch()
  }

  /** After a crash: the chain as it was last saved. Until the history is complete there is nothing to go back to. */
  private async revive(cause: unknown): Promise<boolean> {
    const anvil = this.anvil
    const ending = anvil && !anvil.isRunning() ? sayEnding(anvil, await anvil.ended) : String(cause)
    if (!this.isMining) {
      this.fail(new Error(`The chain was lost before its history was complete. ${ending}`))
      return false
    }
    this.options.say(`The chain has stopped and is started again from its last save. ${ending}`)
    for (let attempt = 1; !this.isStopping; attempt++) {
      try {
        await this.anvil?.stop('SIGKILL')
        await this.launch()
        return true
      } catch (error) {
        if (attempt === REVIVALS) this.fail(error instanceof Error ? error : new Error(String(error)))
        if (attempt === REVIVALS) return false
        await sleep(attempt * 1_000)
      }
    }
    return false
  }

  /** Saves, unless the history is incomplete, and ends anvil. */
  async stop(): Promise<void> {
    this.isStopping = true
    await this.loop
    if (this.anvil?.isRunning() && this.isMining) {
      await this.saveLast().catch((error: unknown) => this.options.say(`The chain keeps its last save: ${error}`))
    }
    await this.anvil?.stop()
    clearSwap(this.files)
  }
  private async saveLast() {
    // A day that has just ended is still in memory: a few blocks more and its state is written out.
    for (let mined = 0; mined < 12 && this.days && this.days.pending > 0; mined++) {
      await callRpc(this.url, 'evm_mine')
      await this.days.follow()
    }
    await this.saveWhole()
  }
}
