import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type Answer, type Call, type Fault, startFaultyRpc } from '../../scripts/testing/faulty-rpc'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { type Traffic, trafficOn } from '../../scripts/testing/traffic'
import { findCheckpoint } from '../db/checkpoint'
import { ledgerHash } from './hash'
import { runIndexer } from './run'

const CHAIN_ID = 31_337
const OTHER_HASH = `0x${'9'.repeat(64)}`

type Log = { address: string; blockNumber: string }

let server: TestServer
let chain: LedgerChain
let traffic: Traffic

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  traffic = trafficOn(chain, 23)
  await traffic.begin()
  for (let i = 0; i < 6; i += 1) await traffic.round(2)
}, 240_000)
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const isHeaderOf = ({ method, params }: Call, number: string) =>
  method === 'eth_getBlockByNumber' && params[0] === number
const isNumbered = ({ method, params }: Call) =>
  method === 'eth_getBlockByNumber' && String(params[0]).startsWith('0x') && params[0] !== '0x0'
/** A list of logs of several blocks, as opposed to those of one that is asked for by its hash. */
const isRange = ({ method, params }: Call) =>
  method === 'eth_getLogs' && typeof (params[0] as { fromBlock?: string }).fromBlock === 'string'

/** An indexer that follows the chain through a node that answers as `fault` says, which may be changed meanwhile. */
async function follow(name: string) {
  const ledger = await server.open(name)
  let fault: Fault = (_, answer) => answer
  const proxy = await startFaultyRpc(chain.anvil.url, (call, answer) => fault(call, answer))
  const client = createPublicClient({ transport: http(proxy.url, { retryCount: 0 }) })
  const said: string[] = []
  const note = ({ msg }: { msg: string }) => void said.push(msg)
  const log = { debug: note, info: note, warn: note, error: note }
  const stopping = new AbortController()
  const running = runIndexer({
    db: ledger.db,
    client,
    deployment: chain.deployment,
    signal: stopping.signal,
    pollMs: 20,
    log,
  })
  const isThere = async () => {
    const { hash } = await chain.client.getBlock()
    await expect
      .poll(async () => (await findCheckpoint(ledger.db, CHAIN_ID))?.blockHash, { timeout: 60_000 })
      .toBe(hash)
  }
  const stop = async () => {
    stopping.abort()
    await running
    await proxy.stop()
    return (await ledgerHash(ledger.db, CHAIN_ID)).hash
  }
  await isThere()
  return {
    said,
    isThere,
    stop,
    become: (next: Fault) => {
      fault = next
    },
  }
}

async function undisturbed(name: string): Promise<string> {
  const { db } = await server.open(name)
  await runIndexer({ db, client: chain.client, deployment: chain.deployment, once: true })
  return (await ledgerHash(db, CHAIN_ID)).hash
}

async function reorganise(): Promise<void> {
  await chain.rpc('anvil_reorg', [3, []])
  await traffic.round(2)
}

/** Passes `change` over the first `times` answers for which it holds. */
function first(
  times: number,
  isMeant: (call: Call) => boolean,
  change: (answer: Answer) => Answer,
): [Fault, () => number] {
  let done = 0
  const fault: Fault = (call, answer) => {
    if (done >= times || !isMeant(call)) return answer
    done += 1
    return change(answer)
  }
  return [fault, () => done]
}

test('one wrong answer about the first block costs neither the ledger nor a halt', async () => {
  const indexer = await follow('genesis')
  const [fault, count] = first(
    1,
    (call) => isHeaderOf(call, '0x0'),
    (answer) => ({ ...answer, result: { ...(answer.result as object), hash: OTHER_HASH } }),
  )
  indexer.become(fault)
  await reorganise()
  await indexer.isThere()
  expect(await indexer.stop()).toBe(await undisturbed('genesis_fresh'))
  expect(count()).toBe(1)
  expect(indexer.said).toContain('Rolled back')
  expect(indexer.said).not.toContain('The local chain was started anew: indexing again')
})

test('a node that lags while the way back is looked for is asked again', async () => {
  const indexer = await follow('lagging')
  const [fault, count] = first(12, isNumbered, (answer) => ({ ...answer, result: null }))
  indexer.become(fault)
  await reorganise()
  await indexer.isThere()
  expect(await indexer.stop()).toBe(await undisturbed('lagging_fresh'))
  expect(count()).toBe(12)
})

test('a log that is left out once of a block that has others halts nothing', async () => {
  const indexer = await follow('left_out')
  const token = chain.addressOf('CXPT').toLowerCase()
  let dropped = 0
  indexer.become((call, answer) => {
    const logs = answer.result as Log[]
    if (dropped > 0 || !isRange(call) || !Array.isArray(logs)) return answer
    const at = logs.findIndex(({ address }) => address.toLowerCase() === token)
    if (at === -1) return answer
    dropped += 1
    return { ...answer, result: logs.toSpliced(at, 1) }
  })
  while (dropped === 0) {
    await traffic.round(2)
    await indexer.isThere()
  }
  expect(await indexer.stop()).toBe(await undisturbed('left_out_fresh'))
  expect(indexer.said).not.toContain('The ledger is halted')
})

test('a contract whose logs are left out of a block is missed, and the ledger waits for them', async () => {
  const indexer = await follow('one_contract')
  const vault = chain.addressOf('Vault').toLowerCase()
  let isLying = true
  let dropped = 0
  indexer.become((call, answer) => {
    if (!isLying || !isRange(call) || !Array.isArray(answer.result)) return answer
    const logs = (answer.result as Log[]).filter(({ address }) => address.toLowerCase() !== vault)
    dropped += (answer.result as Log[]).length - logs.length
    return { ...answer, result: logs }
  })
  while (dropped === 0) await traffic.round(2)
  await expect.poll(() => indexer.said).toContain('The node answers badly')
  isLying = false
  await indexer.isThere()
  expect(await indexer.stop()).toBe(await undisturbed('one_contract_fresh'))
})
