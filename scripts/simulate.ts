/**
 * Writes the simulated history of the local chain through the real contracts: `npm run simulate -- --now ISO --seed N [--rpc URL]`.
 * See scripts/simulate/README.md for every option and for what lives where.
 */
import { parseArgs } from 'node:util'
import type { Clock } from './simulate/clock'
import { fingerprint } from './simulate/fingerprint'
import { follow } from './simulate/follow'
import { FULL } from './simulate/history'
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
      hash: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      clock: { type: 'string' },
      pace: { type: 'string', default: '6000' },
    },
  })
  const clock = values.clock ?? (values.now === 'today' ? 'wall' : 'chain')
  if (clock !== 'wall' && clock !== 'chain') throw new Error(`--clock is wall or chain, not "${clock}"`)
  return {
    ...values,
    clock: clock as Clock,
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

/** Nothing but the deployment has happened: its transactions lie in the first minutes. */
async function isFresh(client: ReturnType<typeof readerOf>): Promise<boolean> {
  const [genesis, last] = await Promise.all([client.getBlock({ blockNumber: 0n }), client.getBlock()])
  return last.timestamp - genesis.timestamp < 3_600n
}

async function main(): Promise<void> {
  const { rpc: url, deployments, now, start, seed, sizes, hash, live, clock, pace } = options()
  const rpc = new Rpc(url)
  const client = readerOf(rpc)
  const chainId = await untilAnswered(
    () => client.getChainId(),
    PATIENCE_MS,
    () => say(0, 'Waiting for the chain'),
  )
  if (chainId !== LOCAL_CHAIN_ID) {
    throw new Error(`the simulation signs with public keys: never on chain ${chainId}, only on ${LOCAL_CHAIN_ID}`)
  }
  const system = readSystem(chainId, deployments)
  if (!live || (await isFresh(client))) {
    const onWait = () => say(0, 'Waiting for the chain')
    const done = await replay({ rpc, client, system, now, start, seed, sizes, onWait })
    say(1, `${done.transactions} transactions in ${done.blocks} blocks; ${done.compared} values agree with the chain`)
    if (hash) console.log(JSON.stringify({ firstBlock: done.firstBlock, ...(await fingerprint(rpc, done.firstBlock)) }))
  }
  if (!live) return
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  await follow({ rpc, client, system, seed, sizes, clock, pace, signal: stop.signal })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
