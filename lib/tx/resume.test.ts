import { type Address, createPublicClient, custom, type Hash } from 'viem'
import { describe, expect, test } from 'vitest'
import type { TxChain } from '../../e2e/fixtures/tx-chain'
import type { TxRun } from '../../e2e/fixtures/tx-run'
import { eachWithTxRun } from '../../e2e/fixtures/tx-suite'
import { CXPT } from '../domain/units'
import type { TxStage } from './stage'

let chain: TxChain
let t: TxRun
let multiSend: Address
eachWithTxRun((suite) => {
  ;({ chain, t, multiSend } = suite)
})

describe('a page that was closed', () => {
  const interrupted = async (name: TxStage['name']) => {
    await chain.rpc('evm_setAutomine', false)
    return t.interrupted(t.load('permit'), name)
  }

  test('while pending: the next page watches it to the end and asks the wallet nothing', async () => {
    await interrupted('pending')
    expect(t.store.list()).toHaveLength(1)
    const end = t.resume()
    await chain.mine()
    expect((await end).name).toBe('done')
    expect(t.asked()).toEqual([])
    expect(await t.credits()).toBe(500n * CXPT)
    expect(t.store.list()).toEqual([])
  })

  test('while pending, mined meanwhile', async () => {
    await interrupted('pending')
    await chain.mine(3)
    expect((await t.resume()).name).toBe('done')
    expect(await t.credits()).toBe(500n * CXPT)
  })

  test('while pending, sped up and mined meanwhile: found by its nonce', async () => {
    const stage = (await interrupted('pending')) as { hash: Hash }
    const sent = await chain.client.getTransaction({ hash: stage.hash })
    const fees = { maxFeePerGas: (sent.maxFeePerGas ?? 0n) * 3n, maxPriorityFeePerGas: (sent.maxFeePerGas ?? 0n) * 2n }
    const faster = await chain
      .senderOf(t.user)
      .sendTransaction({ to: sent.to, data: sent.input, nonce: sent.nonce, gas: sent.gas, ...fees })
    await chain.mine(3)
    expect(await t.resume()).toMatchObject({ name: 'done', hash: faster })
  })

  test('while pending, replaced and mined meanwhile', async () => {
    const stage = (await interrupted('pending')) as { hash: Hash }
    const sent = await chain.client.getTransaction({ hash: stage.hash })
    const fees = { maxFeePerGas: (sent.maxFeePerGas ?? 0n) * 3n, maxPriorityFeePerGas: (sent.maxFeePerGas ?? 0n) * 2n }
    await chain.senderOf(t.user).sendTransaction({ to: multiSend, nonce: sent.nonce, gas: 100_000n, ...fees })
    await chain.mine(3)
    expect(await t.resume()).toMatchObject({ name: 'failed', error: { code: 'TX_REPLACED' } })
    expect(t.store.list()).toEqual([])
  })

  test('while the wallet was asked, and the person confirmed there afterwards: found by its nonce, not sent again', async () => {
    // The tab dies with the request open: the note is all that is left.
    t.provider.delay(300)
    const page = new AbortController()
    const end = t.run(t.load('permit'), {}, page.signal)
    await t.reached('signing')
    await expect.poll(() => t.store.list().length, { interval: 20 }).toBe(1)
    const [note] = t.store.list()
    expect(note?.state).toBe('asked')
    page.abort(new Error('the page was closed'))
    await end
    // What the dying page still wrote is not there in life.
    if (note) t.store.put(note)
    t.forget()
    expect((await t.resume()).name).toBe('done')
    expect(t.asked()).toEqual([])
    expect(await t.credits()).toBe(500n * CXPT)
  })

  test('while the wallet was asked, and the person spent the nonce on something else', async () => {
    const block = await chain.client.getBlock()
    t.store.put({
      ...{ state: 'asked', id: 'x', key: 'deposit', title: 'Load credits', request: 'transaction', isLast: true },
      ...{ account: t.user.address, chainId: 31_337, to: multiSend, data: '0x1234', nonce: 0 },
      ...{ fromBlock: String(block.number), blockTime: String(block.timestamp) },
    })
    await chain.senderOf(t.user).sendTransaction({ to: t.user.address, value: 0n })
    expect((await t.resume()).name).toBe('idle')
    expect(t.store.list()).toEqual([])
  })

  test('a node that is away is no end: the transaction is watched on', async () => {
    await interrupted('pending')
    let isAway = true
    const flaky = createPublicClient({
      chain: chain.client.chain,
      pollingInterval: 50,
      transport: custom(
        {
          request: async (rpc) => {
            if (isAway) throw new TypeError('fetch failed')
            return chain.client.request(rpc as never)
          },
        },
        { retryCount: 0 },
      ),
    })
    const end = t.resume(t.store.list()[0], { client: flaky })
    await chain.mine()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(t.names()).toEqual(['pending'])
    isAway = false
    expect((await end).name).toBe('done')
  })
})
