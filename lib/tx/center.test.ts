import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTxChain, type TxChain } from '../../e2e/fixtures/tx-chain'
import { TxRun } from '../../e2e/fixtures/tx-run'
import { CXPT } from '../domain/units'
import { AppError } from '../errors/app-error'
import { scopeOf, TxCenter } from './center'

let chain: TxChain
let t: TxRun
let center: TxCenter
let scope: string
let index = 20
beforeAll(async () => {
  chain = await startTxChain()
})
afterAll(() => chain?.stop())
beforeEach(async () => {
  await chain.rpc('evm_setAutomine', true)
  index += 1
  t = new TxRun(chain, await chain.newcomer(index, 1_000n * CXPT))
  center = new TxCenter()
  scope = scopeOf(31_337, t.user.address)
})

const start = () => center.start(scope, t.load('permit'), async () => t.deps())
const stage = () => center.find(scope, 'deposit')?.stage

test('a run goes on without whoever began it, and shows its stage to whoever asks for its key', async () => {
  let told = 0
  const leave = center.subscribe(() => {
    told += 1
  })
  const end = start()
  expect(stage()).toEqual({ name: 'checking' })
  leave()
  expect((await end).name).toBe('done')
  expect(stage()?.name).toBe('done')
  expect(told).toBe(1)
  expect(center.find(scope, 'deposit')?.steps).toHaveLength(2)
  expect(center.find(scopeOf(31_337, chain.deployment.contracts.Vault?.address ?? ''), 'deposit')).toBeUndefined()
})

test('a second click while the first is under way starts nothing', async () => {
  const [first, second] = await Promise.all([start(), start()])
  expect([first.name, second.name]).toEqual(['done', 'checking'])
  expect(await t.credits()).toBe(500n * CXPT)
  expect(t.asked()).toEqual(['eth_signTypedData_v4', 'eth_sendTransaction'])
})

test('the wallet is free for the next act as soon as a transaction is sent, before its block', async () => {
  await chain.rpc('evm_setAutomine', false)
  const end = center.start(scope, t.load('permit'), async () => t.deps())
  expect(await center.untilSent(scope, 'deposit')).toMatchObject({ name: 'pending', request: 'transaction' })
  await chain.rpc('evm_setAutomine', true)
  await chain.rpc('evm_mine')
  expect((await end).name).toBe('done')
  expect((await center.untilSent(scope, 'deposit')).name).toBe('done')
  expect((await center.untilSent(scope, 'nothing')).name).toBe('idle')
})

test('an act that ends before it is sent keeps nobody waiting', async () => {
  t.provider.rejectNext('eth_signTypedData_v4')
  const end = start()
  expect(await center.untilSent(scope, 'deposit')).toMatchObject({ name: 'failed', error: { code: 'TX_REJECTED' } })
  await end
})

test('a failure remembers where it happened', async () => {
  t.provider.rejectNext('eth_signTypedData_v4')
  await start()
  expect(center.find(scope, 'deposit')).toMatchObject({
    stage: { name: 'failed', error: { code: 'TX_REJECTED' } },
    before: { name: 'signing', request: 'permit' },
  })
  await start()
  expect(stage()?.name).toBe('done')
})

test('a wallet that is not there is a failure like any other', async () => {
  const end = await center.start(scope, t.load('permit'), async () => {
    throw new AppError('WALLET_NOT_CONNECTED')
  })
  expect(end).toMatchObject({ name: 'failed', error: { code: 'WALLET_NOT_CONNECTED' } })
})

test('what an earlier page left is watched once, and cannot be begun again meanwhile', async () => {
  await chain.rpc('evm_setAutomine', false)
  await t.interrupted(t.load('permit'), 'pending')
  const [end, ...more] = [
    ...center.resume(scope, t.store.list(), t.deps()),
    ...center.resume(scope, t.store.list(), t.deps()),
  ]
  expect(more).toEqual([])
  expect(center.find(scope, 'deposit')).toMatchObject({ isResumed: true, steps: null })
  await start()
  expect(t.asked()).toEqual([])
  await chain.mine()
  expect((await end)?.name).toBe('done')
  expect(await t.credits()).toBe(500n * CXPT)
})

test('an ended act is taken off the screen, one under way is not', async () => {
  await chain.rpc('evm_setAutomine', false)
  const end = start()
  center.clear(scope, 'deposit')
  expect(stage()).toBeDefined()
  await expect.poll(() => stage()?.name).toBe('pending')
  await chain.mine()
  await end
  center.clear(scope, 'deposit')
  expect(center.entries()).toEqual([])
})
