import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Abi, type Address, encodeFunctionData, type Hex, keccak256, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoName, demoAccount, demoSigner } from '@/contracts/deploy/demo-accounts'
import { type ContractName, type Deployment, rewardsAbi, treasuryAbi } from '@/contracts-abi'
import { type Anvil, startAnvil } from '@/scripts/platform/anvil'
import { buildContracts } from '@/scripts/platform/build'
import { deployLocally } from '@/scripts/platform/local-chain'
import { vested } from '../domain/emission'
import { buildTree, proofOf } from '../domain/merkle'
import { operationId } from '../domain/operation'
import { quoteUpgrade } from '../domain/upgrade'
import { readAccountState } from './account-state'
import { type At, together } from './at'
import { type ChainClient, createClient } from './clients'
import { getContract } from './contract'
import { readOperations } from './operations'
import { readOracleState } from './oracle-state'
import { readPlans } from './plans-state'
import { readRewardsState } from './rewards-state'
import { readSupplyState } from './supply-state'
import { readVaultState } from './vault-state'

const CXPT = 10n ** 18n
const REF = keccak256(toHex('a gift for the tests'))
const GENESIS = 1_799_020_800 // 2027-01-04T00:00:00Z
const customer = demoAccount('customer').address

let anvil: Anvil
let client: ChainClient
let deployment: Deployment
let at: At
const folder = mkdtempSync(join(tmpdir(), 'cxpt-reads-'))

beforeAll(async () => {
  buildContracts()
  anvil = await startAnvil({ timestamp: GENESIS, accounts: 20 })
  deployment = await deployLocally({ rpcUrl: anvil.url, folder: `${folder}/` })
  client = createClient(31_337, anvil.url)
  at = { client, deployment }
})

