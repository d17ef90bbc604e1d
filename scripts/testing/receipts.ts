import { sql } from 'drizzle-orm'
import type { Address } from 'viem'
import { insertRows } from '../../lib/db/bulk'
import type { Db } from '../../lib/db/connect'
import { LOCKS } from '../../lib/db/locks'
import { meters, receipts } from '../../lib/db/metering-schema'
import { ensurePartition } from '../../lib/db/partitions'
import { monthOf } from '../../lib/domain/month'

export type Used = { account: Address; nano: bigint; requestId: string }
const CHAIN = 31_337
const PROVIDER = '0x00000000000000000000000000000000000000b2'

/** Receipts and meters as the writer of usage leaves them, without its checks: for tests of what comes after. */
export async function plantReceipts(db: Db, at: Date, used: readonly Used[]): Promise<void> {
  const month = monthOf(at)
  await ensurePartition(db, 'receipts', month)
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCKS.receipts})`)
    await insertRows(
      tx,
      receipts,
      used.map(({ account, nano, requestId }) => ({
        chainId: CHAIN,
        month: `${month}-01`,
        gateway: 'test',
        requestId,
        kind: 'usage' as const,
        account: account.toLowerCase() as Address,
        provider: PROVIDER,
        service: 'tide-pool',
        inputUnits: 100n,
        outputUnits: 20n,
        startedAt: at,
        endedAt: at,
        receivedAt: at,
        ...{ fromRolled: 0n, fromFresh: 0n, coveredInput: 0n, coveredOutput: 0n },
        priceAt: at,
        ...{ priceInput: 200_000n, priceOutput: 400_000n, priceUnit: 1_000n },
        chargeNano: nano,
      })),
    )
    for (const { account, nano } of used)
      await tx
        .insert(meters)
        .values({ chainId: CHAIN, account: account.toLowerCase() as Address, chargedNano: nano, updatedAt: at })
        .onConflictDoUpdate({
          target: [meters.chainId, meters.account],
          set: { chargedNano: sql`${meters.chargedNano} + ${nano}` },
        })
  })
}
