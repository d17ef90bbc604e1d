/**
 * `npm run soak [-- --minutes 10] [-- --seed 1]`: the real indexer, worker and meter on a real chain and database, under load, while
 * processes are killed with -9, the database restarts and the node goes away. Ends in one line that says whether chain, ledger and
 * receipts agree, to the wei; with 1 when they do not.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '../lib/db/connect'
import { insertGateway } from '../lib/db/metering-key-rows'
import { migrate } from '../lib/db/migrate'
import { issueKey } from '../lib/metering/keys'
import { scriptCommand } from './platform/parts'
import { freePort } from './platform/ports'
import { type Postgres, startPostgres } from './platform/postgres'
import { type Check, compareAll, isAgreed, type Remembered } from './soak/agreement'
import { type FaultKind, planFaults } from './soak/faults'
import { runGateway } from './soak/gateway'
import { Supervised } from './soak/supervised'
import { startFaultyRpc } from './testing/faulty-rpc'
import { accountOf, startLedgerChain } from './testing/ledger-chain'
import { trafficOn } from './testing/traffic'

const USER_INDEXES = [20, 21, 22, 23, 24, 25]
const USERS = USER_INDEXES.map((who) => accountOf(who))
/** Wei for each: $75,000 at the price of the local chain. */
const CREDITS = 1_500_000n * 10n ** 18n
const PROVIDERS = [30, 31, 32].map((who) => accountOf(who))
/** Jobs go by block time: the chain lives ten minutes in so many real ones. */
const WARP_EVERY_MS = 4_000
const WARP_SECONDS = 600
const DRAIN_MS = 240_000
const HOURS_BEFORE = 6 * 3_600

const say = (line: string) => console.log(line)
const pause = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms))

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
  })
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
  if (!(minutes > 0 && minutes <= 120)) throw new Error(`--minutes takes 1 to 120, not "${values.minutes}".`)
  if (!Number.isInteger(seed)) throw new Error(`--seed takes a whole number, not "${values.seed}".`)
  const folder = mkdtempSync(join(tmpdir(), 'cxpt-soak-'))
  const ports = { database: await freePort(), meter: await freePort() }
  const startDatabase = () =>
    startPostgres({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log'), port: ports.database })
  say(`soak: ${minutes} min, seed ${seed}; logs in ${folder}`)
  let database: Postgres = await startDatabase()
  const chain = await startLedgerChain({ timestamp: Math.floor(Date.now() / 1_000) - HOURS_BEFORE })
  await trafficOn(chain, seed).begin()
  for (const who of [20, 21]) {
    const most = 10n ** 24n
    await chain.send(who, 'Subscriptions', 'subscribe', [1, most, true, most, `0x${'0'.repeat(40)}`])
  }
  // More than the load can use up: what is clamped stays due, and the meters would not agree.
  for (const [i, who] of USER_INDEXES.entries()) await chain.send(who, 'Vault', 'deposit', [USERS[i], CREDITS])
  await chain.mine()
  await chain.rpc('evm_setAutomine', [true])
  await chain.rpc('evm_setIntervalMining', [1])

  let isAway = false
  const proxy = await startFaultyRpc(chain.anvil.url, (_, answer) => (isAway ? 'hang up' : answer))
  const { db, close } = connect(database.url, { applicationName: 'cxpt-soak', onLoss: () => {} })
  await migrate(db)
  await insertGateway(db, { id: 'soak', name: 'Soak', createdAt: new Date() })
  const { key } = await issueKey(db, { gateway: 'soak' }, { name: 'soak', scopes: ['usage'] }, new Date())

  const env = { ...process.env, CHAIN_ID: '31337', DATABASE_URL: database.url, RPC_URL: proxy.url, TRAFFIC: 'on' }
  const deployments = ['--deployments', chain.folder]
  const part = async (name: string, script: string, args: string[], more: Record<string, string> = {}) =>
    new Supervised(name, await scriptCommand(script, args), { ...env, ...more }, join(folder, `${name}.log`))
  const parts = {
    indexer: await part('indexer', 'index', deployments),
    worker: await part('worker', 'worker', deployments),
    meter: await part('meter', 'soak/meter', [], { PORT: String(ports.meter) }),
  }
  for (const one of Object.values(parts)) one.start()

  const stopping = new AbortController()
  const url = `http://127.0.0.1:${ports.meter}`
  const load = runGateway({ url, key, accounts: USERS, providers: PROVIDERS, seed, signal: stopping.signal })
  const warping = setInterval(() => {
    void chain.rpc('evm_increaseTime', [WARP_SECONDS]).catch(() => {})
  }, WARP_EVERY_MS)

  const counts = new Map<FaultKind, number>()
  const began = performance.now()
  for (const { atMs, kind, forMs } of planFaults(minutes, seed)) {
    await pause(Math.max(0, atMs - (performance.now() - began)))
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    say(`${Math.round(atMs / 1_000)} s: ${kind}${forMs > 0 ? ` for ${(forMs / 1_000).toFixed(1)} s` : ''}`)
    if (kind === 'kill worker') parts.worker.kill()
    if (kind === 'kill indexer') parts.indexer.kill()
    if (kind === 'kill meter') parts.meter.kill()
    if (kind === 'lose node') {
      isAway = true
      setTimeout(() => {
        isAway = false
      }, forMs)
    }
    if (kind === 'restart database') {
      await database.stop('SIGINT')
      database = await startDatabase()
    }
  }
  await pause(Math.max(0, minutes * 60_000 - (performance.now() - began)))
  stopping.abort()
  const remembered = await load
  say(`load: ${remembered.receipts} receipts, ${remembered.refused} refused, ${remembered.again} sent again`)

  const asked = { db, client: chain.client, deployment: chain.deployment, remembered }
  const checks = await drain(() => compareAll(asked))
  clearInterval(warping)
  for (const one of Object.values(parts)) await one.stop()
  await close()
  await proxy.stop()
  await chain.stop()
  await database.stop()
  const wrong = checks.filter((check) => !isAgreed(check))
  for (const { what, want, have } of wrong) say(`DIFFERS ${what}: ${want} and ${have}`)
  const faults = [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ')
  say(`faults: ${faults}`)
  say(finalLine(minutes, seed, remembered, checks, wrong.length))
  if (wrong.length === 0) rmSync(folder, { recursive: true, force: true })
  return wrong.length === 0
}

/** The indexer follows and the worker settles what is left: until everything agrees, or for four minutes. */
async function drain(compare: () => Promise<Check[]>): Promise<Check[]> {
  const until = performance.now() + DRAIN_MS
  for (;;) {
    const checks = await compare().catch((error: unknown): Check[] => [
      { what: 'the comparison itself', want: 'done', have: String(error) },
    ])
    if (checks.every(isAgreed) || performance.now() > until) return checks
    await pause(2_000)
  }
}

function finalLine(
  minutes: number,
  seed: number,
  { receipts, chargeNano }: Remembered,
  checks: Check[],
  wrong: number,
) {
  const what = `soak: ${minutes} min, seed ${seed}, ${receipts} receipts, ${chargeNano} nano-USD, ${checks.length} comparisons`
  return wrong === 0 ? `${what}: chain, ledger and receipts agree to the wei` : `${what}: ${wrong} DIFFER`
}

main().then(
  (isGood) => process.exit(isGood ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
