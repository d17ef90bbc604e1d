import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAccount } from '../../contracts/deploy/demo-accounts'
import { accessManagerAbi, cxptAbi, priceOracleAbi, rewardsAbi, subscriptionsAbi, vaultAbi } from '../../contracts-abi'
import { secondsOf } from '../../lib/domain/time'
import type { Anvil } from '../platform/anvil'
import { buildContracts } from '../platform/build'
import { type HistoryChain, startHistoryChain } from '../testing/history-chain'
import { chainTime } from './clock'
import { fingerprint } from './fingerprint'
import { catchUp, follow } from './follow'
import { type Replayed, replay } from './replay'

/** Four weeks and a bit: two epochs, a tranche, an inventory, joins, settlements, a month's end. */
const START = new Date('2026-07-01T00:00:00Z')
const NOW = new Date('2026-08-03T14:30:00Z')
const SIZES = { customers: 9, providers: 5 }
const SEED = 11
const LIMIT_MS = 240_000

const folder = mkdtempSync(join(tmpdir(), 'cxpt-simulate-'))
const started: Anvil[] = []

async function newChain(name: string): Promise<HistoryChain> {
  const chain = await startHistoryChain(START, join(folder, name, '/'))
  started.push(chain.anvil)
  return chain
}

const write = ({ rpc, client, system }: HistoryChain, seed = SEED): Promise<Replayed> =>
  replay({ rpc, client, system, now: NOW, seed, sizes: SIZES, start: START, onProgress: () => {} })

let [first, second]: HistoryChain[] = []
let written: Replayed

beforeAll(async () => {
  buildContracts()
  ;[first, second] = await Promise.all([newChain('first'), newChain('second')])
  written = await write(first)
}, LIMIT_MS)

afterAll(async () => {
  await Promise.all(started.map((anvil) => anvil.stop('SIGKILL')))
  rmSync(folder, { recursive: true, force: true })
})

function chain(): HistoryChain {
  if (!first) throw new Error('no chain')
  return first
}

async function count(events: Promise<unknown[]>): Promise<number> {
  return (await events).length
}

describe('a history of five weeks', () => {
  test('the chain holds what the simulation expects, value by value', () => {
    expect(written.compared).toBeGreaterThan(50)
    expect(written.transactions).toBeGreaterThan(300)
  })

  test('the last block lies at the given end', async () => {
    expect((await chainTime(chain().rpc)).last).toBe(secondsOf(NOW))
  })

  test(
    'the same end and seed give the same bytes on another chain, deployment included',
    async () => {
      if (!second) throw new Error('no second chain')
      await write(second)
      const [one, other] = await Promise.all([fingerprint(chain().rpc, 0), fingerprint(second.rpc, 0)])
      expect(other).toEqual(one)
      expect(one.logs).toBeGreaterThan(1_000)
    },
    LIMIT_MS,
  )

  test('it holds every kind of event that fits into five weeks', async () => {
    const { client, system } = chain()
    const vault = { address: system.at.Vault, abi: vaultAbi, fromBlock: 0n } as const
    const plans = { address: system.at.Subscriptions, abi: subscriptionsAbi, fromBlock: 0n } as const
    const rewards = { address: system.at.Rewards, abi: rewardsAbi, fromBlock: 0n } as const
    const found = await Promise.all([
      count(client.getContractEvents({ ...vault, eventName: 'Settled' })),
      count(client.getContractEvents({ ...vault, eventName: 'Distributed' })),
      count(client.getContractEvents({ ...plans, eventName: 'Subscribed' })),
      count(client.getContractEvents({ ...plans, eventName: 'Renewed' })),
      count(client.getContractEvents({ ...plans, eventName: 'Referred' })),
      count(client.getContractEvents({ ...rewards, eventName: 'TrancheAdded' })),
      count(client.getContractEvents({ ...rewards, eventName: 'Accepted' })),
      count(client.getContractEvents({ ...rewards, eventName: 'Claimed' })),
    ])
    for (const number of found) expect(number).toBeGreaterThan(0)
  })

  test('an operation waits in the queue', async () => {
    const { client, system } = chain()
    const manager = { address: system.at.AccessManager, abi: accessManagerAbi } as const
    const scheduled = await client.getContractEvents({
      ...manager,
      eventName: 'OperationScheduled',
      fromBlock: 0n,
      strict: true,
    })
    const last = scheduled.at(-1)?.args
    if (!last) throw new Error('nothing was scheduled')
    expect(last.schedule > Number(secondsOf(NOW))).toBe(true)
    const waiting = await client.readContract({ ...manager, functionName: 'getSchedule', args: [last.operationId] })
    expect(waiting).toBe(last.schedule)
  })

  test('the newcomer holds CXPT and bought nothing; the customer has a plan, credits and a withdrawal asked for', async () => {
    const { client, system } = chain()
    const newcomer = demoAccount('newcomer').address
    const customer = demoAccount('customer').address
    const token = { address: system.at.CXPT, abi: cxptAbi, functionName: 'balanceOf' } as const
    const plans = { address: system.at.Subscriptions, abi: subscriptionsAbi, functionName: 'statusOf' } as const
    const vault = { address: system.at.Vault, abi: vaultAbi, functionName: 'accountOf' } as const
    expect(await client.readContract({ ...token, args: [newcomer] })).toBe(250_000n * 10n ** 18n)
    expect(await client.readContract({ ...plans, args: [newcomer] })).toBe(0)
    expect(await client.readContract({ ...plans, args: [customer] })).toBe(1)
    const account = await client.readContract({ ...vault, args: [customer] })
    expect(account.balance > account.pending).toBe(true)
    expect(account.pending).toBe(600n * 10n ** 18n)
    expect(account.unlockAt > Number(secondsOf(NOW))).toBe(true)
    expect(await client.readContract({ ...token, args: [demoAccount('deployer').address] })).toBe(0n)
  })

  test('a second history on the same chain is refused', async () => {
    await expect(write(chain())).rejects.toThrow('already has a history')
  })
})

