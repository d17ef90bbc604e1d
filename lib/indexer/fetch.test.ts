import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type Fault, startFaultyRpc } from '../../scripts/testing/faulty-rpc'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { random, trafficOn } from '../../scripts/testing/traffic'
import { addressBook } from './deployment'
import { createFetcher, fetchHeader } from './fetch'
import { ledgerHash } from './hash'
import { runIndexer } from './run'

let server: TestServer
let chain: LedgerChain
let undisturbed: string

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  const traffic = trafficOn(chain, 11)
  await traffic.begin()
  await traffic.everything()
  const { db } = await server.open('undisturbed')
  await runIndexer({ db, client: chain.client, deployment: chain.deployment, once: true })
  undisturbed = (await ledgerHash(db, 31_337)).hash
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

/** Indexes everything through a node with this fault, without help from the transport. */
async function indexThrough(name: string, fault: Fault) {
  const proxy = await startFaultyRpc(chain.anvil.url, fault)
  const { db } = await server.open(name)
  const client = createPublicClient({ transport: http(proxy.url, { retryCount: 0, timeout: 2_000 }) })
  await runIndexer({ db, client, deployment: chain.deployment, once: true, pollMs: 50 })
  await proxy.stop()
  return { hash: (await ledgerHash(db, 31_337)).hash, calls: proxy.calls }
}

type Range = { fromBlock: `0x${string}`; toBlock: `0x${string}` }
const spanOf = (params: unknown[]) => {
  const { fromBlock, toBlock } = params[0] as Range
  return Number(BigInt(toBlock) - BigInt(fromBlock)) + 1
}
const isLogs = (method: string) => method === 'eth_getLogs'
const refuse = (id: unknown, message: string) => ({ id, jsonrpc: '2.0', error: { code: -32_000, message } })

describe('the ledger is the same through a node that', () => {
  test('allows ten blocks a question', async () => {
    const { hash, calls } = await indexThrough('ten_blocks', ({ method, params, id }, answer) =>
      isLogs(method) && spanOf(params) > 10 ? refuse(id, 'exceed maximum block range: 10') : answer,
    )
    expect(hash).toBe(undisturbed)
    expect(calls.get('eth_getLogs')).toBeGreaterThan(10)
  })

  test('allows a hundred logs an answer', async () => {
    const { hash } = await indexThrough('hundred_logs', ({ method, id }, answer) =>
      isLogs(method) && (answer.result as unknown[]).length > 100
        ? refuse(id, 'query returned more than 100 results')
        : answer,
    )
    expect(hash).toBe(undisturbed)
  })

  test('has no time in its logs', async () => {
    const { hash } = await indexThrough('no_time', ({ method }, answer) => {
      if (!isLogs(method)) return answer
      const result = (answer.result as Record<string, unknown>[]).map(({ blockTimestamp: _, ...log }) => log)
      return { ...answer, result }
    })
    expect(hash).toBe(undisturbed)
  })

  test('repeats logs and gives them in any order', async () => {
    const { hash } = await indexThrough('any_order', ({ method }, answer) => {
      if (!isLogs(method)) return answer
      const logs = answer.result as unknown[]
      return { ...answer, result: [...logs.slice(7), ...logs].reverse() }
    })
    expect(hash).toBe(undisturbed)
  })

  test('is busy or hangs up now and then', async () => {
    const seed = Number(process.env.FAULT_SEED ?? 5)
    const draw = random(seed)
    const { hash } = await indexThrough('busy', ({ method, params, id }, answer) => {
      if (!isLogs(method)) return answer
      if (spanOf(params) > 20) return refuse(id, 'block range too large')
      const luck = draw(6)
      return luck === 0 ? 'busy' : luck === 1 ? 'hang up' : answer
    })
    expect(hash, `FAULT_SEED=${seed}`).toBe(undisturbed)
  })
})

describe('one that lies about the chain is not believed', () => {
  const book = () => addressBook(chain.deployment)
  const through = async (fault: Fault) => {
    const proxy = await startFaultyRpc(chain.anvil.url, fault)
    const client = createPublicClient({ transport: http(proxy.url, { retryCount: 0 }) })
    return { proxy, client }
  }
  const noPause = async () => {}

  test('logs of another block of the same number', async () => {
    const { proxy, client } = await through(({ method }, answer) => {
      if (!isLogs(method)) return answer
      const result = (answer.result as object[]).map((log) => ({ ...log, blockHash: `0x${'9'.repeat(64)}` }))
      return { ...answer, result }
    })
    const genesis = await fetchHeader(client, 0n)
    const fetching = createFetcher(client, book(), noPause).next(1n, 50n, genesis?.hash ?? null, 0n)
    await expect(fetching).rejects.toThrow('a log of another block')
    await proxy.stop()
  })

  test('a first block that does not continue the ledger', async () => {
    const fetching = createFetcher(chain.client, book(), noPause).next(5n, 50n, `0x${'7'.repeat(64)}`, 0n)
    await expect(fetching).rejects.toThrow('does not continue')
  })

  test('a last block that is another one after the logs were read', async () => {
    let hasLogs = false
    const { proxy, client } = await through(({ method, params }, answer) => {
      if (isLogs(method)) hasLogs = true
      const isLast = method === 'eth_getBlockByNumber' && params[0] === '0x32' && hasLogs
      return isLast ? { ...answer, result: { ...(answer.result as object), hash: `0x${'8'.repeat(64)}` } } : answer
    })
    const fetching = createFetcher(client, book(), noPause, { firstBlocks: 50 }).next(1n, 50n, null, 51n)
    await expect(fetching).rejects.toThrow('block 50 was replaced')
    await proxy.stop()
  })

  test('a question the node refuses for good is an error, not a wait', async () => {
    const { proxy, client } = await through(({ method, id }, answer) =>
      isLogs(method) ? refuse(id, 'the method eth_getLogs is not allowed') : answer,
    )
    const fetching = createFetcher(client, book(), noPause).next(1n, 50n, null, 0n)
    await expect(fetching).rejects.toThrow('not allowed')
    await proxy.stop()
  })
})

test('asks for more blocks while answers are small, and for half after a refusal', async () => {
  let limit = 40
  const proxy = await startFaultyRpc(chain.anvil.url, ({ method, params, id }, answer) =>
    isLogs(method) && spanOf(params) > limit ? refuse(id, `block range is limited to ${limit}`) : answer,
  )
  const client = createPublicClient({ transport: http(proxy.url, { retryCount: 0 }) })
  const waits: number[] = []
  const fetcher = createFetcher(client, addressBook(chain.deployment), async (ms) => void waits.push(ms), {
    firstBlocks: 8,
  })
  await fetcher.next(1n, 100n, null, 200n)
  expect(fetcher.blocksAtOnce()).toBe(16n)
  limit = 10
  const { to } = await fetcher.next(9n, 100n, null, 200n)
  expect(to.number).toBe(16n)
  expect(fetcher.blocksAtOnce()).toBe(16n)
  expect(waits).toEqual([0])
  await proxy.stop()
})
