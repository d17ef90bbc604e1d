import { encodeFunctionData, toEventSelector } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cxptAbi, type Deployment } from '../../contracts-abi'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { accountOf, type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import { createClient } from '../chain/clients'
import { findCheckpoint } from '../db/checkpoint'
import type { Connection } from '../db/connect'
import { reconcileLedger } from './check'
import { ledgerHash } from './hash'
import { KEPT_HEADERS } from './header'
import { rewindLedger } from './rewind'
import { runIndexer } from './run'
import { Halted, type IndexerOptions } from './term'

/** Base Sepolia's id on a local node: a chain that is not ours to start anew. */
const REMOTE = 84_532
let server: TestServer
let chain: LedgerChain
let remote: Pick<IndexerOptions, 'client' | 'deployment'> & { deployment: Deployment }
let local: typeof remote

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  await trafficOn(chain, 3).begin()
  local = { client: chain.client, deployment: chain.deployment }
  remote = { client: createClient(REMOTE, chain.anvil.url), deployment: { ...chain.deployment, chainId: REMOTE } }
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})

const alarms = () => {
  const said: { msg: string; alarm?: unknown }[] = []
  const log = { debug() {}, info() {}, warn() {}, error: (fields: { msg: string }) => void said.push(fields) }
  return { said, log }
}
const blockOf = async ({ db }: Connection, chainId: number) => findCheckpoint(db, chainId)
const become = (chainId: number) => chain.rpc('anvil_setChainId', [chainId])

/** Runs code at one of our addresses as if it had been deployed there, once. */
async function runAs(address: string, code: string) {
  const before = await chain.rpc('eth_getCode', [address, 'latest'])
  await chain.rpc('anvil_setCode', [address, code])
  await chain.rpc('eth_sendTransaction', [{ from: accountOf(20), to: address, gas: '0x30d40' }])
  await chain.mine()
  await chain.rpc('anvil_setCode', [address, before])
}

describe('a chain that is not the one of the ledger', () => {
  test('locally, a chain started anew is indexed again', async () => {
    const ledger = await server.open('anew')
    await runIndexer({ ...local, db: ledger.db, once: true })
    await ledger.pool.query(`update checkpoints set genesis_hash = '0x01', block_hash = '0x02'`)
    await ledger.pool.query(`update blocks set hash = '0x03'`)
    await runIndexer({ ...local, db: ledger.db, once: true })
    const fresh = await server.open('anew_fresh')
    await runIndexer({ ...local, db: fresh.db, once: true })
    expect(await ledgerHash(ledger.db, 31_337)).toEqual(await ledgerHash(fresh.db, 31_337))
  })

  test('elsewhere it halts, says why, and changes nothing', async () => {
    await become(REMOTE)
    const ledger = await server.open('other_genesis')
    await runIndexer({ ...remote, db: ledger.db, once: true })
    const before = await ledgerHash(ledger.db, REMOTE)
    await ledger.pool.query(`update checkpoints set genesis_hash = '0x01', block_hash = '0x02'`)
    await expect(runIndexer({ ...remote, db: ledger.db, once: true })).rejects.toThrow(Halted)
    const checkpoint = await blockOf(ledger, REMOTE)
    expect(checkpoint).toMatchObject({ state: 'halted', reason: expect.stringContaining('genesis') })
    expect((await ledgerHash(ledger.db, REMOTE)).tables).toEqual(before.tables)
    await expect(runIndexer({ ...remote, db: ledger.db, once: true })).rejects.toThrow('genesis')
    await become(31_337)
  })

  test('elsewhere a fork deeper than the stored headers halts, and a hand rewinds it', async () => {
    await become(REMOTE)
    const ledger = await server.open('deep')
    await chain.rpc('anvil_mine', [Number(KEPT_HEADERS) + 10])
    await runIndexer({ ...remote, db: ledger.db, once: true })
    const undisturbed = await ledgerHash(ledger.db, REMOTE)
    const at = (await blockOf(ledger, REMOTE))?.blockNumber ?? 0n
    await ledger.pool.query(`update blocks set hash = '0x' || number::text`)
    await ledger.pool.query(`update checkpoints set block_hash = '0x02'`)

    const { said, log } = alarms()
    const stopping = new AbortController()
    const running = runIndexer({ ...remote, db: ledger.db, signal: stopping.signal, pollMs: 20, log })
    await expect.poll(async () => (await blockOf(ledger, REMOTE))?.state).toBe('halted')
    expect(said.at(-1)).toMatchObject({ msg: 'The ledger is halted', alarm: true })
    expect((await blockOf(ledger, REMOTE))?.reason).toContain('deeper than the 128 headers')

    await rewindLedger({ ...remote, db: ledger.db }, at - 140n)
    await expect.poll(async () => (await blockOf(ledger, REMOTE))?.state, { timeout: 15_000 }).toBe('live')
    stopping.abort()
    await running
    expect(await ledgerHash(ledger.db, REMOTE)).toEqual(undisturbed)
    await become(31_337)
  })

  test('a node of another chain is refused before anything is read', async () => {
    const ledger = await server.open('wrong_node')
    await expect(runIndexer({ ...remote, db: ledger.db, once: true })).rejects.toThrow('The node is on chain 31337')
    expect(await blockOf(ledger, REMOTE)).toBeNull()
  })
})

