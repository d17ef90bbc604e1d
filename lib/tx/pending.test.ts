import { expect, test } from 'vitest'
import { MemoryStorage } from '../../e2e/fixtures/tx-chain'
import { type PendingTx, pendingKey, pendingStore } from './pending'

const ALICE = '0x71bE63f3384f5fb98995898A86B02Fb2426c5788'
const BOB = '0xFABB0ac9d68B0B445fB7357272Ff202C5651694a'
const HASH = `0x${'ab'.repeat(32)}` as const

const sent = (id: string): PendingTx => ({
  ...{ state: 'sent', id, key: 'deposit', title: 'Load credits', request: 'transaction', isLast: true, hash: HASH },
  ...{ account: ALICE, chainId: 31_337, to: BOB, data: '0x1234', nonce: 7, fromBlock: '12', blockTime: '1798761600' },
})

test('what is put is listed, whoever asks for the same account and chain', () => {
  const storage = new MemoryStorage()
  pendingStore(storage, 31_337, ALICE).put(sent('a'))
  expect(pendingStore(storage, 31_337, ALICE.toLowerCase() as `0x${string}`).list()).toEqual([sent('a')])
})

test('another account and another chain see nothing of it', () => {
  const storage = new MemoryStorage()
  pendingStore(storage, 31_337, ALICE).put(sent('a'))
  expect(pendingStore(storage, 31_337, BOB).list()).toEqual([])
  expect(pendingStore(storage, 8453, ALICE).list()).toEqual([])
})

test('the same id replaces, and the last removal leaves no trace', () => {
  const storage = new MemoryStorage()
  const store = pendingStore(storage, 31_337, ALICE)
  store.put(sent('a'))
  store.put({ ...sent('a'), nonce: 8 })
  store.put(sent('b'))
  expect(store.list().map(({ id, nonce }) => [id, nonce])).toEqual([
    ['a', 8],
    ['b', 7],
  ])
  store.remove('a')
  store.remove('b')
  expect(storage.getItem(pendingKey(31_337, ALICE))).toBeNull()
})

test.each([
  ['text that is not JSON', '{', 0],
  ['something that is not a list', '{"state":"sent"}', 0],
  ['an entry of another form beside a good one', JSON.stringify([{ state: 'sent', id: 'x' }, sent('a')]), 1],
  ['a hash that is none', JSON.stringify([{ ...sent('a'), hash: '0x12' }]), 0],
  ['an unknown state', JSON.stringify([{ ...sent('a'), state: 'gone' }]), 0],
])('%s is dropped without a failure', (_, text, count) => {
  const storage = new MemoryStorage()
  storage.setItem(pendingKey(31_337, ALICE), text)
  expect(pendingStore(storage, 31_337, ALICE).list()).toHaveLength(count)
})