afterAll(async () => {
  await anvil?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function send(who: DemoName, contract: ContractName, functionName: string, args: unknown[] = []) {
  const { address, abi } = getContract(deployment, contract)
  const data = encodeFunctionData({ abi: abi as Abi, functionName, args })
  const account = demoSigner(demoAccount(who).index)
  const request = { account, to: address, data }
  const [nonce, gas, fees] = await Promise.all([
    client.getTransactionCount({ address: account.address }),
    client.estimateGas(request),
    client.estimateFeesPerGas(),
  ])
  const signed = await account.signTransaction({
    to: address,
    data,
    nonce,
    gas: gas * 2n,
    chainId: 31_337,
    type: 'eip1559',
    ...fees,
  })
  const hash = await client.sendRawTransaction({ serializedTransaction: signed })
  const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  expect(status).toBe('success')
}

/** Closes a block this many seconds after the latest one. */
async function wait(seconds: number) {
  const { timestamp } = await client.getBlock()
  const params = [toHex(timestamp + BigInt(seconds))]
  await client.request({ method: 'evm_setNextBlockTimestamp', params } as never)
  await client.request({ method: 'evm_mine', params: [] } as never)
}

/** A scheduled restricted call, lived through: schedule, wait, execute. */
async function operate(who: DemoName, contract: ContractName, data: Hex, delay: number) {
  const target = getContract(deployment, contract).address
  await send(who, 'AccessManager', 'schedule', [target, data, 0])
  await wait(delay)
  await send(who, 'AccessManager', 'execute', [target, data])
}

const withdrawal = (to: Address, amount: bigint) =>
  encodeFunctionData({ abi: treasuryAbi, functionName: 'withdraw', args: [2, to, amount, REF] })

describe('a scheduled withdrawal', () => {
  test('is found by its id while it waits, and gone when it was executed', async () => {
    const treasurer = demoAccount('treasurer').address
    const target = getContract(deployment, 'Treasury').address
    const data = withdrawal(customer, 10_000n * CXPT)
    const id = operationId(treasurer, target, data)
    const never = operationId(customer, target, data)

    await send('treasurer', 'AccessManager', 'schedule', [target, data, 0])
    const scheduledAt = (await client.getBlock()).timestamp
    const waiting = await readOperations(at, [id, never])
    expect(waiting.operations).toEqual([
      { id, readyAt: scheduledAt + 10n, nonce: 1 },
      { id: never, readyAt: null, nonce: 0 },
    ])

    await wait(10)
    await send('treasurer', 'AccessManager', 'execute', [target, data])
    expect((await readOperations(at, [id])).operations).toEqual([{ id, readyAt: null, nonce: 1 }])
    expect((await readOperations(at, [])).operations).toEqual([])
    expect((await readSupplyState(at, [customer])).holders[customer]).toBe(10_000n * CXPT)
  })
})

describe('a customer', () => {
  test('who loads, buys and asks for a withdrawal', async () => {
    const vault = getContract(deployment, 'Vault').address
    await send('customer', 'CXPT', 'approve', [vault, 3_000n * CXPT])
    await send('customer', 'Vault', 'deposit', [customer, 2_000n * CXPT])
    const before = await client.getBlockNumber()
    await send('customer', 'Subscriptions', 'subscribe', [
      1,
      400n * CXPT,
      true,
      500n * CXPT,
      demoAccount('newcomer').address,
    ])
    const boughtAt = (await client.getBlock()).timestamp
    await send('customer', 'Vault', 'requestWithdrawal', [600n * CXPT])
    const askedAt = (await client.getBlock()).timestamp

    const state = await readAccountState(at, customer)
    expect(state).toMatchObject({
      wallet: 8_000n * CXPT,
      approved: 1_000n * CXPT,
      credits: 1_620n * CXPT,
      available: 1_020n * CXPT,
      status: 'active',
      account: { spent: 380n * CXPT, pending: 600n * CXPT, unlockAt: askedAt + 86_400n, budgetUsd: 0n, meteredUsd: 0n },
      subscription: {
        plan: 1,
        nextPlan: 0,
        start: boughtAt,
        end: boughtAt + 30n * 86_400n,
        index: 1,
        autoRenew: true,
        allowance: 2_000_000n,
        renewCap: 500n * CXPT,
        referrer: demoAccount('newcomer').address,
      },
    })

    const then = await readAccountState({ ...at, blockNumber: before }, customer)
    expect(then).toMatchObject({
      asOf: { block: before },
      credits: 2_000n * CXPT,
      available: 2_000n * CXPT,
      status: 'none',
    })
    const vaultNow = await readVaultState(at)
    expect(vaultNow).toMatchObject({
      credits: 1_620n * CXPT,
      revenue: 380n * CXPT,
      loaded: 2_000n * CXPT,
      spent: 380n * CXPT,
    })
  })

  test('whose upgrade costs what our rule says', async () => {
    await wait(1_000)
    const { asOf, subscription } = await readAccountState(at, customer)
    const { plans } = await readPlans(at)
    const [starter, professional] = plans
    if (!starter || !professional) throw new Error('two plans are needed')
    const [usd, allowance] = await client.readContract({
      ...getContract(deployment, 'Subscriptions'),
      functionName: 'quoteUpgrade',
      args: [customer, 2],
      blockNumber: asOf.block,
    })
    expect(quoteUpgrade(starter, professional, subscription.end, asOf.time)).toEqual({ usd, allowance })
    expect(usd).toBeGreaterThan(59_000_000n)
    expect(usd).toBeLessThan(60_000_000n)
  })

  test('whose distribution ends in the buckets, and burns', async () => {
    await send('customer', 'Vault', 'distribute')
    const state = await readSupplyState(at)
    expect(state).toMatchObject({
      totalSupply: 1_000_000_000n * CXPT - 19n * CXPT,
      vault: { revenue: 0n, credits: 1_620n * CXPT },
      rewards: { provider: { funded: 228n * CXPT, total: 0n } },
    })
    expect(state.treasury).toMatchObject({ protocol: 76n * CXPT, operations: 150_000_057n * CXPT })
    expect(state.balances.Vault).toBe(1_620n * CXPT)
  })
})

describe('rewards', () => {
  test('pay exactly the proofs of our tree', async () => {
    const rewards = getContract(deployment, 'Rewards').address
    const category = 'provider'
    const entries = [
      { account: demoAccount('provider').address, cumulative: 100n * CXPT },
      { account: customer, cumulative: 50n * CXPT },
      { account: demoAccount('newcomer').address, cumulative: 7n },
    ]
    const tree = buildTree({ chainId: 31_337, rewards, category }, entries)
    await send('publisher', 'Rewards', 'propose', [0, tree.root, tree.total, 'https://example.org/epoch'])
    const pending = await readRewardsState(at)
    expect(pending.streams.provider).toMatchObject({
      root: null,
      pendingRoot: tree.root,
      pendingTotal: 150n * CXPT + 7n,
      allocatable: 228n * CXPT,
      acceptAt: pending.asOf.time + 30n,
      isPaused: false,
    })
    expect(pending).toMatchObject({ tranches: [], scheduled: 0n, vested: 0n, window: 30n, isMigrated: false })

    await wait(30)
    await send('customer', 'Rewards', 'accept', [0, tree.root])
    for (const { account, cumulative } of entries) {
      await send('customer', 'Rewards', 'claim', [0, account, cumulative, proofOf(tree, account)])
    }
    const after = await readRewardsState(at)
    expect(after.streams.provider).toMatchObject({
      root: tree.root,
      pendingRoot: null,
      total: 150n * CXPT + 7n,
      claimed: 150n * CXPT + 7n,
      funded: 228n * CXPT,
    })
  })
})

describe('emission', () => {
  test('vests on chain as in our rule, at every time', async () => {
    const { timestamp } = await client.getBlock()
    const start = Number(timestamp) + 3_600
    const tranches = [
      { start, end: start + 86_400, amount: 1_000_000n * CXPT + 7n },
      { start: start + 3_000, end: start + 3_000, amount: 5n },
    ]
    for (const { start, end, amount } of tranches) {
      await operate(
        'admin',
        'Rewards',
        encodeFunctionData({ abi: rewardsAbi, functionName: 'addTranche', args: [start, end, amount] }),
        15,
      )
    }
    const state = await readRewardsState(at)
    expect(state.tranches).toEqual(tranches.map((of) => ({ ...of, start: BigInt(of.start), end: BigInt(of.end) })))
    expect(state.scheduled).toBe(1_000_000n * CXPT + 12n)
    const times = [0, 1, 2_999, 3_000, 40_000, 86_399, 86_400, 90_000].map((offset) => BigInt(start + offset - 1))
    const answers = await client.multicall({
      ...together(at, state.asOf),
      allowFailure: false,
      contracts: times.map((time) => ({
        ...getContract(deployment, 'Rewards'),
        functionName: 'vested' as const,
        args: [time] as const,
      })),
    })
    expect(answers).toEqual(times.map((time) => vested(state.tranches, time)))
    expect(answers.at(-1)).toBe(1_000_000n * CXPT + 12n)
  })
})

describe('a pause', () => {
  test('is read with its bounds, and the price that grows stale with its reason', async () => {
    await send('guardian', 'Vault', 'pause', [1])
    const paused = await readVaultState(at)
    expect(paused.pauses).toEqual({
      deposit: { from: 0n, until: 0n, isPaused: false },
      spend: { from: paused.asOf.time, until: paused.asOf.time + 7n * 86_400n, isPaused: true },
      distribute: { from: 0n, until: 0n, isPaused: false },
    })

    await wait(7 * 86_400)
    const over = await readVaultState(at)
    expect(over.pauses.spend).toMatchObject({ until: paused.asOf.time + 7n * 86_400n, isPaused: false })
    const oracle = await readOracleState(at)
    expect(oracle).toMatchObject({
      price: null,
      reason: { code: 'PRICE_STALE', status: 503 },
      posted: { isFresh: false },
    })
    expect(oracle.posted.age).toBe(oracle.asOf.time - oracle.posted.at)
    expect(oracle.reason?.say).toMatch(/^No price since 4 Jan 2027, 00:0\d UTC, so no quote\. Withdrawing works\.$/)
  })
})

describe('the supply', () => {
  test('is in the buckets, the vault, the rewards, the wallets, and burned, to the wei', async () => {
    await operate('treasurer', 'Treasury', withdrawal('0x000000000000000000000000000000000000dEaD', 5n), 10)
    const wallets = (['customer', 'newcomer', 'provider'] as const).map((name) => demoAccount(name).address)
    const { totalSupply, treasury, balances, holders, dead, vault } = await readSupplyState(at, wallets)
    expect(dead).toBe(5n)
    const buckets = Object.values(treasury).reduce((sum, wei) => sum + wei, 0n)
    expect(buckets).toBe(balances.Treasury)
    expect(vault.credits + vault.revenue).toBe(balances.Vault)
    const held = Object.values(holders).reduce((sum, wei) => sum + wei, 0n)
    const contracts = Object.values(balances).reduce((sum, wei) => sum + wei, 0n)
    expect(contracts + held + dead).toBe(totalSupply)
    expect(totalSupply).toBe(1_000_000_000n * CXPT - 19n * CXPT)
  })
})
