import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import { type LedgerChain, startLedgerChain } from '../../scripts/testing/ledger-chain'
import { trafficOn } from '../../scripts/testing/traffic'
import type { ChainClient } from '../chain/clients'
import { getContract } from '../chain/contract'
import type { Connection } from '../db/connect'
import { findByPurpose } from '../db/transaction-rows'
import { type SendOptions, send } from './sender'

const CHAIN = 31_337
const SPENDER = '0x00000000000000000000000000000000000000a1'
let server: TestServer
let chain: LedgerChain
let ledger: Connection
/** A key of its own for each test, so that nonces begin at 0. */
let who = 25

beforeAll(async () => {
  server = await startTestServer()
  chain = await startLedgerChain()
  await trafficOn(chain, 3).begin()
  ledger = await server.open('sender')
})
afterAll(async () => {
  await chain?.stop()
  await server?.stop()
})
beforeEach(async () => {
  who += 1
  await chain.rpc('evm_setAutomine', [true])
})

const token = () => getContract(chain.deployment, 'CXPT')
const approve = (amount: bigint) => ({ ...token(), functionName: 'approve', args: [SPENDER, amount] })
const approved = () =>
  chain.client.readContract({ ...token(), functionName: 'allowance', args: [demoSigner(who).address, SPENDER] })
const used = () => chain.client.getTransactionCount({ address: demoSigner(who).address })
const rowOf = (purpose: string) => findByPurpose(ledger.db, CHAIN, purpose)

const ask = (purpose: string, amount: bigint, more: Partial<SendOptions> = {}) =>
  send({
    db: ledger.db,
    client: chain.client,
    signer: demoSigner(who),
    purpose: `${who} ${purpose}`,
    call: approve(amount),
    pollMs: 10,
    ...more,
  })

/** The client of a worker that dies: after its transaction left, or before. */
function dying(at: 'before it is sent' | 'after it was sent'): ChainClient {
  return {
    ...chain.client,
    sendRawTransaction: async (args: { serializedTransaction: Hex }) => {
      if (at === 'after it was sent') await chain.client.sendRawTransaction(args)
      return '0x'
    },
    getTransactionReceipt: async () => {
      throw new Error('the worker was killed')
    },
  } as unknown as ChainClient
}

test('what is asked for twice is sent once', async () => {
  const first = await ask('a', 5n)
  expect((await ask('a', 6n)).transactionHash).toBe(first.transactionHash)
  expect([await used(), await approved()]).toEqual([1, 5n])
  expect(await rowOf(`${who} a`)).toMatchObject({ state: 'mined', nonce: 0, minedHash: first.transactionHash })
})

test.each(['before it is sent', 'after it was sent'] as const)(
  'a worker that is killed %s is taken over: the same transaction, once',
  async (at) => {
    await expect(ask('b', 5n, { client: dying(at) })).rejects.toThrow()
    const signed = (await rowOf(`${who} b`))?.attempts[0]?.hash
    expect((await ask('b', 5n)).transactionHash).toBe(signed)
    expect([await used(), await approved()]).toEqual([1, 5n])
  },
)

test('five workers that ask for the same at once send it once', async () => {
  const receipts = await Promise.all(Array.from({ length: 5 }, () => ask('c', 5n)))
  expect(new Set(receipts.map(({ transactionHash }) => transactionHash)).size).toBe(1)
  expect(await used()).toBe(1)
})

test('what one key does at once gets a nonce each', async () => {
  const all = await Promise.all([1n, 2n, 3n, 4n].map((amount) => ask(`d${amount}`, amount)))
  expect(new Set(all.map(({ transactionHash }) => transactionHash)).size).toBe(4)
  expect(await used()).toBe(4)
})

test('one that is stuck is replaced under the same nonce, and whichever attempt is mined counts', async () => {
  await chain.rpc('evm_setAutomine', [false])
  const end = ask('e', 5n, { replaceAfterMs: 100 })
  await expect.poll(async () => (await rowOf(`${who} e`))?.attempts.length).toBeGreaterThanOrEqual(3)
  await chain.mine()
  const { transactionHash } = await end
  const row = await rowOf(`${who} e`)
  expect(row?.attempts.map(({ hash }) => hash)).toContain(transactionHash)
  const fees = row?.attempts.map(({ maxFeePerGas }) => BigInt(maxFeePerGas)) ?? []
  for (const [i, fee] of fees.entries()) expect(fee * 8n).toBeGreaterThanOrEqual((fees[i - 1] ?? 0n) * 9n)
  expect([await used(), await approved()]).toEqual([1, 5n])
})

