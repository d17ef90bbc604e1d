import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type Fault, startFaultyRpc } from '../../scripts/testing/faulty-rpc'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { LOG_FAULTS, RANGE_REFUSALS, storm } from '../../scripts/testing/rpc-faults'
import { random, trafficOn } from '../../scripts/testing/traffic'
import { findCheckpoint } from '../db/checkpoint'
import { addressBook } from './deployment'
import { createFetcher } from './fetch'
import { ledgerHash } from './hash'
import { troubleOf } from './rpc-error'
import { runIndexer } from './run'

const CHAIN_ID = 31_337
/** The client gives up after this; answers of the storm that are late come after it. */
const TIMEOUT_MS = 2_000
const LATE_MS = 2_500

let server: TestServer
let chain: LedgerChain
let undisturbed: string
let head: bigint

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  const traffic = trafficOn(chain, 17)
  await traffic.begin()
  await traffic.everything()
  const { db } = await server.open('undisturbed')
  await runIndexer({ db, client: chain.client, deployment: chain.deployment, once: true })
  undisturbed = (await ledgerHash(db, CHAIN_ID)).hash
  head = await chain.client.getBlockNumber()
}, 240_000)
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const through = async (fault: Fault) => {
  const proxy = await startFaultyRpc(chain.anvil.url, fault)
  const client = createPublicClient({ transport: http(proxy.url, { retryCount: 0, timeout: TIMEOUT_MS }) })
  return { proxy, client }
}

const SEEDS = process.env.FAULT_SEED ? [Number(process.env.FAULT_SEED)] : [1, 2, 3]

test.each(SEEDS)(
  'through a storm of faults (FAULT_SEED=%i) the ledger becomes that of the plain chain',
  async (seed) => {
    const { db } = await server.open(`storm_${seed}`)
    const { proxy, client } = await through(storm(random(seed), 5, LATE_MS))
    const stopping = new AbortController()
    const running = runIndexer({
      db,
      client,
      deployment: chain.deployment,
      signal: stopping.signal,
      pollMs: 20,
      firstBlocks: 4,
    })
    const at = async () => (await findCheckpoint(db, CHAIN_ID))?.blockNumber
    await expect.poll(at, { timeout: 200_000, interval: 100 }).toBe(head)
    stopping.abort()
    await running
    await proxy.stop()
    expect((await ledgerHash(db, CHAIN_ID)).hash).toBe(undisturbed)
  },
  240_000,
)

describe('a node that once', () => {
  const harmless = ['repeats some', 'another order', 'no time']
  const range = { from: 60n, to: 100n }

  test.each(Object.entries(LOG_FAULTS))(
    '%s is asked again where it must be, and the logs are the true ones',
    async (name, fault) => {
      const book = addressBook(chain.deployment)
      const noPause = async () => {}
      const whole = { firstBlocks: 41 }
      const truth = await createFetcher(chain.client, book, noPause, whole).next(range.from, range.to, null, 0n)
      let questions = 0
      const draw = random(3)
      const { proxy, client } = await through(({ method }, answer) => {
        if (method !== 'eth_getLogs') return answer
        questions += 1
        return questions === 1 ? { ...answer, result: fault(answer.result as never, draw) } : answer
      })
      const fetcher = createFetcher(client, book, noPause, whole)
      const read = fetcher.next(range.from, range.to, null, 0n)
      const outcome = await read.then(
        ({ to, events }) => ({ to: to.number, events }),
        (error: Error) => error.name,
      )
      await proxy.stop()
      if (typeof outcome === 'string') {
        expect(outcome).toBe('ChainMoved')
        expect(harmless).not.toContain(name)
        return
      }
      expect(outcome.events).toEqual(truth.events.filter(({ blockNumber }) => blockNumber <= outcome.to))
      expect(outcome.to < range.to).toBe(!harmless.includes(name))
    },
  )
})

test.each(RANGE_REFUSALS)('"%s" asks for fewer blocks', (message) => {
  expect(troubleOf(new Error(message))).toBe('smaller')
})
