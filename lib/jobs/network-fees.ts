import type { Hex, TransactionReceipt } from 'viem'
import { said } from '../chain/at'
import { findCheckpoint } from '../db/checkpoint'
import { findFeeMark, insertFees, listFeeCandidates, listOwnAccounts, type NetworkFee } from '../db/fee-rows'
import { lesser } from '../domain/money'
import { dateOf } from '../domain/time'
import { fetchFinal } from '../indexer/months'
import type { JobContext, Outcome } from './context'
import { requireLive } from './live-ledger'

/** Blocks recorded together, and receipts asked for at once. */
const [BLOCKS, PARALLEL] = [5_000n, 10]

/** What rollups charge for the data of a transaction stands beside what their receipts have. */
const dataFee = (receipt: TransactionReceipt): bigint =>
  'l1Fee' in receipt && receipt.l1Fee ? BigInt(receipt.l1Fee as Hex) : 0n

/**
 * Records what transactions of our accounts cost, up to the last final block of the ledger: the books need it (J10). A transaction is ours by who sent it, whatever became
 * of it. Repeated, it records nothing twice.
 */
export async function recordFees(context: JobContext): Promise<Outcome> {
  await requireLive(context)
  const { db, client, deployment } = context
  const { chainId } = deployment
  const [checkpoint, final] = [await findCheckpoint(db, chainId), await fetchFinal(client, chainId)]
  if (!checkpoint || !final) return { say: 'no block is final' }
  const last = lesser(checkpoint.blockNumber, final.number)
  const own = await listOwnAccounts(db, chainId)
  let [mark, count] = [(await findFeeMark(db, chainId)) ?? -1n, 0]
  while (mark < last) {
    const until = lesser(mark + BLOCKS, last)
    const candidates = await listFeeCandidates(db, chainId, { after: mark, until })
    const fees = await feesOf(context, candidates, own)
    await db.transaction((tx) => insertFees(tx, chainId, { fees, until }))
    count += fees.length
    mark = until
  }
  return { say: `${count} transactions of ours up to block ${last}` }
}

async function feesOf({ client }: JobContext, hashes: readonly Hex[], own: ReadonlySet<string>): Promise<NetworkFee[]> {
  const fees: NetworkFee[] = []
  const times = new Map<bigint, Date>()
  for (let i = 0; i < hashes.length; i += PARALLEL) {
    const page = hashes.slice(i, i + PARALLEL)
    const receipts = await said(Promise.all(page.map((hash) => client.getTransactionReceipt({ hash }))))
    for (const receipt of receipts) {
      const { from, blockNumber, transactionHash, gasUsed, effectiveGasPrice } = receipt
      if (!own.has(from.toLowerCase())) continue
      const known = times.get(blockNumber)
      const blockTime = known ?? dateOf((await said(client.getBlock({ blockNumber }))).timestamp)
      times.set(blockNumber, blockTime)
      fees.push({
        ...{ chainId: client.chain.id, txHash: transactionHash, blockNumber, blockTime },
        ...{ sender: from.toLowerCase() as Hex, wei: gasUsed * effectiveGasPrice + dataFee(receipt) },
      })
    }
  }
  return fees
}