test('one that was signed for nobody any more goes first: the key has no gap', async () => {
  await expect(ask('f1', 5n, { client: dying('before it is sent') })).rejects.toThrow()
  await ask('f2', 6n)
  expect([await used(), await approved()]).toEqual([2, 6n])
  expect(await rowOf(`${who} f1`)).toMatchObject({ state: 'mined', nonce: 0 })
})

test('one whose nonce went to something else is said, and its purpose is free again', async () => {
  await chain.rpc('evm_setAutomine', [false])
  const end = ask('g', 5n)
  await expect.poll(() => rowOf(`${who} g`)).not.toBeNull()
  const other = { from: demoSigner(who).address, to: SPENDER, value: '0x0', nonce: '0x0', gas: '0x5208' }
  await expect
    .poll(() =>
      chain
        .rpc('eth_sendTransaction', [{ ...other, maxFeePerGas: '0x174876e800', maxPriorityFeePerGas: '0x174876e800' }])
        .then(
          () => true,
          () => false,
        ),
    )
    .toBe(true)
  await chain.mine()
  await expect(end).rejects.toMatchObject({ code: 'TX_REPLACED' })
  await chain.rpc('evm_setAutomine', [true])
  await ask('g', 5n)
  expect([await used(), await approved()]).toEqual([2, 5n])
})

test('one that is refused when it is mined is an error, and is tried anew when it is asked for again', async () => {
  await chain.rpc('evm_setAutomine', [false])
  const balance = await chain.client.readContract({
    ...token(),
    functionName: 'balanceOf',
    args: [demoSigner(20).address],
  })
  const all = { ...token(), functionName: 'transfer', args: [SPENDER, balance] }
  const signer = demoSigner(20)
  const [first, second] = [ask('h1', 0n, { signer, call: all }), ask('h2', 0n, { signer, call: all })]
  await expect.poll(async () => Boolean((await rowOf(`${who} h1`)) && (await rowOf(`${who} h2`)))).toBe(true)
  await expect.poll(async () => ((await chain.rpc('txpool_status')) as { pending: Hex }).pending).toBe('0x2')
  await chain.mine()
  const ends = await Promise.allSettled([first, second])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const failed = ends[0]?.status === 'rejected' ? 'h1' : 'h2'
  expect(await rowOf(`${who} ${failed}`)).toMatchObject({ state: 'reverted' })
  await chain.rpc('evm_setAutomine', [true])
  const nothing = { ...token(), functionName: 'transfer', args: [SPENDER, 0n] }
  expect((await ask(failed, 0n, { signer, call: nothing })).status).toBe('success')
})

test('what the contract refuses is not sent', async () => {
  const call = { ...token(), functionName: 'transfer', args: [SPENDER, 10n ** 30n] }
  await expect(ask('i', 0n, { call })).rejects.toThrow()
  expect([await used(), await rowOf(`${who} i`)]).toEqual([0, null])
})

test.each([
  ['gas', { maxGas: 21_000n }, 'GAS_TOO_HIGH'],
  ['the fee', { maxFee: 1n }, 'FEE_TOO_HIGH'],
])('above the bound of %s nothing is sent', async (_, bound, code) => {
  await expect(ask('j', 5n, bound)).rejects.toMatchObject({ code })
  expect([await used(), await rowOf(`${who} j`)]).toEqual([0, null])
})

test('one that is not mined in time can be asked for again', async () => {
  await chain.rpc('evm_setAutomine', [false])
  await expect(ask('k', 5n, { limitMs: 50 })).rejects.toMatchObject({ code: 'TX_NOT_CONFIRMED' })
  await chain.mine()
  expect((await ask('k', 5n)).status).toBe('success')
  expect(await used()).toBe(1)
})

test('rows of a local chain that is no more are forgotten', async () => {
  const snapshot = await chain.rpc('evm_snapshot')
  await ask('l', 5n)
  await chain.rpc('evm_revert', [snapshot])
  await ask('l', 7n)
  expect([await used(), await approved()]).toEqual([1, 7n])
})
