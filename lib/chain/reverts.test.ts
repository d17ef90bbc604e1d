import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type Abi, type Address, createWalletClient, encodeFunctionData, http, toHex, zeroHash } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAccount, demoSigner } from '@/contracts/deploy/demo-accounts'
import { type ContractName, type Deployment, vaultAbi } from '@/contracts-abi'
import { type Anvil, startAnvil } from '@/scripts/platform/anvil'
import { buildContracts } from '@/scripts/platform/build'
import { deployLocally } from '@/scripts/platform/local-chain'
import { freePort } from '@/scripts/platform/ports'
import { quoteCxpt } from '../domain/money'
import { nextRollover } from '../domain/rollover'
import { fromChain } from '../errors/from-chain'
import { pinBlock, together } from './at'
import { localChain } from './chains'
import { type ChainClient, createClient } from './clients'
import { getContract } from './contract'
import { readVaultState } from './vault-state'

let anvil: Anvil
let client: ChainClient
let deployment: Deployment
const folder = mkdtempSync(join(tmpdir(), 'cxpt-reverts-'))
const stranger = demoAccount('newcomer').address

beforeAll(async () => {
  buildContracts()
  anvil = await startAnvil({ timestamp: 1_799_020_800, accounts: 20 })
  deployment = await deployLocally({ rpcUrl: anvil.url, folder: `${folder}/` })
  client = createClient(31_337, anvil.url)
})

afterAll(async () => {
  await anvil?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Closes a block this many seconds after the latest one. */
async function wait(seconds: number) {
  const { timestamp } = await client.getBlock()
  const params = [toHex(timestamp + BigInt(seconds))]
  await client.request({ method: 'evm_setNextBlockTimestamp', params } as never)
  await client.request({ method: 'evm_mine', params: [] } as never)
}

/** Simulates a call and returns what a person would read. */
async function refusal(contract: ContractName, functionName: string, args: unknown[], account: Address = stranger) {
  const { address, abi } = getContract(deployment, contract)
  const error = await client.simulateContract({ address, abi: abi as Abi, functionName, args, account }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeDefined()
  const { code, say } = fromChain(error, { deployments: { 31337: deployment } })
  return [code, say]
}

describe('real reverts as sentences', () => {
  test.each([
    [
      'Subscriptions',
      'subscribe',
      [2, 10n ** 24n, true, 10n ** 24n, '0x0000000000000000000000000000000000000000'],
      'CREDITS_INSUFFICIENT',
      'You have 0 CXPT of credits; this needs 1,580 CXPT.',
    ],
    [
      'Subscriptions',
      'subscribe',
      [2, 1n, true, 1n, '0x0000000000000000000000000000000000000000'],
      'SLIPPAGE',
      'This costs 1,580 CXPT now, more than the 0 CXPT you allowed. Nothing was spent: look at the new price and confirm again.',
    ],
    [
      'Subscriptions',
      'subscribe',
      [9, 1n, true, 1n, stranger],
      'PLAN_INACTIVE',
      'Plan 9 is not offered any more. Choose another one.',
    ],
    ['Subscriptions', 'subscribe', [1, 1n, true, 1n, stranger], 'SELF_REFERRAL', 'You cannot refer yourself.'],
    [
      'Vault',
      'withdraw',
      [stranger],
      'NO_WITHDRAWAL_REQUEST',
      'No withdrawal was requested. Request one, and it unlocks a day later.',
    ],
    ['Vault', 'distribute', [], 'NOTHING_TO_DISTRIBUTE', 'There is no vault revenue to distribute.'],
    [
      'Vault',
      'deposit',
      [stranger, 5_700n * 10n ** 18n],
      'APPROVAL_INSUFFICIENT',
      'Your approval covers 0 CXPT; this needs 5,700 CXPT. Your balance is not the problem: approve again.',
    ],
    [
      'CXPT',
      'transfer',
      [stranger, 7n * 10n ** 18n],
      'CXPT_INSUFFICIENT',
      'The wallet holds 0 CXPT; this needs 7 CXPT.',
    ],
    [
      'Rewards',
      'claim',
      [0, stranger, 1n, []],
      'ROOT_NOT_SET',
      'There is no active root of this category now. What you earned stays yours.',
    ],
    ['Rewards', 'accept', [1, zeroHash], 'ROOT_NOT_PENDING', 'No root is waiting in this category.'],
    ['Vault', 'pauseAll', [], 'ROLE_MISSING', '0x71bE…5788 does not hold the role this needs.'],
  ] as const)('%s.%s %#', async (contract, functionName, args, code, say) => {
    expect(await refusal(contract, functionName, [...args])).toEqual([code, say])
  })

  test('an estimate of gas that reverts says the same', async () => {
    const { address, abi } = getContract(deployment, 'CXPT')
    const data = encodeFunctionData({ abi, functionName: 'transfer', args: [stranger, 7n * 10n ** 18n] })
    const error = await client.estimateGas({ to: address, data, account: stranger }).catch((thrown: unknown) => thrown)
    expect(fromChain(error).say).toBe('The wallet holds 0 CXPT; this needs 7 CXPT.')
    const vault = getContract(deployment, 'Vault').address
    const distribute = { to: vault, data: encodeFunctionData({ abi: vaultAbi, functionName: 'distribute' }) }
    const bare = await client.estimateGas({ ...distribute, account: stranger }).catch((thrown: unknown) => thrown)
    expect(fromChain(bare).code).toBe('ZERO_AMOUNT')
    expect(fromChain(bare, { functionName: 'distribute' }).code).toBe('NOTHING_TO_DISTRIBUTE')
  })

  test('who must wait is told to schedule, who may not is told so', async () => {
    const split = { burn: 400, protocol: 2000, operations: 1500, provider: 6100 }
    const data = encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] })
    const vault = getContract(deployment, 'Vault').address
    const admin = demoAccount('admin').address
    expect(await refusal('Vault', 'setSplit', [split], admin)).toEqual([
      'OPERATION_NOT_SCHEDULED',
      'This operation is not in the queue: it was never scheduled, or was executed or cancelled already.',
    ])
    expect((await refusal('AccessManager', 'execute', [vault, data], admin))[0]).toBe('OPERATION_NOT_SCHEDULED')
    expect(await refusal('AccessManager', 'schedule', [vault, data, 0])).toEqual([
      'CALL_NOT_ALLOWED',
      `0x71bE…5788 may not call this on ${vault.slice(0, 6)}…${vault.slice(-4)}, or only after scheduling it.`,
    ])
  })

  test('a wrong split behind execute is the split, not the manager', async () => {
    const wrong = { burn: 400, protocol: 2000, operations: 1500, provider: 6000 }
    const data = encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [wrong] })
    const vault = getContract(deployment, 'Vault').address
    const signer = demoSigner(demoAccount('admin').index)
    const wallet = createWalletClient({ account: signer, chain: localChain, transport: http(anvil.url) })
    const { address, abi } = getContract(deployment, 'AccessManager')
    const hash = await wallet.writeContract({ address, abi, functionName: 'schedule', args: [vault, data, 0] })
    await client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
    expect((await refusal('AccessManager', 'execute', [vault, data], signer.address))[0]).toBe('OPERATION_NOT_READY')
    expect((await refusal('AccessManager', 'schedule', [vault, data, 0], signer.address))[0]).toBe(
      'OPERATION_ALREADY_SCHEDULED',
    )
    await wait(15)
    expect(await refusal('AccessManager', 'execute', [vault, data], signer.address)).toEqual([
      'SPLIT_SUM',
      'The four shares add up to 99.00%; they must be exactly 100.00%.',
    ])
    await wait(7 * 86_400)
    expect((await refusal('AccessManager', 'execute', [vault, data], signer.address))[0]).toBe('OPERATION_EXPIRED')
  })
})

