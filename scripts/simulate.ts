/**
 * Writes the simulated history of the local chain through the real contracts: `npm run simulate -- --now ISO --seed N [--rpc URL]`.
 * See scripts/simulate/README.md for every option and for what lives where.
 */
import { parseArgs } from 'node:util'
import { secondsOf } from '../lib/domain/time'
import { fingerprint } from './simulate/fingerprint'
import { catchUp, follow } from './simulate/follow'
import { FULL } from './simulate/history'
import { Journal } from './simulate/metering/journal'
import { say } from './simulate/progress'
import { readerOf } from './simulate/reader'
import { replay } from './simulate/replay'
import { Rpc, untilAnswered } from './simulate/rpc'
import { readSystem } from './simulate/system'

/** The only chain whose keys are public anyway. */
const LOCAL_CHAIN_ID = 31_337
const PATIENCE_MS = 60_000

function dateFrom(text: string, option: string): Date {
  const date = text === 'today' ? new Date(Math.floor(Date.now() / 1_000) * 1_000) : new Date(text)
  if (Number.isNaN(date.getTime())) throw new Error(`--${option} "${text}" is not a date`)
  return date
}

function countFrom(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${option} "${text}" is not a whole number`)
  return Number(text)
}

function options() {
  const { values } = parseArgs({
    options: {
      rpc: { type: 'string', default: process.env.RPC_URL ?? 'http://127.0.0.1:8545' },
      now: { type: 'string', default: 'today' },
      from: { type: 'string' },
      seed: { type: 'string', default: '1' },
      customers: { type: 'string', default: String(FULL.customers) },
      providers: { type: 'string', default: String(FULL.providers) },
      deployments: { type: 'string' },
      journal: { type: 'string' },
      console: { type: 'string' },
      hash: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      'catch-up': { type: 'boolean', default: false },
      pace: { type: 'string', default: '8000' },
    },
  })
  return {
    ...values,
    pace: countFrom(values.pace, 'pace'),
    now: dateFrom(values.now, 'now'),
    start: values.from === undefined ? undefined : dateFrom(values.from, 'from'),
    seed: countFrom(values.seed, 'seed'),
    sizes: {
      customers: countFrom(values.customers, 'customers'),
      providers: countFrom(values.providers, 'providers'),
    },
  }
}

function keysFrom(text: string): Record<string, string> {
  return JSON.parse(text) as Record<string, string>
}

/** Nothing but the deployment has happened: its transactions lie in the first minutes. */
async function isFresh(client: ReturnType<typeof readerOf>): Promise<boolean> {
  const [genesis, last] = await Promise.all([client.getBlock({ blockNumber: 0n }), client.getBlock()])
  return last.timestamp - genesis.timestamp < 3_600n
}

async function main(): Promise<void> {
  const { rpc: url, deployments, now, start, seed, sizes, pace, ...wants } = options()
  const rpc = new Rpc(url)
  const client = readerOf(rpc)
  const onWait = () => say(0, 'Waiting for the chain')
  const chainId = await untilAnswered(() => client.getChainId(), PATIENCE_MS, onWait)
  if (chainId !== LOCAL_CHAIN_ID) {
    throw new Error(`the simulation signs with public keys: never on chain ${chainId}, only on ${LOCAL_CHAIN_ID}`)
  }
  const system = readSystem(chainId, deployments)
  const stop = new AbortController()
  const keys = process.env.TRAFFIC_KEYS
  const reported = wants.console && keys ? { url: wants.console, keys: keysFrom(keys) } : undefined
  const following = { rpc, client, system, seed, sizes, pace, signal: stop.signal, console: reported }
  if (wants['catch-up'] || (wants.live && !(await isFresh(client)))) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
    return wants['catch-up'] ? catchUp(following, secondsOf(now)) : follow(following)
  }

  const journal = wants.journal === undefined ? undefined : new Journal(wants.journal)
  const done = await replay({ rpc, client, system, now, start, seed, sizes, onWait, journal })
  say(1, `${done.transactions} transactions in ${done.blocks} blocks; ${done.compared} values agree with the chain`)
  if (wants.hash) {
    console.log(JSON.stringify({ firstBlock: done.firstBlock, ...(await fingerprint(rpc, done.firstBlock)) }))
  }
  if (!wants.live) return
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  await follow(following)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
