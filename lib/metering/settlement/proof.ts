import type { Hex } from 'viem'
import type { Db } from '../../db/connect'
import { partitionsOf } from '../../db/partitions'
import { findBatchOf, findReceipt, listReceipts, type ReceiptRow, type Settlement } from '../../db/settlement-rows'
import { type HashTree, proofOfLeaf } from '../../domain/hash-tree'
import { type ReceiptFacts, receiptLeaf } from '../../domain/receipt'
import { factsOf, receiptsTree } from './tree'

export type ReceiptProof = {
  facts: ReceiptFacts
  leaf: Hex
  /** Null while the receipt waits for its batch. */
  batch: { id: number; root: Hex; txHash: Hex | null; block: bigint | null; proof: Hex[] } | null
}

/** Trees of batches that were asked for last: a batch has up to 50,000 receipts, its tree 100,000 hashes. */
const KEPT = 4
const trees = new Map<string, HashTree | null>()

async function treeOf(db: Db, { chainId, id, afterSeq, uptoSeq, root }: Settlement): Promise<HashTree | null> {
  const key = `${chainId} ${id} ${root}`
  const kept = trees.get(key)
  if (kept !== undefined) return kept
  const { tree } = receiptsTree(chainId, await listReceipts(db, chainId, afterSeq, uptoSeq))
  const [oldest] = trees.keys()
  if (trees.size >= KEPT && oldest !== undefined) trees.delete(oldest)
  trees.set(key, tree)
  return tree
}

/** A receipt by its gateway and request id, whose it is, and the way from it to the root on chain. Null when there is none. */
export async function findReceiptProof(
  db: Db,
  chainId: number,
  gateway: string,
  requestId: string,
): Promise<{ row: ReceiptRow; proof: ReceiptProof } | null> {
  const months = (await partitionsOf(db, 'receipts')).map((month) => `${month}-01`)
  const row = await findReceipt(db, chainId, gateway, requestId, months)
  if (!row) return null
  const facts = factsOf(chainId, row)
  const leaf = receiptLeaf(facts)
  const batch = await findBatchOf(db, chainId, row.seq)
  const tree = batch && (await treeOf(db, batch))
  const proof = tree && proofOfLeaf(tree, leaf)
  if (!batch || !proof) return { row, proof: { facts, leaf, batch: null } }
  const { id, root, txHash, blockNumber } = batch
  return { row, proof: { facts, leaf, batch: { id, root, txHash, block: blockNumber, proof } } }
}