describe('rewinding by hand', () => {
  test('to any block and on again gives the same ledger; to the beginning too', async () => {
    const ledger = await server.open('by_hand')
    await runIndexer({ ...local, db: ledger.db, once: true })
    const before = await ledgerHash(ledger.db, 31_337)
    for (const block of [40n, 1n, 0n]) {
      await rewindLedger({ ...local, db: ledger.db }, block)
      expect((await blockOf(ledger, 31_337))?.blockNumber ?? 0n).toBe(block)
      await runIndexer({ ...local, db: ledger.db, once: true })
      expect(await ledgerHash(ledger.db, 31_337)).toEqual(before)
    }
  })

  test('forward is refused', async () => {
    const ledger = await server.open('forward')
    await runIndexer({ ...local, db: ledger.db, once: true })
    await expect(rewindLedger({ ...local, db: ledger.db }, 1_000_000n)).rejects.toThrow('nothing to take back')
  })
})

describe('what cannot be explained', () => {
  test('a log that no ABI knows is kept raw and raises an alarm', async () => {
    const snapshot = await chain.rpc('evm_snapshot')
    const reports = chain.addressOf('Reports')
    // PUSH1 0x2a PUSH0 PUSH0 LOG1: one topic, 0x2a, no data.
    await runAs(reports, '0x602a5f5fa1')
    const ledger = await server.open('unknown_log')
    const { said, log } = alarms()
    await runIndexer({ ...local, db: ledger.db, once: true, log })
    expect(said).toEqual([
      expect.objectContaining({ msg: 'Unclassified logs', alarm: true, unknown: 1, unexplained: 0 }),
    ])
    const { rows } = await ledger.pool.query(`select contract, args from events where name = 'unknown'`)
    expect(rows).toEqual([{ contract: 'Reports', args: { topics: [`0x${'2a'.padStart(64, '0')}`], data: '0x' } }])
    await chain.rpc('evm_revert', [snapshot])
  })

  test('tokens that leave a holder without a word are unclassified, alarmed and found by the comparison', async () => {
    const snapshot = await chain.rpc('evm_snapshot')
    const vault = chain.addressOf('Vault')
    await chain.rpc('anvil_impersonateAccount', [vault])
    await chain.rpc('anvil_setBalance', [vault, '0xde0b6b3a7640000'])
    const data = encodeFunctionData({ abi: cxptAbi, functionName: 'transfer', args: [accountOf(20), 5n] })
    await chain.rpc('eth_sendTransaction', [{ from: vault, to: chain.addressOf('CXPT'), data, gas: '0x30d40' }])
    await chain.mine()
    const ledger = await server.open('unexplained')
    const { said, log } = alarms()
    await runIndexer({ ...local, db: ledger.db, once: true, log })
    expect(said).toEqual([expect.objectContaining({ unexplained: 1, alarm: true })])
    const result = await reconcileLedger({ ...local, client: chain.client, db: ledger.db })
    const wrong = result?.rows.filter(({ difference }) => difference !== '0')
    expect(wrong).toEqual([
      { account: 'donations:vault', ledger: '0', chain: '-5', difference: '5' },
      { account: 'unclassified', ledger: '-5', chain: '0', difference: '-5' },
    ])
    expect(result?.difference).toBe(10n)
    await chain.rpc('evm_revert', [snapshot])
  })

  test('an event without its transfer halts; nothing of its block is written; a repaired chain goes on after a rewind', async () => {
    const snapshot = await chain.rpc('evm_snapshot')
    const ledger = await server.open('no_transfer')
    await runIndexer({ ...local, db: ledger.db, once: true })
    const before = await ledgerHash(ledger.db, 31_337)
    const at = (await blockOf(ledger, 31_337))?.blockNumber ?? 0n
    // Skimmed(uint256) of the treasury with 32 bytes of value 7: donations of 7 that were never there.
    const skimmed = toEventSelector('Skimmed(uint256)').slice(2)
    await runAs(chain.addressOf('Treasury'), `0x60075f527f${skimmed}60205fa1`)
    await expect(runIndexer({ ...local, db: ledger.db, once: true })).rejects.toThrow('below zero')
    const halted = await blockOf(ledger, 31_337)
    expect(halted).toMatchObject({
      state: 'halted',
      blockNumber: at,
      reason: expect.stringContaining('donations:treasury -7'),
    })
    expect((await ledgerHash(ledger.db, 31_337)).hash).toBe(before.hash)

    await chain.rpc('evm_revert', [snapshot])
    await rewindLedger({ ...local, db: ledger.db }, at - 2n)
    await runIndexer({ ...local, db: ledger.db, once: true })
    expect((await ledgerHash(ledger.db, 31_337)).hash).toBe(before.hash)
  })
})