describe('wallet and node', () => {
  test('an account without ether is told that gas is missing', async () => {
    const account = privateKeyToAccount(generatePrivateKey())
    const wallet = createWalletClient({ account, chain: localChain, transport: http(anvil.url) })
    const { address, abi } = getContract(deployment, 'CXPT')
    const sending = wallet.writeContract({ address, abi, functionName: 'approve', args: [stranger, 1n], gas: 100_000n })
    const error = await sending.catch((thrown: unknown) => thrown)
    expect(fromChain(error).code).toBe('NO_GAS_MONEY')
  })

  test('an address without code is told from a contract that refuses', async () => {
    const error = await client
      .readContract({ address: stranger, abi: vaultAbi, functionName: 'revenue' })
      .catch((thrown: unknown) => thrown)
    expect(fromChain(error).code).toBe('NO_CODE')
    const moved = {
      ...deployment,
      contracts: { ...deployment.contracts, Vault: { address: stranger, bytecodeHash: zeroHash } },
    }
    await expect(readVaultState({ client, deployment: moved })).rejects.toMatchObject({ code: 'NO_CODE' })
  })

  test('a node that is away is said as such', async () => {
    const gone = createClient(31_337, `http://127.0.0.1:${await freePort()}`)
    await expect(readVaultState({ client: gone, deployment })).rejects.toMatchObject({ code: 'RPC_AWAY', status: 503 })
  })
})

describe('our rules and the contracts agree', () => {
  test('on the rollover', async () => {
    const { address, abi } = getContract(deployment, 'Subscriptions')
    const tokens = fc.bigInt({ min: 0n, max: 10n ** 15n })
    const period = fc.record({
      allowance: tokens,
      rolled: tokens,
      used: tokens,
      nextAllowance: tokens,
      bps: fc.bigInt({ min: 0n, max: 5_000n }),
    })
    const periods = fc.sample(period, 300)
    const answers = await client.multicall({
      ...together({ client, deployment }, await pinBlock({ client, deployment })),
      allowFailure: false,
      contracts: periods.map((of) => ({
        address,
        abi,
        functionName: 'nextRollover' as const,
        args: [of.allowance, of.rolled, of.used, of.nextAllowance, of.bps] as const,
      })),
    })
    expect(answers).toEqual(periods.map(nextRollover))
  })

  test('on the quote', async () => {
    const signer = demoSigner(demoAccount('pricer').index)
    const wallet = createWalletClient({ account: signer, chain: localChain, transport: http(anvil.url) })
    const oracle = getContract(deployment, 'PriceOracle')
    const price = 47_123_456_789_012_345n
    const hash = await wallet.writeContract({ ...oracle, functionName: 'post', args: [price] })
    await client.waitForTransactionReceipt({ hash, pollingInterval: 20 })
    const amounts = [1n, 19_000_000n, ...fc.sample(fc.bigInt({ min: 1n, max: 10n ** 16n }), 300)]
    const answers = await client.multicall({
      ...together({ client, deployment }, await pinBlock({ client, deployment })),
      allowFailure: false,
      contracts: amounts.map((usd) => ({
        ...getContract(deployment, 'Vault'),
        functionName: 'quote' as const,
        args: [usd] as const,
      })),
    })
    expect(answers).toEqual(amounts.map((usd) => quoteCxpt(usd, price)))
  })
})
