import type { Hex } from 'viem'
import type { ReceiptRow } from '../../db/settlement-rows'
import { type HashTree, hashTree, rootOf } from '../../domain/hash-tree'
import { type ReceiptFacts, receiptLeaf } from '../../domain/receipt'
import { secondsOf } from '../../domain/time'

/** Root of a batch without receipts: it settles what credits or budgets were too small for before. */
export const NO_RECEIPTS: Hex = `0x${'0'.repeat(64)}`

export function factsOf(chainId: number, row: ReceiptRow): ReceiptFacts {
  const { gateway, requestId, account, provider, service, inputUnits, outputUnits, chargeNano } = row
  return {
    chainId,
    ...{ gateway, requestId, account, provider, service, inputUnits, outputUnits, chargeNano },
    covered: row.coveredInput + row.coveredOutput,
    startedAt: secondsOf(row.startedAt),
  }
}

export function receiptsTree(chainId: number, rows: readonly ReceiptRow[]): { tree: HashTree | null; root: Hex } {
  if (rows.length === 0) return { tree: null, root: NO_RECEIPTS }
  const tree = hashTree(rows.map((row) => receiptLeaf(factsOf(chainId, row))))
  return { tree, root: rootOf(tree) }
}
