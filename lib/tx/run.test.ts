import { describe, expect, test } from 'vitest'
import type { TxChain } from '../../e2e/fixtures/tx-chain'
import type { TxRun } from '../../e2e/fixtures/tx-run'
import { eachWithTxRun } from '../../e2e/fixtures/tx-suite'
import { getContract } from '../chain/contract'
import { CXPT } from '../domain/units'
import { batchedCalls, callOf, singleCall } from './flow'
import type { Path } from './path'
import { buyPlan } from './payments'
import { runTransaction } from './run'
import type { TxStage } from './stage'

let chain: TxChain
let t: TxRun
eachWithTxRun((suite) => {
  ;({ chain, t } = suite)
})

describe('every path ends with the same credits and no standing approval', () => {
  test.each<[Path, string[], TxStage['name'][]]>([
    [
      'permit',
      ['eth_signTypedData_v4', 'eth_sendTransaction'],
      ['checking', 'simulating', 'signing', 'signing', 'pending', 'indexing', 'done'],
    ],
    [
      'approve',
      ['eth_sendTransaction', 'eth_sendTransaction'],
      ['checking', 'simulating', 'signing', 'pending', 'signing', 'pending', 'indexing', 'done'],
    ],
    ['batch', ['wallet_sendCalls'], ['checking', 'simulating', 'signing', 'pending', 'indexing', 'done']],
  ])('%s', async (path, requests, expected) => {
    const end = await t.run(t.load(path))
    expect(end.name).toBe('done')
    expect(t.names()).toEqual(expected)
    expect(t.asked()).toEqual(requests)
    expect(await t.credits()).toBe(500n * CXPT)
    expect(await t.wallet()).toBe(500n * CXPT)
    expect(await t.approval()).toBe(0n)
    expect(t.store.list()).toEqual([])
    expect(t.refreshes).toBe(1)
  })

  test('several calls in one batch, with nothing to approve', async () => {
    const vault = getContract(chain.deployment, 'Vault')
    const token = getContract(chain.deployment, 'CXPT')
    const flow = batchedCalls('both', 'Both', [
      callOf('Vault', vault, 'setBudget', [5_000_000n]),
      callOf('CXPT', token, 'transfer', [vault.address, 1n]),
    ])
    const end = await t.run(flow)
    expect(end.name).toBe('done')
    expect(t.asked()).toEqual(['wallet_sendCalls'])
    expect(await t.wallet()).toBe(1_000n * CXPT - 1n)
    const account = await chain.client.readContract({ ...vault, functionName: 'accountOf', args: [t.user.address] })
    expect(account.budgetUsd + account.nextBudgetUsd).toBe(5_000_000n)
  })

  test('a batch of which one call would fail is not asked for', async () => {
    const vault = getContract(chain.deployment, 'Vault')
    const flow = batchedCalls('both', 'Both', [
      callOf('Vault', vault, 'requestWithdrawal', [1n]),
      callOf('Vault', vault, 'setBudget', [5_000_000n]),
    ])
    const end = await t.run(flow)
    expect(end).toMatchObject({ name: 'failed', error: { code: 'CREDITS_INSUFFICIENT' } })
    expect(t.asked()).toEqual([])
  })

  test('approved: a standing approval is drawn on, not overwritten', async () => {
    const token = getContract(chain.deployment, 'CXPT')
    const vault = getContract(chain.deployment, 'Vault').address
    const hash = await chain
      .senderOf(t.user)
      .writeContract({ ...token, functionName: 'approve', args: [vault, 700n * CXPT] })
    await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    const end = await t.run(t.load('approved'))
    expect(end.name).toBe('done')
    expect(t.asked()).toEqual(['eth_sendTransaction'])
    expect(await t.approval()).toBe(200n * CXPT)
  })

  test('a plan is bought in one signature and one transaction', async () => {
    const flow = buyPlan({
      ...{ deployment: chain.deployment, plan: 1, maxIn: 384n * CXPT, isRenewing: true, renewCap: 400n * CXPT },
      ...{ referrer: null, fromWallet: 450n * CXPT, cost: 380n * CXPT, path: 'permit', title: 'Starter' },
    })
    const end = await t.run(flow)
    expect(end.name).toBe('done')
    expect(t.asked()).toEqual(['eth_signTypedData_v4', 'eth_sendTransaction'])
    // $19 at $0.05 are 380 CXPT: 70 of the 450 loaded stay credits.
    expect(await t.credits()).toBe(70n * CXPT)
    expect(await t.wallet()).toBe(550n * CXPT)
  })

  test('credits: a plan is bought in one transaction when they suffice', async () => {
    await t.run(t.load('permit'))
    t.forget()
    const flow = buyPlan({
      ...{ deployment: chain.deployment, plan: 1, maxIn: 384n * CXPT, isRenewing: false, renewCap: 0n },
      ...{ referrer: null, fromWallet: 0n, cost: 380n * CXPT, path: 'credits', title: 'Starter' },
    })
    expect((await t.run(flow)).name).toBe('done')
    expect(t.asked()).toEqual(['eth_sendTransaction'])
    expect(await t.credits()).toBe(120n * CXPT)
  })
})

