import { StandardMerkleTree } from '@openzeppelin/merkle-tree'
import fc from 'fast-check'
import { type Address, concatHex, encodeAbiParameters, type Hex, keccak256, pad, toHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { buildTree, type Entry, type LeafContext, leafOf, proofOf, verify } from './merkle'

const REWARDS = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
const context: LeafContext = { chainId: 31_337, rewards: REWARDS, category: 'provider' }
const A = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const B = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const C = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'

const account = (n: number): Address => pad(toHex(n + 1), { size: 20 })
const entriesOf = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => ({ account: account(i * 7_919), cumulative: BigInt(i + 1) * 10n ** 18n }))

/** OpenZeppelin's own tool, with the values of the contract's leaf. */
function openzeppelin(of: LeafContext, entries: readonly Entry[]) {
  const values = entries.map((entry) => [of.chainId, of.rewards, 0, entry.account, entry.cumulative])
  return StandardMerkleTree.of(values, ['uint256', 'address', 'uint8', 'address', 'uint256'])
}

describe('leafOf', () => {
  test('hashes twice', () => {
    const encoded = encodeAbiParameters(
      [{ type: 'uint256' }, { type: 'address' }, { type: 'uint8' }, { type: 'address' }, { type: 'uint256' }],
      [31_337n, REWARDS, 2, A, 5n],
    )
    expect(leafOf({ ...context, category: 'loyalty' }, { account: A, cumulative: 5n })).toBe(
      keccak256(keccak256(encoded)),
    )
  })

  test('is bound to chain, contract, category, account and amount', () => {
    const entry = { account: A, cumulative: 5n } as const
    const leaves = [
      leafOf(context, entry),
      leafOf({ ...context, chainId: 1 }, entry),
      leafOf({ ...context, rewards: A }, entry),
      leafOf({ ...context, category: 'referral' }, entry),
      leafOf(context, { ...entry, account: B }),
      leafOf(context, { ...entry, cumulative: 6n }),
    ]
    expect(new Set(leaves).size).toBe(6)
  })

  test('does not depend on the case of an address', () => {
    const lower = A.toLowerCase() as Address
    expect(leafOf(context, { account: lower, cumulative: 5n })).toBe(leafOf(context, { account: A, cumulative: 5n }))
  })
})

describe('buildTree', () => {
  test('a tree of one has its leaf as root and an empty proof', () => {
    const tree = buildTree(context, [{ account: A, cumulative: 5n }])
    expect(tree.root).toBe(leafOf(context, { account: A, cumulative: 5n }))
    expect(proofOf(tree, A)).toEqual([])
    expect(verify(context, tree.root, { account: A, cumulative: 5n }, [])).toBe(true)
  })

  test('sums the entries', () => {
    expect(buildTree(context, entriesOf(3)).total).toBe(6_000_000_000_000_000_000n)
  })

  test('refuses no entries and two for one account', () => {
    expect(() => buildTree(context, [])).toThrow('a root needs at least one entry')
    const twice = [
      { account: A, cumulative: 1n },
      { account: A.toLowerCase() as Address, cumulative: 2n },
    ] as const
    expect(() => buildTree(context, twice)).toThrow(`two entries for ${A.toLowerCase()}`)
  })

  test('refuses one entry given twice', () => {
    const entry = { account: A, cumulative: 1n } as const
    expect(() => buildTree(context, [entry, { ...entry }])).toThrow(RangeError)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 17, 100])(
    'has the root and the proofs of OpenZeppelin for %i entries',
    (count) => {
      const entries = entriesOf(count)
      const ours = buildTree(context, entries)
      const theirs = openzeppelin(context, entries)
      expect(ours.root).toBe(theirs.root)
      for (const [i, entry] of entries.entries()) {
        expect(proofOf(ours, entry.account)).toEqual(theirs.getProof(i))
      }
    },
  )

  test('does not depend on the order of the entries', () => {
    const entries = entriesOf(11)
    expect(buildTree(context, [...entries].reverse()).root).toBe(buildTree(context, entries).root)
  })
})

describe('verify', () => {
  const entries = [
    { account: A, cumulative: 5n },
    { account: B, cumulative: 7n },
    { account: C, cumulative: 9n },
  ] as const
  const tree = buildTree(context, entries)
  const proof = proofOf(tree, A) ?? []

  test('accepts the entry with its proof', () => {
    expect(verify(context, tree.root, entries[0], proof)).toBe(true)
  })

  test.each([
    ['another amount', context, { account: A, cumulative: 6n }, proof],
    ['another account', context, { account: B, cumulative: 5n }, proof],
    ['another chain', { ...context, chainId: 1 }, entries[0], proof],
    ['another category', { ...context, category: 'loyalty' }, entries[0], proof],
    ['a proof cut short', context, entries[0], proof.slice(0, -1)],
    ['a proof of somebody else', context, entries[0], proofOf(tree, B) ?? []],
  ] as [string, LeafContext, Entry, Hex[]][])('refuses %s', (_, of, entry, given) => {
    expect(verify(of, tree.root, entry, given)).toBe(false)
  })

  test('knows no proof for who is not in the tree', () => {
    expect(proofOf(tree, REWARDS)).toBeNull()
  })

  test('an inner node, 64 bytes of two hashes, is not the hash of any entry', () => {
    const [, left, right] = tree.tree.nodes
    const inner = keccak256(concatHex([left ?? '0x', right ?? '0x'].sort() as Hex[]))
    expect(inner).toBe(tree.root)
    expect(entries.map((entry) => leafOf(context, entry))).not.toContain(inner)
  })

  test('every entry of any tree is provable, with no other amount', () => {
    const trees = fc.uniqueArray(fc.nat(10_000), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(trees, fc.nat(39), (ids, pick) => {
        const all = ids.map((id) => ({ account: account(id), cumulative: BigInt(id) }))
        const entry = all[pick % all.length]
        if (!entry) throw new Error('a tree has entries')
        const built = buildTree(context, all)
        const path = proofOf(built, entry.account) ?? []
        expect(verify(context, built.root, entry, path)).toBe(true)
        expect(verify(context, built.root, { ...entry, cumulative: entry.cumulative + 1n }, path)).toBe(false)
      }),
    )
  })
})