describe('afterwards', () => {
  const options = (signal: AbortSignal) => {
    const { rpc, client, system } = chain()
    return { rpc, client, system, seed: SEED, sizes: SIZES, signal, pace: 50 }
  }
  const later = secondsOf(NOW) + 3n * 86_400n + 1_234n

  test(
    'three days without anybody are filled up as history, to the second',
    async () => {
      const { client, system } = chain()
      const before = await client.getBlockNumber()
      await catchUp(options(new AbortController().signal), later)
      expect((await chainTime(chain().rpc)).last).toBe(later)
      const vault = { address: system.at.Vault, abi: vaultAbi, fromBlock: before + 1n } as const
      const oracle = { address: system.at.PriceOracle, abi: priceOracleAbi, fromBlock: before + 1n } as const
      expect(await count(client.getContractEvents({ ...oracle, eventName: 'Posted' }))).toBe(12)
      // The console was away: nobody metered anything, and nothing else settles.
      expect(await count(client.getContractEvents({ ...vault, eventName: 'Batch' }))).toBe(0)
      expect(await chain().rpc.call('anvil_getAutomine')).toBe(true)
    },
    LIMIT_MS,
  )

  test(
    'then small traffic goes on in the chain’s own time, none of it fails, and the demo accounts are left alone',
    async () => {
      const { client, rpc } = chain()
      const before = await client.getBlockNumber()
      const nonces = () =>
        Promise.all(
          (['customer', 'newcomer', 'provider', 'admin', 'treasurer', 'guardian', 'meter'] as const).map((name) =>
            client.getTransactionCount({ address: demoAccount(name).address }),
          ),
        )
      const noncesBefore = await nonces()
      const stop = new AbortController()
      const running = follow(options(stop.signal))
      for (let waited = 0; waited < 60_000 && (await client.getBlockNumber()) < before + 12n; waited += 200) {
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      stop.abort()
      await running
      const last = await client.getBlockNumber()
      expect(last).toBeGreaterThanOrEqual(before + 12n)
      for (let number = before + 1n; number <= last; number++) {
        const receipts = await rpc.call<{ status: string }[]>('eth_getBlockReceipts', [`0x${number.toString(16)}`])
        for (const { status } of receipts) expect(status).toBe('0x1')
      }
      const { timestamp } = await client.getBlock()
      expect(timestamp - later < 300n).toBe(true)
      expect(await nonces()).toEqual(noncesBefore)
    },
    LIMIT_MS,
  )
})
