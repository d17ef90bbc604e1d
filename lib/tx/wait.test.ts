import type { Address, Hash } from 'viem'
import { describe, expect, test } from 'vitest'
import type { TxChain } from '../../e2e/fixtures/tx-chain'
import type { TxRun } from '../../e2e/fixtures/tx-run'
import { eachWithTxRun } from '../../e2e/fixtures/tx-suite'
import { getContract } from '../chain/contract'
import { CXPT } from '../domain/units'

let chain: TxChain
let t: TxRun
let multiSend: Address
eachWithTxRun((suite) => {
  ;({ chain, t, multiSend } = suite)
})

describe('what happens to a transaction on its way', () => {
  const pendingDeposit = async () => {
    await chain.rpc('evm_setAutomine', false)
    const end = t.run(t.load('permit'))
    const stage = (await t.reached('pending')) as { hash: Hash }
    const sent = await chain.client.getTransaction({ hash: stage.hash })
    return { end, sent }
  }
  const price = (sent: { maxFeePerGas?: bigint | undefined }) => ({
    maxFeePerGas: (sent.maxFeePerGas ?? 0n) * 3n,
    maxPriorityFeePerGas: (sent.maxFeePerGas ?? 0n) * 2n,
  })

  test('reverted is failed, with the reason of the block that refused it, and never done', async () => {
    const snapshot = await chain.rpc('evm_snapshot')
    const guardian = await chain.newcomer(3, 0n)
    const { end } = await pendingDeposit()
    // A pause that pays more for its place comes first in the same block.
    const vault = getContract(chain.deployment, 'Vault')
    const fees = { maxPriorityFeePerGas: 10n ** 11n, maxFeePerGas: 2n * 10n ** 11n }
    await chain.senderOf(guardian).writeContract({ ...vault, functionName: 'pause', args: [0], ...fees })
    await chain.mine()
    const last = await end
    await chain.rpc('evm_revert', snapshot)
    expect(last).toMatchObject({ name: 'failed', error: { code: 'DEPOSIT_PAUSED' } })
    expect(last).toHaveProperty('hash')
    expect(t.names()).not.toContain('done')
    expect(t.store.list()).toEqual([])
  })

  test('sped up is the same one, under its new hash', async () => {
    const { end, sent } = await pendingDeposit()
    const faster = await chain.senderOf(t.user).sendTransaction({
      ...{ to: sent.to, data: sent.input, nonce: sent.nonce, gas: sent.gas },
      ...price(sent),
    })
    await chain.mine()
    const last = await end
    expect(last).toMatchObject({ name: 'done', hash: faster })
    expect(faster).not.toBe(sent.hash)
    expect(await t.credits()).toBe(500n * CXPT)
  })

  test('cancelled in the wallet is failed', async () => {
    const { end, sent } = await pendingDeposit()
    await chain.senderOf(t.user).sendTransaction({ to: t.user.address, value: 0n, nonce: sent.nonce, ...price(sent) })
    await chain.mine()
    expect(await end).toMatchObject({ name: 'failed', error: { code: 'TX_CANCELLED' } })
    expect(await t.credits()).toBe(0n)
    expect(t.store.list()).toEqual([])
  })

  test('dropped is said, waited for, and mined all the same when it comes back', async () => {
    const { end, sent } = await pendingDeposit()
    const raw = await chain.rpc('eth_getRawTransactionByHash', sent.hash)
    await chain.rpc('anvil_dropTransaction', sent.hash)
    await expect.poll(() => t.stages.at(-1)).toMatchObject({ name: 'pending', isGone: true })
    await chain.rpc('eth_sendRawTransaction', raw)
    await expect.poll(() => t.stages.at(-1)).toMatchObject({ name: 'pending', isGone: false })
    await chain.mine()
    expect(await end).toMatchObject({ name: 'done', hash: sent.hash })
  })

  test('dropped and forgotten has failed, spent nothing, and can be sent again', async () => {
    const { end, sent } = await pendingDeposit()
    await chain.rpc('anvil_dropTransaction', sent.hash)
    await expect.poll(() => t.stages.at(-1)).toMatchObject({ name: 'pending', isGone: true })
    for (const { id } of t.store.list()) t.store.remove(id)
    expect(await end).toMatchObject({ name: 'failed', error: { code: 'TX_DROPPED' } })
    expect(t.names()).not.toContain('done')
    await chain.rpc('evm_setAutomine', true)
    expect(await t.run(t.load('permit'))).toMatchObject({ name: 'done' })
    expect(await t.credits()).toBe(500n * CXPT)
  })

  test('replaced by something else is failed', async () => {
    const { end, sent } = await pendingDeposit()
    const token = getContract(chain.deployment, 'CXPT')
    await chain.senderOf(t.user).writeContract({
      ...token,
      ...{ functionName: 'transfer', args: [multiSend, 1n], nonce: sent.nonce, ...price(sent) },
    })
    await chain.mine()
    expect(await end).toMatchObject({ name: 'failed', error: { code: 'TX_REPLACED' } })
    expect(await t.credits()).toBe(0n)
  })

  test('a ledger that is behind is late, not failed', async () => {
    t.indexed = 0n
    const end = await t.run(t.load('permit'))
    expect(end.name).toBe('late')
    expect(t.refreshes).toBe(1)
    expect(t.store.list()).toEqual([])
    expect(await t.credits()).toBe(500n * CXPT)
  })

  test('a ledger that cannot be asked is late, not failed', async () => {
    const end = await t.run(t.load('permit'), { isIndexed: () => Promise.reject(new Error('away')) })
    expect(end.name).toBe('late')
  })

  test('a refresh that fails does not make a payment fail', async () => {
    const end = await t.run(t.load('permit'), { refresh: () => Promise.reject(new Error('away')) })
    expect(end.name).toBe('done')
  })
})
