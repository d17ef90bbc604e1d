import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '../../lib/db/connect'
import { migrate } from '../../lib/db/migrate'
import { genesisTime } from '../simulate/calendar'
import { callRpc, LOCAL_CHAIN_ID } from './anvil'
import { sayReady } from './banner'
import { buildContractsAside } from './build'
import { readBlock } from './chain-archive'
import { ChainKeeper } from './chain-keeper'
import { commitOf } from './commit'
import { DatabaseKeeper, removeDatabase } from './database-keeper'
import { type Origin, originOf, readOrigin, requireSameOrigin, writeHistory, writeOrigin } from './history'
import { endLeftovers, Register } from './leftovers'
import { deployLocally } from './local-chain'
import { journalOf, loadHistory } from './metered'
import { Part, scriptCommand } from './parts'
import { requireFreePort } from './ports'
import type { Running } from './process'
import type { Progress } from './progress'
import { waitForConsole, waitForLedger } from './readiness'
import { type Settings, sessionSecret } from './settings'
import { trafficKeys } from './traffic-key'
import { buildWeb, isBuilt, NEXT, sourceHash } from './web-build'

/** Seconds between blocks of the local chain when nobody sends anything. */
const HEARTBEAT = 5
/** Seconds that a kept chain must be behind the clock. */
const WORTH_CATCHING_UP = 1_800

/** An error and what it came from: drivers put the reason behind the statement. */
function sayCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause ? `${error.message}: ${sayCauses(error.cause)}` : error.message
}

/** Everything that `npm start` runs, in the order in which it comes up; it goes down in the opposite one. */
export class Platform {
  private readonly started = Date.now()
  private readonly register: Register
  private readonly singles = new Set<Running>()
  private readonly parts: Part[] = []
  private database: DatabaseKeeper | null = null
  private chain: ChainKeeper | null = null
  private stopping: Promise<void> | null = null
  /** Settles with the reason when something cannot be kept running. */
  readonly failed: Promise<Error>
  private fail: (reason: Error) => void = () => {}

  private constructor(
    private readonly settings: Settings,
    private readonly progress: Progress,
  ) {
    this.register = new Register(settings.data)
    this.failed = new Promise((resolve) => {
      this.fail = resolve
    })
  }

  /** Claims the data folder and the ports; nothing is running yet. */
  static async claim(settings: Settings, progress: Progress): Promise<Platform> {
    await endLeftovers(settings.data, (line) => progress.line(line))
    if (!settings.databaseUrl) await requireFreePort(settings.dbPort, 'DB_PORT')
    if (!settings.rpcUrl) await requireFreePort(settings.rpcPort, 'RPC_PORT')
    if (settings.hasWeb) await requireFreePort(settings.port, 'PORT')
    if (settings.isReset) {
      rmSync(join(settings.data, 'chain'), { recursive: true, force: true })
      rmSync(join(settings.data, 'logs'), { recursive: true, force: true })
      if (!settings.databaseUrl) removeDatabase(join(settings.data, 'pg'))
    }
    return new Platform(settings, progress)
  }

  private log = (name: string) => join(this.settings.data, 'logs', `${name}.log`)

  private say = (line: string) => this.progress.line(line)

  /** Runs one task under a line of progress. */
  private async task<T>(name: string, work: (task: ReturnType<Progress['start']>) => Promise<T>): Promise<T> {
    const task = this.progress.start(name)
    try {
      const result = await work(task)
      task.done()
      return result
    } catch (error) {
      task.failed()
      throw error
    }
  }

  private follow = (running: Running) => {
    this.register.follow(running)
    this.singles.add(running)
    running.ended.then(() => this.singles.delete(running))
    // It began while everything else was being stopped.
    if (this.stopping) running.stop('SIGTERM')
  }

  private async startDatabase(): Promise<string> {
    const { databaseUrl, data, dbPort } = this.settings
    if (databaseUrl) return databaseUrl
    const keeper = new DatabaseKeeper({
      dataDir: join(data, 'pg'),
      port: dbPort,
      logFile: this.log('postgres'),
      onStart: (running) => this.register.follow(running),
      say: this.say,
    })
    this.database = keeper
    keeper.failed.then(this.fail)
    return this.task('Database', () => keeper.start())
  }

