import type { LocalAccount } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTxChain, type TxChain } from '../../e2e/fixtures/tx-chain'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { getContract } from '../chain/contract'
import type { Db } from '../db/connect'
import { checkpoints } from '../db/schema'
import { readDistribution } from './distribution'
import { waitForBlock } from './ledger'
import type { ActionResult } from './run-action'
import { quotePlan, quoteUpgrade, readAccount, readVault } from './vault'

const CXPT = 10n ** 18n
let chain: TxChain
let server: TestServer
let db: Db
let user: LocalAccount

beforeAll(async () => {
  const [local, started] = await Promise.all([startTxChain(), startTestServer()])
  chain = local
  server = started
  const opened = await server.open('actions')
  db = opened.db
  // Read by lib/env at its first use, which is in the first action below.
  Object.assign(process.env, { RPC_URL: chain.url, DATABASE_URL: opened.url })
  user = await chain.newcomer(21, 1_000n * CXPT)
  await send('CXPT', 'approve', [getContract(chain.deployment, 'Vault').address, 600n * CXPT])
  await send('Vault', 'deposit', [user.address, 600n * CXPT])
})
afterAll(() => Promise.all([chain?.stop(), server?.stop()]))

async function send(name: 'CXPT' | 'Vault' | 'Subscriptions', functionName: string, args: readonly unknown[]) {
  const contract = getContract(chain.deployment, name)
  const hash = await chain.senderOf(user).writeContract({ ...contract, functionName, args } as never)
  await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}

function good<T>(result: ActionResult<T>): T {
  if (!result.ok) throw new Error(result.say)
  return result.data
}

describe('the vault', () => {
  test('its state and the oracle’s are of one block', async () => {
    const { vault, oracle } = good(await readVault())
    expect(vault.asOf).toEqual(oracle.asOf)
    expect(vault.credits).toBe(600n * CXPT)
    expect(vault.split).toEqual({ burn: 500, protocol: 2000, operations: 1500, provider: 6000 })
    expect(oracle.price).toBe(50_000_000_000_000_000n)
  })

  test('an account, in whatever case its address is written', async () => {
    const account = good(await readAccount(user.address.toLowerCase()))
    expect(account).toMatchObject({ address: user.address, wallet: 400n * CXPT, credits: 600n * CXPT, status: 'none' })
  })

  test.each([
    ['nothing', ''],
    ['a name', 'alice'],
    ['one digit too many', `0x${'1'.repeat(41)}`],
  ])('%s is no address', async (_, text) => {
    expect(await readAccount(text)).toMatchObject({ ok: false, code: 'BAD_ADDRESS' })
  })
})

describe('quotes', () => {
  test('$19 at $0.05 are 380 CXPT, and 1% more at most', async () => {
    const quote = good(await quotePlan(1))
    expect(quote).toMatchObject({ usd: 19_000_000n, allowance: 2_000_000n, cxpt: 380n * CXPT })
    expect(quote.maxIn).toBe(383_800_000_000_000_000_000n)
    expect(quote.price).toBe(50_000_000_000_000_000n)
  })

  test.each<[string, unknown, string]>([
    ['a plan nobody added', 77, 'PLAN_INACTIVE'],
    ['plan 0', 0, 'BAD_INPUT'],
    ['half a plan', 1.5, 'BAD_INPUT'],
    ['a plan by name', 'Starter', 'BAD_INPUT'],
  ])('%s', async (_, id, code) => {
    expect(await quotePlan(id as number)).toMatchObject({ ok: false, code })
  })

  test('an upgrade without a plan says so', async () => {
    expect(await quoteUpgrade(user.address, 2)).toMatchObject({ ok: false, code: 'NO_ACTIVE_PLAN' })
  })

  test('an upgrade costs the difference for what is left', async () => {
    await send('Subscriptions', 'subscribe', [1, 400n * CXPT, false, 0n, user.address.replace(/.$/, '0').toLowerCase()])
    const quote = good(await quoteUpgrade(user.address, 2))
    // $60 more for nearly all of 30 days.
    expect(quote.usd).toBeGreaterThan(59_990_000n)
    expect(quote.usd).toBeLessThanOrEqual(60_000_000n)
    expect(await quoteUpgrade(user.address, 1)).toMatchObject({ ok: false, code: 'NOT_UPGRADE' })
  })

  test('without a fresh price there is no quote, and the reason names the time', async () => {
    const snapshot = await chain.rpc('evm_snapshot')
    await chain.rpc('evm_increaseTime', 86_401)
    await chain.mine()
    const result = await quotePlan(1)
    await chain.rpc('evm_revert', snapshot)
    expect(result).toMatchObject({ ok: false, code: 'PRICE_STALE' })
    expect(result).toHaveProperty('say', expect.stringMatching(/^No price since \d+ \w+ \d{4}, \d\d:\d\d UTC/))
  })
})

describe('the ledger', () => {
  test('an empty one holds no block', async () => {
    expect(good(await waitForBlock(1n))).toEqual({ isHeld: false, indexedBlock: null })
  })

  test('it holds its own block and those before', async () => {
    const time = new Date('2026-11-01T00:00:00Z')
    await db.insert(checkpoints).values({
      ...{ chainId: 31_337, genesisHash: '0x00', blockNumber: 12n, blockHash: '0x12', blockTime: time },
      ...{ headNumber: 12n, headTime: time, state: 'live', updatedAt: time },
    })
    expect(good(await waitForBlock(12n))).toEqual({ isHeld: true, indexedBlock: 12n })
    expect(good(await waitForBlock(13n))).toEqual({ isHeld: false, indexedBlock: 12n })
  })

  test.each<[string, unknown]>([
    ['a number that is not exact', 12],
    ['a negative block', -1n],
    ['text', '12'],
  ])('%s is no block', async (_, block) => {
    expect(await waitForBlock(block as bigint)).toMatchObject({ ok: false, code: 'BAD_INPUT' })
  })

  test('the waiting revenue is parted as the contract would part it, to the wei', async () => {
    const { waiting, preview, recent, split } = good(await readDistribution())
    expect(waiting).toBe(380n * CXPT)
    expect(preview).toEqual({ burn: 19n * CXPT, protocol: 76n * CXPT, operations: 57n * CXPT, provider: 228n * CXPT })
    expect(split.burn + split.protocol + split.operations + split.provider).toBe(10_000)
    expect(recent).toEqual([])
  })
})
