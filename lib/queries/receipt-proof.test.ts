import type { Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTxChain, type TxChain } from '../../e2e/fixtures/tx-chain'
import { getContract } from '../chain/contract'
import { hashTree, proofOfLeaf, rootOf } from '../domain/hash-tree'
import { type ReceiptFacts, receiptLeaf } from '../domain/receipt'
import { checkReceipt } from './receipt-proof'

const METER = 4
const GUARDIAN = 3
let chain: TxChain
let txHash: Hex

const factsOf = (requestId: string): ReceiptFacts => ({
  chainId: 31_337,
  gateway: 'gw',
  requestId,
  account: '0x00000000000000000000000000000000000000a1',
  provider: '0x00000000000000000000000000000000000000b1',
  service: 'tide-pool',
  inputUnits: 1_000n,
  outputUnits: 500n,
  covered: 0n,
  chargeNano: 4_000n,
  startedAt: 1_790_000_000n,
})
const LEAVES = ['a', 'b', 'c'].map((id) => receiptLeaf(factsOf(id)))
const TREE = hashTree(LEAVES)
const statedOf = (index: number) => {
  const leaf = LEAVES[index] ?? '0x'
  return { leaf, proof: proofOfLeaf(TREE, leaf) ?? [], txHash }
}

async function settle(root: Hex): Promise<Hex> {
  const meter = await chain.newcomer(METER, 0n)
  const user = (await chain.newcomer(GUARDIAN, 0n)).address
  const vault = getContract(chain.deployment, 'Vault')
  const hash = await chain.senderOf(meter).writeContract({
    ...vault,
    functionName: 'settle',
    args: [[{ user, cumulativeUsd: 0n }], root],
  })
  await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  return hash
}

beforeAll(async () => {
  chain = await startTxChain()
  txHash = await settle(rootOf(TREE))
})
afterAll(() => chain?.stop())

test('every receipt of the batch climbs to the root in the event of the Vault', async () => {
  for (const [index, id] of ['a', 'b', 'c'].entries()) {
    const check = await checkReceipt(chain, factsOf(id), statedOf(index))
    expect(check).toMatchObject({ ok: true, root: rootOf(TREE) })
  }
})

test('a changed charge does not hash to the leaf', async () => {
  const check = await checkReceipt(chain, { ...factsOf('a'), chargeNano: 4_001n }, statedOf(0))
  expect(check).toMatchObject({ ok: false, reason: 'leaf' })
})

test('a changed charge with a leaf made to fit climbs to a root that is not on chain', async () => {
  const facts = { ...factsOf('a'), chargeNano: 4_001n }
  const check = await checkReceipt(chain, facts, { ...statedOf(0), leaf: receiptLeaf(facts) })
  expect(check).toMatchObject({ ok: false, reason: 'root' })
})

test('the root in another settlement does not prove it', async () => {
  const other = await settle(`0x${'7'.repeat(64)}`)
  expect(await checkReceipt(chain, factsOf('a'), { ...statedOf(0), txHash: other })).toMatchObject({ reason: 'root' })
})

test('a settlement the chain does not have says so', async () => {
  const gone: Hex = `0x${'9'.repeat(64)}`
  expect(await checkReceipt(chain, factsOf('a'), { ...statedOf(0), txHash: gone })).toMatchObject({ reason: 'gone' })
})
