import { encodeEventTopics, type Hex } from 'viem'
import { vaultAbi } from '../../contracts-abi'
import { type At, said } from '../chain/at'
import { getContract } from '../chain/contract'
import { rootByProof } from '../domain/hash-tree'
import { type ReceiptFacts, receiptLeaf } from '../domain/receipt'

export type ProofCheck =
  | { ok: true; leaf: Hex; root: Hex; block: bigint }
  /** `leaf`: what is shown is not what was hashed. `root`: the batch on chain holds another root. `gone`: the chain has no such transaction. */
  | { ok: false; leaf: Hex; root: Hex; reason: 'leaf' | 'root' | 'gone' }

/**
 * Checks a receipt against the chain, in the browser: hashes what is shown, climbs the proof, and looks for the root in the `Batch` event of the
 * Vault in the settlement's transaction. Trusts the node alone.
 */
export async function checkReceipt(
  at: At,
  facts: ReceiptFacts,
  stated: { leaf: Hex; proof: readonly Hex[]; txHash: Hex },
): Promise<ProofCheck> {
  const leaf = receiptLeaf(facts)
  const root = rootByProof(leaf, stated.proof)
  if (leaf !== stated.leaf) return { ok: false, leaf, root, reason: 'leaf' }
  const receipt = await said(at.client.getTransactionReceipt({ hash: stated.txHash })).catch((error) => {
    if (error.code === 'TX_NOT_FOUND') return null
    throw error
  })
  if (!receipt) return { ok: false, leaf, root, reason: 'gone' }
  const vault = getContract(at.deployment, 'Vault')
  const topics = encodeEventTopics({ abi: vaultAbi, eventName: 'Batch', args: { receiptsRoot: root } })
  const isThere = receipt.logs.some(
    (log) =>
      log.address.toLowerCase() === vault.address.toLowerCase() &&
      topics.every((topic, index) => log.topics[index] === topic),
  )
  if (!isThere) return { ok: false, leaf, root, reason: 'root' }
  return { ok: true, leaf, root, block: receipt.blockNumber }
}
