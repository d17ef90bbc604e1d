import type { Address } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccount, demoSigner } from '@/contracts/deploy/demo-accounts'
import { startTxChain, type TxChain } from '@/e2e/fixtures/tx-chain'
import { createClient } from '@/lib/chain/clients'
import { getContract } from '@/lib/chain/contract'
import { callOf } from '@/lib/tx/flow'
import { type Fault, startFaultyRpc } from '@/scripts/testing/faulty-rpc'
import { tryExecution } from './schedule'

const ADMIN = demoSigner(demoAccount('admin').index).address
let chain: TxChain

beforeAll(async () => {
  chain = await startTxChain()
})
afterAll(() => chain?.stop())

const tried = (caller: Address, usd: bigint, client = chain.client) => {
  const { deployment } = chain
  const call = callOf('Vault', getContract(deployment, 'Vault'), 'setDailyCap', [usd])
  return tryExecution({ client, deployment } as never, caller, call)
}

test('a trial says every event that the execution would write, though nothing is scheduled', async () => {
  const { block, events } = await tried(ADMIN, 1_234_500_000n)
  expect(block).toBe(await chain.client.getBlockNumber())
  expect(events?.map(({ index, known }) => [index, known?.text.replace(/0x[0-9a-f]{64}/, 'ID')])).toEqual([
    [0, 'AccessManager.OperationExecuted(operationId: ID, nonce: 0)'],
    [1, 'Vault.CapSet(usd: 1234500000)'],
  ])
  const vault = getContract(chain.deployment, 'Vault')
  expect(await chain.client.readContract({ ...vault, functionName: 'dailyCapUsd' })).not.toBe(1_234_500_000n)
})

test('who may not, is told so', async () => {
  await expect(tried(demoSigner(demoAccount('customer').index).address, 1n)).rejects.toMatchObject({
    code: 'ROLE_MISSING',
  })
})

test('a node that cannot give events has tried the call all the same', async () => {
  const none: Fault = ({ method }, answer) =>
    method === 'eth_simulateV1'
      ? { id: answer.id, error: { code: -32_601, message: 'the method does not exist' } }
      : answer
  const proxy = await startFaultyRpc(chain.url, none)
  try {
    expect(await tried(ADMIN, 1_234_500_000n, createClient(31_337, proxy.url))).toMatchObject({ events: null })
  } finally {
    await proxy.stop()
  }
})
