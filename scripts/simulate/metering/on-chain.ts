import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../../../lib/db/connect'
import { events } from '../../../lib/db/schema'
import { secondsOf } from '../../../lib/domain/time'

/** A `Vault.settle` as the ledger has it. `taken`: micro-USD by lower-case account. */
export type ChainBatch = {
  time: bigint
  root: `0x${string}`
  txHash: `0x${string}`
  blockNumber: bigint
  taken: Map<`0x${string}`, bigint>
}

/** Every batch of the chain, in its order. The events of its accounts come before that of the batch. */
export async function batchesOnChain(db: Queryable, chainId: number): Promise<ChainBatch[]> {
  const rows = await db
    .select({
      name: events.name,
      args: events.args,
      time: events.blockTime,
      txHash: events.txHash,
      blockNumber: events.blockNumber,
    })
    .from(events)
    .where(and(eq(events.chainId, chainId), eq(events.contract, 'Vault'), inArray(events.name, ['Settled', 'Batch'])))
    .orderBy(asc(events.blockNumber), asc(events.logIndex))
  const batches: ChainBatch[] = []
  let taken: ChainBatch['taken'] = new Map()
  for (const { name, args, time, txHash, blockNumber } of rows) {
    if (name === 'Settled') {
      taken.set(String(args.user).toLowerCase() as `0x${string}`, BigInt(String(args.usd)))
      continue
    }
    const root = String(args.receiptsRoot).toLowerCase() as `0x${string}`
    batches.push({ time: secondsOf(time), root, txHash, blockNumber, taken })
    taken = new Map()
  }
  return batches
}
