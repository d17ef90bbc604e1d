import { describe, expect, test } from 'vitest'
import { MOST_CALLS } from './safe-batch'
import { type CartItem, cartFault, cartText, movedUp, readCart } from './safe-cart'

const VAULT = '0x1000000000000000000000000000000000000001'
const item = (data: `0x${string}`): CartItem => ({ title: `Call ${data}`, reason: 'for a test', to: VAULT, data })
const [a, b, c] = [item('0x01'), item('0x02'), item('0x03')] as const

test('what was written is read back', () => {
  expect(readCart(cartText([a, b]))).toEqual([a, b])
  expect(readCart(cartText([]))).toEqual([])
})

test.each([
  ['no JSON', 'x'],
  ['another file', '{"entries":[]}'],
  ['another version', cartText([a]).replace('"version":1', '"version":2')],
  ['an item without a title', cartText([{ ...a, title: 7 as never }])],
  ['an item without a reason', cartText([{ ...a, reason: undefined as never }])],
  ['an address that is none', cartText([{ ...a, to: '0x12' }])],
  ['half a byte', cartText([{ ...a, data: '0x012' }])],
  ['more than a batch holds', cartText(Array.from({ length: MOST_CALLS + 1 }, () => a))],
])('%s is no batch, as a whole', (_, text) => {
  expect(readCart(text)).toBeNull()
})

describe('a change is not added', () => {
  test('twice, whatever the case of its address', () => {
    expect(cartFault([a], { to: VAULT.toUpperCase().replace('0X', '0x') as never, data: '0x01' })).toBe('twice')
    expect(cartFault([a], b)).toBeNull()
  })
  test('to a batch that is full', () => {
    const full = Array.from({ length: MOST_CALLS }, (_, i) => item(`0x${i.toString(16).padStart(4, '0')}`))
    expect(cartFault(full, a)).toBe('full')
  })
})

test('a call moves one place up, the first and those that are not there stay', () => {
  expect(movedUp([a, b, c], 2)).toEqual([a, c, b])
  expect(movedUp([a, b, c], 1)).toEqual([b, a, c])
  expect(movedUp([a, b, c], 0)).toEqual([a, b, c])
  expect(movedUp([a, b, c], 3)).toEqual([a, b, c])
})
