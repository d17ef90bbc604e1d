import { expect, test } from 'vitest'
import { buildTree, proofOf } from '../../lib/domain/merkle'
import { claimableOf, readSaved } from './rewards-file'

const ME = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const REWARDS = '0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9'
const CONTEXT = { chainId: 31_337, rewards: REWARDS, category: 'provider' } as const
const TREE = buildTree(CONTEXT, [
  { account: ME, cumulative: 500n },
  { account: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC', cumulative: 7n },
])
const proof = proofOf(TREE, ME) ?? []
const file = (cumulative: unknown = '500', category = 'provider') =>
  JSON.stringify({
    account: ME,
    rewards: [
      { category, entitlement: { cumulative, proof } },
      { category: 'loyalty', entitlement: null },
    ],
  })
const at = { chainId: 31_337, rewards: REWARDS, root: TREE.root, claimed: 120n } as const

test('a saved answer is read, categories without anything left out', () => {
  expect(readSaved(file())).toEqual([{ category: 'provider', account: ME, cumulative: 500n, proof }])
})

test.each([
  ['no JSON', 'hello'],
  ['no address', JSON.stringify({ account: '0x12', rewards: [] })],
  ['no list', JSON.stringify({ account: ME })],
])('%s is no file of rewards', (_, text) => {
  expect(readSaved(text)).toBeNull()
})

test.each([
  ['a number, which JSON rounds', file(500)],
  ['below zero', file('-1')],
  ['an unknown category', file('500', 'gifts')],
])('%s is left out', (_, text) => {
  expect(readSaved(text)).toEqual([])
})

test('what is in the root and not claimed can be claimed', () => {
  const [saved] = readSaved(file()) ?? []
  if (!saved) throw new Error('nothing saved')
  expect(claimableOf(saved, at)).toMatchObject({ isProven: true, claimable: 380n })
  expect(claimableOf(saved, { ...at, claimed: 500n })).toMatchObject({ isProven: true, claimable: 0n })
})

test('more than the root holds is not proven', () => {
  const [saved] = readSaved(file('501')) ?? []
  if (!saved) throw new Error('nothing saved')
  expect(claimableOf(saved, at)).toMatchObject({ isProven: false, claimable: 0n })
  expect(claimableOf({ ...saved, cumulative: 500n }, { ...at, chainId: 1 })).toMatchObject({ isProven: false })
})
