'use server'

import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { database } from '../auth/database'
import { checkpoints } from '../db/schema'
import { env } from '../env/env'
import { type ActionResult, runAction } from './run-action'

const input = z.bigint().nonnegative()

/** `indexedBlock` is null while the ledger is empty. */
export type LedgerReach = { isHeld: boolean; indexedBlock: bigint | null }

/** Whether the ledger holds a block. Answers at once: who waits asks again. */
export async function waitForBlock(blockNumber: bigint): Promise<ActionResult<LedgerReach>> {
  return runAction(async () => {
    const wanted = input.parse(blockNumber)
    const [row] = await database()
      .select({ block: checkpoints.blockNumber })
      .from(checkpoints)
      .where(eq(checkpoints.chainId, env.CHAIN_ID))
    return { isHeld: row !== undefined && row.block >= wanted, indexedBlock: row?.block ?? null }
  })
}
