import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Address, getAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAccount } from '@/contracts/deploy/demo-accounts'
import type { Deployment } from '@/contracts-abi'
import { type Anvil, startAnvil } from '@/scripts/platform/anvil'
import { buildContracts } from '@/scripts/platform/build'
import { deployLocally } from '@/scripts/platform/local-chain'
import { readAccountState } from './account-state'
import { type At, assertChain } from './at'
import { type ChainClient, createClient } from './clients'
import { getContract, nameOfContract } from './contract'
import { readOracleState } from './oracle-state'
import { readPlans } from './plans-state'
import { namesHeld, readRoleSettings, readRolesOf } from './roles'
import { readSupplyState } from './supply-state'
import { readVaultState } from './vault-state'

const CXPT = 10n ** 18n
const customer = demoAccount('customer').address

let anvil: Anvil
let client: ChainClient
let deployment: Deployment
let at: At
const folder = mkdtempSync(join(tmpdir(), 'cxpt-launch-'))

beforeAll(async () => {
  buildContracts()
  anvil = await startAnvil({ timestamp: 1_799_020_800, accounts: 20 })
  deployment = await deployLocally({ rpcUrl: anvil.url, folder: `${folder}/` })
  client = createClient(31_337, anvil.url)
  at = { client, deployment }
})

afterAll(async () => {
  await anvil?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a chain that was just deployed', () => {
  test('is the chain its client expects', async () => {
    await assertChain(client)
    await expect(assertChain(createClient(8453, anvil.url))).rejects.toMatchObject({
      code: 'CHAIN_MISMATCH',
      say: 'The node is on chain 31337, expected 8453.',
    })
  })

  test('has a vault without credits, with the split of the launch', async () => {
    const state = await readVaultState(at)
    expect(state).toMatchObject({
      split: { burn: 500, protocol: 2000, operations: 1500, provider: 6000 },
      credits: 0n,
      revenue: 0n,
      loaded: 0n,
      spent: 0n,
      roomUsd: 1_000_000_000_000n,
      dailyCapUsd: 1_000_000_000_000n,
      minPrice: 10_000_000_000_000_000n,
      oracle: getContract(deployment, 'PriceOracle').address,
      pauses: { spend: { from: 0n, until: 0n, isPaused: false } },
    })
    const block = await client.getBlock()
    expect(state.asOf).toEqual({ block: block.number, hash: block.hash, time: block.timestamp })
  })

  test('has the whole supply in treasury and rewards', async () => {
    const state = await readSupplyState(at, [customer])
    expect(state).toMatchObject({
      totalSupply: 1_000_000_000n * CXPT,
      dead: 0n,
      holders: { [customer]: 0n },
      treasury: {
        reserve: 300_000_000n * CXPT,
        operations: 150_000_000n * CXPT,
        liquidity: 70_000_000n * CXPT,
        protocol: 0n,
      },
      vault: { credits: 0n, revenue: 0n, loaded: 0n, spent: 0n },
      rewards: { provider: { total: 0n, claimed: 0n, funded: 0n }, isMigrated: false },
    })
    expect(state.balances).toMatchObject({ Treasury: 520_000_000n * CXPT, Rewards: 480_000_000n * CXPT, Vault: 0n })
  })

  test('has the three plans of the launch', async () => {
    const { plans } = await readPlans(at)
    expect(plans.map(({ id, usd, allowance, isOffered }) => ({ id, usd, allowance, isOffered }))).toEqual([
      { id: 1, usd: 19_000_000n, allowance: 2_000_000n, isOffered: true },
      { id: 2, usd: 79_000_000n, allowance: 8_000_000n, isOffered: true },
      { id: 3, usd: 299_000_000n, allowance: 40_000_000n, isOffered: true },
    ])
    expect(plans[0]).toMatchObject({ concurrency: 1, rpm: 20, rolloverBps: 5_000, retireAt: null, customer: null })
  })

  test('has a fresh price', async () => {
    expect(await readOracleState(at)).toMatchObject({
      price: 50_000_000_000_000_000n,
      reason: null,
      posted: { price: 50_000_000_000_000_000n, isFresh: true },
      config: {
        min: 10_000_000_000_000_000n,
        max: CXPT,
        maxAge: 86_400n,
        maxStepBps: 1_000,
        feed: null,
        sequencer: null,
      },
      minInterval: 10n,
    })
  })

  test('names the roles of an address with their delays', async () => {
    const admin = await readRolesOf(at, demoAccount('admin').address)
    expect(namesHeld(admin)).toEqual(['ADMIN', 'PARAMS', 'UNPAUSER', 'MIGRATOR', 'KEYKEEPER'])
    expect(admin.roles.PARAMS).toEqual({ isMember: true, delay: 15n })
    expect(admin.roles.METER).toEqual({ isMember: false, delay: 0n })
    expect(namesHeld(await readRolesOf(at, customer))).toEqual([])
  })

  test('has the guardians and admins of the table', async () => {
    const { roles } = await readRoleSettings(at)
    expect(roles.PARAMS).toMatchObject({ admin: 'ADMIN', guardian: 'GUARDIAN', grantDelay: 0n })
    expect(roles.GUARDIAN).toMatchObject({ admin: 'WARDEN', guardian: 'ADMIN' })
    expect(roles.METER).toMatchObject({ admin: 'KEYKEEPER' })
    expect(roles.SENTINEL).toMatchObject({ guardian: 'GUARDIAN' })
  })

  test('knows nothing of a stranger', async () => {
    const state = await readAccountState(at, customer)
    expect(state).toMatchObject({
      wallet: 0n,
      approved: 0n,
      credits: 0n,
      available: 0n,
      status: 'none',
      subscription: { plan: 0, end: 0n, referrer: null },
      account: { pending: 0n, unlockAt: 0n },
    })
  })
})

describe('getContract', () => {
  test('names the chain and the contract that is missing', () => {
    const { Faucet: _, ...contracts } = deployment.contracts
    expect(() => getContract({ ...deployment, contracts }, 'Faucet')).toThrow('Faucet is not deployed on chain 31337.')
    expect(() => getContract(1, 'Vault')).toThrow('Chain 1 is not configured here.')
  })

  test('finds a contract by its address, in any case', () => {
    const { address } = getContract(deployment, 'Vault')
    expect(nameOfContract(deployment, address.toLowerCase() as Address)).toBe('Vault')
    expect(nameOfContract(deployment, getAddress(customer))).toBeNull()
  })
})

test('a block that is not there yet is said as such', async () => {
  await expect(readVaultState({ ...at, blockNumber: 10n ** 9n })).rejects.toMatchObject({
    code: 'BLOCK_NOT_FOUND',
    say: 'There is no block 1000000000 on this chain.',
  })
})
