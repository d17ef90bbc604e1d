import { encodeAbiParameters, encodeEventTopics, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import { decodeCall, decodeEvent, operationId, operationState } from './operation'

const VAULT = '0x1000000000000000000000000000000000000001'
const TREASURY = '0x2000000000000000000000000000000000000002'
const vaultAbi = parseAbi([
  'struct Split { uint16 burn; uint16 protocol; uint16 operations; uint16 provider; }',
  'function setSplit(Split newSplit)',
  'function pauseAll()',
])
const treasuryAbi = parseAbi([
  'struct Rate { bytes32 service; uint64 price; }',
  'function withdraw(uint8 bucket, address to, uint256 amount, bytes32 ref)',
  'function setRates(Rate[] newRates)',
  'function anchor(string uri)',
])
const targets = [
  { name: 'Vault', address: VAULT, abi: vaultAbi },
  { name: 'Treasury', address: TREASURY, abi: treasuryAbi },
] as const

test('the id of an operation is the one cast computes', () => {
  // cast keccak $(cast abi-encode 'f(address,address,bytes)' CALLER TARGET 0x595c6a67)
  expect(operationId('0x000000000000000000000000000000000000a11c', VAULT, '0x595c6a67')).toBe(
    '0x030c4086c3a0dd05a59fece6b39a11859de44c30b6bd963f7824458890a764db',
  )
})

describe('operationState', () => {
  const DAY = 86_400n
  test.each([
    ['before it is ready', 999n, null, 'waiting'],
    ['at its time', 1_000n, null, 'ready'],
    ['in its last second', 1_000n + 7n * DAY - 1n, null, 'ready'],
    ['seven days later', 1_000n + 7n * DAY, null, 'expired'],
    ['executed', 2_000n, 'executed', 'executed'],
    ['cancelled before it was ready', 1n, 'cancelled', 'cancelled'],
  ] as const)('%s', (_, now, endedAs, state) => {
    expect(operationState({ readyAt: 1_000n, endedAs }, now)).toBe(state)
  })
})

describe('decodeCall', () => {
  test('writes a struct with its fields', () => {
    const data = encodeFunctionData({
      abi: vaultAbi,
      functionName: 'setSplit',
      args: [{ burn: 400, protocol: 2000, operations: 1500, provider: 6100 }],
    })
    expect(decodeCall(VAULT, data, targets)).toEqual({
      contract: 'Vault',
      functionName: 'setSplit',
      signature: 'setSplit((uint16,uint16,uint16,uint16))',
      args: [
        { name: 'newSplit', type: 'tuple', value: { burn: 400, protocol: 2000, operations: 1500, provider: 6100 } },
      ],
      text: 'Vault.setSplit(newSplit: (burn: 400, protocol: 2000, operations: 1500, provider: 6100))',
    })
  })

  test('finds the target whatever the case of its address', () => {
    const data = encodeFunctionData({
      abi: treasuryAbi,
      functionName: 'withdraw',
      args: [2, VAULT, 50n, `0x${'ab'.repeat(32)}`],
    })
    expect(decodeCall(`0x${TREASURY.slice(2).toUpperCase()}`, data, targets)?.text).toBe(
      `Treasury.withdraw(bucket: 2, to: ${VAULT}, amount: 50, ref: 0x${'ab'.repeat(32)})`,
    )
  })

  test('writes lists and texts', () => {
    const rates = encodeFunctionData({
      abi: treasuryAbi,
      functionName: 'setRates',
      args: [
        [
          { service: `0x${'01'.repeat(32)}`, price: 5n },
          { service: `0x${'02'.repeat(32)}`, price: 6n },
        ],
      ],
    })
    expect(decodeCall(TREASURY, rates, targets)?.text).toBe(
      `Treasury.setRates(newRates: [(service: 0x${'01'.repeat(32)}, price: 5), (service: 0x${'02'.repeat(32)}, price: 6)])`,
    )
    const anchor = encodeFunctionData({ abi: treasuryAbi, functionName: 'anchor', args: ['ipfs://x", y'] })
    expect(decodeCall(TREASURY, anchor, targets)?.text).toBe('Treasury.anchor(uri: "ipfs://x\\", y")')
  })

  test('reads a call without arguments', () => {
    expect(decodeCall(VAULT, '0x595c6a67', targets)).toMatchObject({ text: 'Vault.pauseAll()', args: [] })
  })

  test.each([
    ['an unknown target', '0x3000000000000000000000000000000000000003', '0x595c6a67'],
    ['an unknown function', VAULT, '0xdeadbeef'],
    ['no calldata', VAULT, '0x'],
    ['calldata that ends too early', TREASURY, '0x2e1a7d4d00'],
  ] as const)('says nothing of %s', (_, target, data) => {
    expect(decodeCall(target, data, targets)).toBeNull()
  })
})

describe('decodeEvent', () => {
  const abi = parseAbi([
    'struct Split { uint16 burn; uint16 provider; }',
    'event SplitSet(uint32 indexed id, Split split)',
    'event Paused()',
  ])
  const known = [{ name: 'Vault', address: VAULT, abi }] as const
  const topics = encodeEventTopics({ abi, eventName: 'SplitSet', args: { id: 7 } }) as Hex[]
  const data = encodeAbiParameters([{ type: 'uint16' }, { type: 'uint16' }], [400, 6_100])

  test('writes indexed and other fields by name, in the order of the contract', () => {
    expect(decodeEvent({ address: VAULT, topics, data }, known)).toEqual({
      ...{ contract: 'Vault', name: 'SplitSet', args: { id: 7, split: { burn: 400, provider: 6_100 } } },
      text: 'Vault.SplitSet(id: 7, split: (burn: 400, provider: 6100))',
    })
  })

  test('reads an event without fields', () => {
    const paused = encodeEventTopics({ abi, eventName: 'Paused' }) as Hex[]
    expect(decodeEvent({ address: VAULT, topics: paused, data: '0x' }, known)?.text).toBe('Vault.Paused()')
  })

  test.each<[string, Parameters<typeof decodeEvent>[0]]>([
    ['another contract', { address: TREASURY, topics, data }],
    ['an unknown topic', { address: VAULT, topics: [`0x${'ab'.repeat(32)}`], data }],
    ['no topic', { address: VAULT, topics: [], data }],
    ['data that ends too early', { address: VAULT, topics, data: '0x00' }],
  ])('says nothing of %s', (_, log) => {
    expect(decodeEvent(log, known)).toBeNull()
  })
})