  private async startChain(): Promise<{ rpcUrl: string; isNew: boolean; origin: Origin | null }> {
    const { rpcUrl, data, rpcPort } = this.settings
    if (rpcUrl) return { rpcUrl, isNew: false, origin: null }
    await this.task('Contracts', buildContractsAside)
    const folder = join(data, 'chain')
    const wanted = originOf(this.settings)
    const kept = ChainKeeper.isKept(folder) ? readOrigin(data) : null
    if (kept) requireSameOrigin(kept, wanted, this.settings)
    else rmSync(folder, { recursive: true, force: true })
    const origin = kept ?? wanted
    const keeper = new ChainKeeper({
      folder,
      port: rpcPort,
      logFile: this.log('chain'),
      genesisTime: Number(genesisTime(new Date(origin.now))),
      clock: origin.isToday ? 'wall' : 'own',
      heartbeat: HEARTBEAT,
      onStart: (running) => this.register.follow(running),
      say: this.say,
    })
    this.chain = keeper
    keeper.failed.then(this.fail)
    await this.task('Chain', () => keeper.start())
    return { rpcUrl: keeper.url, isNew: kept === null, origin }
  }

  private async fillChain(rpcUrl: string, origin: Origin, env: NodeJS.ProcessEnv) {
    await this.task('Deployment', async (task) => {
      let count = 0
      await deployLocally({ rpcUrl, say: (line) => task.update(line, Math.min(0.99, count++ / 33)) })
    })
    await this.writeHistory('History', rpcUrl, origin, origin.now, false, env)
  }

  private async writeHistory(
    name: string,
    rpcUrl: string,
    { seed }: Origin,
    until: string,
    isCatchUp: boolean,
    env: NodeJS.ProcessEnv,
  ) {
    const journal = journalOf(this.settings.data)
    const options = { rpcUrl, seed, until, isCatchUp, journal, env, logFile: this.log('history') }
    await this.task(name, (task) => writeHistory({ ...options, task, onStart: this.follow }))
  }

  /** A chain on the machine's clock was away for a while: what would have happened meanwhile happens now. */
  private async catchUp(rpcUrl: string, origin: Origin, env: NodeJS.ProcessEnv) {
    if (!origin.isToday || !this.settings.hasTraffic) return
    const { time } = await readBlock(rpcUrl, 'latest')
    const now = Math.floor(Date.now() / 1_000)
    if (now - time < WORTH_CATCHING_UP) return
    await this.writeHistory('Catching up', rpcUrl, origin, new Date(now * 1_000).toISOString(), true, env)
  }

  private async startPart(
    name: string,
    logName: string,
    command: { command: string; args: string[] },
    env: NodeJS.ProcessEnv,
  ) {
    if (this.stopping) throw new Error('Stopped.')
    const part = new Part({
      name,
      ...command,
      env,
      logFile: this.log(logName),
      onStart: (running) => this.register.follow(running),
      say: this.say,
    })
    this.parts.push(part)
    part.failed.then(this.fail)
    await part.start()
  }

  /** Usage goes to the console like a gateway's; while that is not up, it waits. */
  private async startTraffic(databaseUrl: string, rpcUrl: string, { seed }: Origin, env: NodeJS.ProcessEnv) {
    const { hasWeb, port, data } = this.settings
    const reporting = hasWeb ? ['--console', `http://127.0.0.1:${port}`] : []
    const args = ['--live', '--rpc', rpcUrl, '--seed', String(seed), ...reporting]
    const keys = await trafficKeys(databaseUrl, data)
    await this.startPart('The traffic', 'traffic', await scriptCommand('simulate', args), {
      ...env,
      TRAFFIC_KEYS: keys,
    })
  }

