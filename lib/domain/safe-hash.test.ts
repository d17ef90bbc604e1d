import { type Abi, createPublicClient, createWalletClient, type Hex, http, parseAbi, zeroAddress } from 'viem'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoSigner } from '../../contracts/deploy/demo-accounts'
import { deploySafe, deploySafeSystem, SafeProvider, type Sender } from '../../e2e/fixtures/safe'
import { type Anvil, startAnvil } from '../../scripts/platform/anvil'
import {
  batchSafeTx,
  MULTI_SENDS,
  multiSendFor,
  nonceConflicts,
  nonceOfProposal,
  packCalls,
  plainSafeTx,
  type SafeCall,
  type SafeTx,
  safeHashes,
} from './safe-hash'

const abi: Abi = parseAbi([
  'function getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256) view returns (bytes32)',
  'function domainSeparator() view returns (bytes32)',
  'function nonce() view returns (uint256)',
])
const owners = [demoSigner(0), demoSigner(1), demoSigner(2)] as const
const [first, second] = owners
const A: SafeCall = { to: '0x1000000000000000000000000000000000000001', value: 0n, data: '0x595c6a67' }
const B: SafeCall = { to: '0x2000000000000000000000000000000000000002', value: 0n, data: '0xdeadbeef00' }

let anvil: Anvil
let safe: Hex
let system: Awaited<ReturnType<typeof deploySafeSystem>>
let reader: ReturnType<typeof createPublicClient>
let sender: Sender
let read: (functionName: string, args?: readonly unknown[]) => Promise<unknown>

beforeAll(async () => {
  anvil = await startAnvil({ accounts: 5 })
  reader = createPublicClient({ chain: foundry, transport: http(anvil.url), pollingInterval: 50 }) as never
  sender = createWalletClient({ account: first, chain: foundry, transport: http(anvil.url) })
  system = await deploySafeSystem(sender, reader as never)
  safe = await deploySafe(
    sender,
    reader as never,
    system,
    owners.map(({ address }) => address),
    2n,
  )
  read = (functionName, args = []) => reader.readContract({ address: safe, abi, functionName, args })
})
afterAll(() => anvil?.stop('SIGKILL'))

const domain = () => ({ chainId: 31_337, safe })
const asked = (tx: SafeTx) =>
  read('getTransactionHash', [
    ...[tx.to, tx.value, tx.data, tx.operation, tx.safeTxGas, tx.baseGas, tx.gasPrice],
    ...[tx.gasToken, tx.refundReceiver, tx.nonce],
  ])

describe('the hashes are those of the Safe itself', () => {
  test.each<[string, () => SafeTx]>([
    ['one call', () => batchSafeTx([A], system.multiSend, 0n)],
    ['a batch, by delegate call', () => batchSafeTx([A, B], system.multiSend, 7n)],
    ['a call without data, with ETH', () => plainSafeTx({ ...A, value: 5n, data: '0x' }, 0, 1n)],
    [
      'every field set',
      () => ({
        ...plainSafeTx(B, 1, 2n ** 255n),
        safeTxGas: 1n,
        baseGas: 2n,
        gasPrice: 3n,
        gasToken: A.to,
        refundReceiver: B.to,
      }),
    ],
  ])('%s', async (_, make) => {
    const tx = make()
    expect(safeHashes(domain(), tx).safeTxHash).toBe(await asked(tx))
  })

  test('the domain hash', async () => {
    expect(safeHashes(domain(), plainSafeTx(A, 0, 0n)).domain).toBe(await read('domainSeparator'))
  })

  test('another chain, Safe or nonce is another hash', () => {
    const tx = plainSafeTx(A, 0, 0n)
    const all = [
      safeHashes(domain(), tx),
      safeHashes({ ...domain(), chainId: 8_453 }, tx),
      safeHashes({ ...domain(), safe: zeroAddress }, tx),
      safeHashes(domain(), { ...tx, nonce: 1n }),
    ].map(({ safeTxHash }) => safeTxHash)
    expect(new Set(all).size).toBe(4)
  })
})

test('the calls of a batch, packed by hand', () => {
  expect(packCalls([A, { ...B, value: 2n }])).toBe(
    `0x00${'1000000000000000000000000000000000000001'}${'0'.repeat(64)}${'4'.padStart(64, '0')}595c6a67` +
      `00${'2000000000000000000000000000000000000002'}${'2'.padStart(64, '0')}${'5'.padStart(64, '0')}deadbeef00`,
  )
})

test('a batch that was hashed here is executed by the Safe as two calls', async () => {
  const provider = new SafeProvider({ safe, system, reader: reader as never, chainId: 31_337, threshold: 2 })
  const calls = [A, B].map(({ to, data }) => ({ to, data }))
  const { id } = (await provider.request({ method: 'wallet_sendCalls', params: [{ calls }] })) as { id: Hex }
  expect(safeHashes(domain(), batchSafeTx([A, B], system.multiSend, 0n)).safeTxHash).toBe(id)
  await provider.sign(id, first)
  await provider.sign(id, second)
  const { status } = await reader.waitForTransactionReceipt({ hash: await provider.execute(id, sender) })
  expect(status).toBe('success')
  expect(await read('nonce')).toBe(1n)
})

test.each([
  ['1.5.0', MULTI_SENDS['1.5.0']],
  ['1.3.0+L2', MULTI_SENDS['1.3.0']],
  ['1.4.1', MULTI_SENDS['1.4.1']],
  ['9.9.9', MULTI_SENDS['1.4.1']],
])('a Safe %s batches by the MultiSend of its version', (version, address) => {
  expect(multiSendFor(version)).toBe(address)
})

describe('which nonce a proposal holds', () => {
  const search = { first: 3n, most: 5, multiSends: [zeroAddress, A.to] }
  const at = { chainId: 31_337, safe: B.to }
  test.each<[string, SafeCall[], bigint]>([
    ['the next one', [A], 3n],
    ['the last that is looked for', [A], 7n],
    ['of a batch, by the second MultiSend', [A, B], 4n],
  ])('%s', (_, calls, nonce) => {
    const hash = safeHashes(at, batchSafeTx(calls, A.to, nonce)).safeTxHash
    expect(nonceOfProposal(at, calls, hash, search)).toBe(nonce)
  })

  test('none, when it is further away or of another call', () => {
    const hash = safeHashes(at, batchSafeTx([A], A.to, 8n)).safeTxHash
    expect(nonceOfProposal(at, [A], hash, search)).toBeNull()
    expect(nonceOfProposal(at, [B], safeHashes(at, batchSafeTx([A], A.to, 3n)).safeTxHash, search)).toBeNull()
  })
})

test('proposals of one nonce exclude each other, those of others do not', () => {
  const [a, b, c, d] = [4n, 3n, 4n, 9n].map((nonce, i) => ({ nonce, name: i }))
  expect(nonceConflicts([a, b, c, d].flatMap((one) => one ?? []))).toEqual([{ nonce: 4n, rivals: [a, c] }])
  expect(nonceConflicts([])).toEqual([])
})