describe('what goes wrong before anything is sent', () => {
  test('a declined permit says so and leaves nothing', async () => {
    t.provider.rejectNext('eth_signTypedData_v4')
    const end = await t.run(t.load('permit'))
    expect(end).toMatchObject({ name: 'failed', error: { code: 'TX_REJECTED' } })
    expect(end).not.toHaveProperty('hash')
    expect(t.store.list()).toEqual([])
    expect(await t.wallet()).toBe(1_000n * CXPT)
  })

  test('a declined transaction says so and leaves nothing', async () => {
    t.provider.rejectNext('eth_sendTransaction')
    const end = await t.run(t.load('permit'))
    expect(end).toMatchObject({ name: 'failed', error: { code: 'TX_REJECTED' } })
    expect(t.store.list()).toEqual([])
  })

  test('a wallet on another network is not asked', async () => {
    t.provider.switchChain(1)
    const end = await t.run(t.load('permit'))
    expect(end).toMatchObject({ name: 'failed', error: { code: 'WRONG_NETWORK' } })
    expect(t.asked()).toEqual([])
  })

  test('too little CXPT is said with both figures, and the wallet is not asked', async () => {
    const end = await t.run(t.load('permit', 1_000n * CXPT + 1n))
    expect(end).toMatchObject({
      name: 'failed',
      error: { code: 'CXPT_INSUFFICIENT', values: { balance: 1_000n * CXPT, needed: 1_000n * CXPT + 1n } },
    })
    expect(t.asked()).toEqual([])
  })

  test('the chain’s refusal in the trial run is a sentence, and the wallet is not asked', async () => {
    const vault = getContract(chain.deployment, 'Vault')
    const withdraw = callOf('Vault', vault, 'withdraw', [t.user.address])
    const end = await t.run(singleCall('withdraw', 'Withdraw', withdraw))
    expect(end).toMatchObject({ name: 'failed', error: { code: 'NO_WITHDRAWAL_REQUEST' } })
    expect(t.asked()).toEqual([])
  })

  test('a pause is said before the trial run', async () => {
    const guardian = await chain.newcomer(3, 0n)
    const vault = getContract(chain.deployment, 'Vault')
    const snapshot = await chain.rpc('evm_snapshot')
    const hash = await chain.senderOf(guardian).writeContract({ ...vault, functionName: 'pause', args: [0] })
    await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    const end = await t.run(t.load('permit'))
    await chain.rpc('evm_revert', snapshot)
    expect(end).toMatchObject({ name: 'failed', error: { code: 'DEPOSIT_PAUSED' } })
    expect(t.names()).toEqual(['checking', 'failed'])
  })

  test('the same act is not begun twice', async () => {
    await chain.rpc('evm_setAutomine', false)
    const first = t.run(t.load('permit'))
    await t.reached('pending')
    const second = await runTransaction({ flow: t.load('permit'), deps: t.deps(), onStage: () => {} })
    expect(second).toMatchObject({ name: 'failed', error: { code: 'TX_NOT_CONFIRMED' } })
    await chain.mine()
    expect((await first).name).toBe('done')
    expect(await t.credits()).toBe(500n * CXPT)
  })
})