  private environment(databaseUrl: string, rpcUrl: string, chainId: number, isToday = true): NodeJS.ProcessEnv {
    const { data, port, rpcPort, dbPort, isDev } = this.settings
    const commit = commitOf(process.env.COMMIT)
    return {
      ...process.env,
      NODE_ENV: isDev ? 'development' : 'production',
      DATABASE_URL: databaseUrl,
      RPC_URL: rpcUrl,
      CHAIN_ID: String(chainId),
      CLOCK: isToday ? 'machine' : 'block',
      PORT: String(port),
      RPC_PORT: String(rpcPort),
      DB_PORT: String(dbPort),
      NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://localhost:${port}`,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || sessionSecret(data),
      NEXT_TELEMETRY_DISABLED: '1',
      TRAFFIC: this.settings.hasTraffic ? 'on' : 'off',
      COMMIT: commit === 'unknown' ? '' : commit,
    }
  }

  private async buildConsole(env: NodeJS.ProcessEnv) {
    const { hasWeb, isDev } = this.settings
    if (!hasWeb || isDev || isBuilt(env, sourceHash())) return
    await this.task('Console build', () => buildWeb({ env, logFile: this.log('build'), onStart: this.follow }))
  }

  private async migrateDatabase(databaseUrl: string, isNew: boolean) {
    if (isNew) await this.database?.empty()
    const { db, close } = connect(databaseUrl)
    try {
      await migrate(db)
    } catch (error) {
      throw new Error(`The database's schema cannot be brought up to date: ${sayCauses(error)}`)
    } finally {
      await close()
    }
  }

  /** Everything up and answering, or an error that says why not. */
  async up(): Promise<string> {
    const { hasWeb, isDev, port, data } = this.settings
    const chainId = this.settings.rpcUrl ? Number(await callRpc(this.settings.rpcUrl, 'eth_chainId')) : LOCAL_CHAIN_ID
    const planned = this.environment(
      this.settings.databaseUrl ?? `postgresql://cxpt:cxpt@127.0.0.1:${this.settings.dbPort}/cxpt`,
      this.settings.rpcUrl ?? `http://127.0.0.1:${this.settings.rpcPort}`,
      chainId,
    )
    const build = this.buildConsole(planned)
    // Reported where it is awaited; without this an early failure would end the process before.
    build.catch(() => {})
    const [databaseUrl, { rpcUrl, isNew, origin }] = await Promise.all([this.startDatabase(), this.startChain()])
    const env = this.environment(databaseUrl, rpcUrl, chainId, origin?.isToday)
    if (isNew && origin) await this.fillChain(rpcUrl, origin, env)
    else if (origin) await this.catchUp(rpcUrl, origin, env)
    await this.task('Schema', () => this.migrateDatabase(databaseUrl, isNew))
    await this.chain?.settle()
    if (origin) writeOrigin(data, origin)

    await this.startPart('The indexer', 'index', await scriptCommand('index'), env)
    const waiting = { databaseUrl, rpcUrl, chainId, failure: this.failed }
    const ledger = this.task('Ledger', (task) => waitForLedger({ ...waiting, task }))
    const usage = origin ? this.task('Usage', () => loadHistory(databaseUrl, data, ledger)) : null
    await Promise.all([ledger, usage])
    if (origin && this.settings.hasTraffic) await this.startTraffic(databaseUrl, rpcUrl, origin, env)
    await this.startPart('The worker', 'worker', await scriptCommand('worker'), env)
    await build
    if (hasWeb) {
      const args = [NEXT, isDev ? 'dev' : 'start', '--port', String(port), '--hostname', '127.0.0.1']
      await this.startPart('The console', 'web', { command: process.execPath, args }, env)
      await this.task('Console', () => waitForConsole(port, this.failed))
    }
    const webUrl = hasWeb ? `http://localhost:${port}` : null
    const seconds = (Date.now() - this.started) / 1_000
    return sayReady({ webUrl, rpcUrl, databaseUrl, logs: join(data, 'logs'), isLocalChain: origin !== null, seconds })
  }

  /** Stops in the opposite order; the chain is saved and the database shut down cleanly. Harmless to call twice. */
  stop(): Promise<void> {
    this.stopping ??= this.takeDown()
    return this.stopping
  }

  private async takeDown() {
    await Promise.all([...this.singles].map((running) => running.stop('SIGTERM')))
    for (const part of [...this.parts].reverse()) await part.stop()
    await this.chain?.stop()
    await this.database?.stop()
    this.register.close()
  }
}
