import { StandardMerkleTree } from '@openzeppelin/merkle-tree'
import { type Address, type Hex, hexToBigInt, numberToHex, toFunctionSelector } from 'viem'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { CATEGORIES, type Category } from '../../lib/domain/buckets'
import { buildTree, type Entry, type LeafContext, leafOf, proofOf, type RewardTree } from '../../lib/domain/merkle'
import { chunksOf, type Draw, drawOf, max, REPEAT, times, VECTORS } from './draw'
import { type Harness, PATIENCE, startHarness } from './harness'

vi.setConfig(PATIENCE)

const CHAIN_ID = 31_337
const LEAF = ['uint256', 'address', 'uint8', 'address', 'uint256']
const INVALID_PROOF = toFunctionSelector('InvalidProof()')
const PAID: Hex = '0x00000000'

let harness: Harness
let rewards: Address
beforeAll(async () => {
  harness = await startHarness()
  rewards = await harness.ask('REWARDS', [])
})
afterAll(() => harness?.stop())

test('leaf: of any chain, contract, category, account and amount', async () => {
  const draw = drawOf('leaf')
  for (const entries of chunksOf(
    times(VECTORS, () => entryOf(draw, max(256))),
    500,
  )) {
    const chainId = draw.number(1, Number.MAX_SAFE_INTEGER)
    const context: LeafContext = { chainId, rewards: addressOf(draw), category: draw.pick(CATEGORIES) }
    const { accounts, amounts } = columns(entries)
    const place = CATEGORIES.indexOf(context.category)
    const answers = await harness.ask('leaves', [BigInt(chainId), context.rewards, place, accounts, amounts])
    expect(
      entries.map((entry) => leafOf(context, entry)),
      REPEAT,
    ).toEqual(answers)
  }
})

test('root: as OpenZeppelin’s tool, for any amounts', () => {
  const draw = drawOf('root')
  for (const { context, tree } of forestOf(draw, max(256))) {
    const place = CATEGORIES.indexOf(context.category)
    const values = tree.entries.map(({ account, cumulative }) => [CHAIN_ID, rewards, place, account, cumulative])
    expect(tree.root, REPEAT).toBe(StandardMerkleTree.of(values, LEAF).root)
  }
})

test('proof: OpenZeppelin’s MerkleProof accepts every right one and refuses every wrong one', async () => {
  const draw = drawOf('proof')
  const vectors = forestOf(draw, max(256)).flatMap(({ context, tree }) =>
    tree.entries.map((entry) => {
      const isRight = draw.chance(70)
      const leaf = leafOf(context, entry)
      const proof = proofIn(tree, entry.account)
      return { root: tree.root, isRight, ...(isRight ? { leaf, proof } : broken(draw, leaf, proof)) }
    }),
  )
  for (const chunk of chunksOf(vectors, 200)) {
    const answers = await harness.ask('verify', [
      chunk.map(({ root }) => root),
      chunk.map(({ leaf }) => leaf),
      chunk.map(({ proof }) => proof),
    ])
    expect(answers, REPEAT).toEqual(chunk.map(({ isRight }) => isRight))
  }
})

test('claim: a real Rewards pays every entry of our trees, and nothing else', async () => {
  const draw = drawOf('claim')
  // A category's total has 104 bits, of which the trees of one call share.
  for (const forest of chunksOf(forestOf(draw, max(92)), 10)) {
    const claims = forest.map(({ context, tree }) =>
      tree.entries.map(({ account, cumulative }) => {
        const isRight = draw.chance(80)
        const amount = isRight ? cumulative : cumulative + draw.roll(1n, max(92))
        return { account, amount, proof: proofIn(tree, account), category: context.category, isRight }
      }),
    )
    const answers = await harness.ask('claims', [
      forest.map(({ context, tree }, i) => ({
        category: CATEGORIES.indexOf(context.category),
        root: tree.root,
        sum: tree.total,
        accounts: claims[i]?.map(({ account }) => account),
        amounts: claims[i]?.map(({ amount }) => amount),
        proofs: claims[i]?.map(({ proof }) => proof),
      })),
    ])
    expect(answers, REPEAT).toEqual(
      claims.map((entries) => entries.map(({ isRight }) => (isRight ? PAID : INVALID_PROOF))),
    )
  }
})

type Planted = { context: LeafContext; tree: RewardTree }

/** Trees of 1 to 64 entries, as many entries together as vectors are asked for. */
function forestOf(draw: Draw, most: bigint): Planted[] {
  const forest: Planted[] = []
  for (let left = VECTORS; left > 0; ) {
    const category: Category = draw.pick(CATEGORIES)
    const context = { chainId: CHAIN_ID, rewards, category }
    const tree = buildTree(
      context,
      times(draw.number(1, 64), () => entryOf(draw, most)),
    )
    forest.push({ context, tree })
    left -= tree.entries.length
  }
  return forest
}

const addressOf = (draw: Draw): Address => numberToHex(draw.bits(160), { size: 20 })

const entryOf = (draw: Draw, most: bigint): Entry => ({ account: addressOf(draw), cumulative: draw.roll(1n, most) })

const columns = (entries: readonly Entry[]) => ({
  accounts: entries.map(({ account }) => account),
  amounts: entries.map(({ cumulative }) => cumulative),
})

function proofIn(tree: RewardTree, account: Address): Hex[] {
  const proof = proofOf(tree, account)
  if (!proof) throw new RangeError(`${account} is not in the tree`)
  return proof
}

/** Another leaf, a bit of a step turned, a step too few or too many. */
function broken(draw: Draw, leaf: Hex, proof: Hex[]): { leaf: Hex; proof: Hex[] } {
  const turned = (word: Hex) => numberToHex(hexToBigInt(word) ^ (1n << BigInt(draw.number(0, 255))), { size: 32 })
  const what = proof.length === 0 ? draw.pick(['leaf', 'more']) : draw.pick(['leaf', 'more', 'less', 'step'])
  if (what === 'leaf') return { leaf: turned(leaf), proof }
  if (what === 'more') return { leaf, proof: [...proof, leaf] }
  if (what === 'less') return { leaf, proof: proof.slice(0, -1) }
  const place = draw.number(0, proof.length - 1)
  return { leaf, proof: proof.map((step, i) => (i === place ? turned(step) : step)) }
}
