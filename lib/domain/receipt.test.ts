import { encodeAbiParameters, keccak256, pad, toHex } from 'viem'
import { expect, test } from 'vitest'
import { type ReceiptFacts, receiptLeaf, requestHash, serviceId } from './receipt'

const FACTS: ReceiptFacts = {
  chainId: 31_337,
  gateway: 'eu-1',
  requestId: 'r-1',
  account: '0x00000000000000000000000000000000000000a1',
  provider: '0x00000000000000000000000000000000000000b2',
  service: 'tide-pool',
  inputUnits: 1_000n,
  outputUnits: 234n,
  covered: 0n,
  chargeNano: 2_622_250n,
  startedAt: 1_790_000_000n,
}

test('a leaf is the double hash of the abi-encoded facts', () => {
  const word = (value: bigint | string) => (typeof value === 'bigint' ? pad(toHex(value)) : pad(value as `0x${string}`))
  const words = [
    word(31_337n),
    keccak256(toHex('eu-1/r-1')),
    word(FACTS.account),
    word(FACTS.provider),
    toHex('tide-pool', { size: 32 }),
    word(1_000n),
    word(234n),
    word(0n),
    word(2_622_250n),
    word(1_790_000_000n),
  ]
  const inner = `0x${words.map((one) => one.slice(2)).join('')}` as const
  expect(receiptLeaf(FACTS)).toBe(keccak256(keccak256(inner)))
})

test.each(Object.keys(FACTS) as (keyof ReceiptFacts)[])('another %s is another leaf', (field) => {
  const changes: Partial<Record<keyof ReceiptFacts, unknown>> = {
    gateway: 'eu-2',
    requestId: 'r-2',
    service: 'speech',
    account: FACTS.provider,
    provider: FACTS.account,
    chainId: 1,
  }
  const value = changes[field] ?? (FACTS[field] as bigint) + 1n
  expect(receiptLeaf({ ...FACTS, [field]: value })).not.toBe(receiptLeaf(FACTS))
})

test('a credit note is below zero, and its leaf says so', () => {
  const note = { ...FACTS, chargeNano: -2_622_250n }
  const types = [{ type: 'int256' }] as const
  expect(encodeAbiParameters(types, [note.chargeNano])).toMatch(/^0xff/)
  expect(receiptLeaf(note)).not.toBe(receiptLeaf(FACTS))
})

test('a request id is bound to its gateway, a service to its name', () => {
  expect(requestHash('eu-1', 'r-1')).not.toBe(requestHash('eu-2', 'r-1'))
  expect(serviceId('speech')).toBe(`0x${Buffer.from('speech').toString('hex').padEnd(64, '0')}`)
})
