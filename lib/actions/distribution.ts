'use server'

import { desc, eq } from 'drizzle-orm'
import type { Hex } from 'viem'
import { database } from '../auth/database'
import { readVaultState, type VaultState } from '../chain/vault-state'
import { distributions } from '../db/schema'
import { apportion, type Shares, type Split } from '../domain/split'
import { env } from '../env/env'
import { latest } from './reading'
import { type ActionResult, runAction } from './run-action'

/** How many past distributions are shown beside the waiting one. */
const RECENT = 5

export type PastDistribution = {
  block: bigint
  time: Date
  txHash: Hex
  total: bigint
  shares: Shares
  splitVersion: number
}

export type DistributionReading = {
  block: bigint
  split: Split
  /** Vault revenue that waits, in wei, and what each share would get if it were distributed now. */
  waiting: bigint
  preview: Shares
  pause: VaultState['pauses']['distribute']
  recent: PastDistribution[]
}

/** The split in force and what waits, from the chain; what was distributed, from the ledger. */
export async function readDistribution(): Promise<ActionResult<DistributionReading>> {
  return runAction(async () => {
    const [at, recent] = await Promise.all([latest(), readRecent()])
    const { split, revenue, pauses } = await readVaultState(at)
    return {
      block: at.blockNumber,
      split,
      waiting: revenue,
      preview: apportion(split, revenue),
      pause: pauses.distribute,
      recent,
    }
  })
}

async function readRecent(): Promise<PastDistribution[]> {
  const rows = await database()
    .select()
    .from(distributions)
    .where(eq(distributions.chainId, env.CHAIN_ID))
    .orderBy(desc(distributions.blockNumber), desc(distributions.logIndex))
    .limit(RECENT)
  return rows.map(({ blockNumber, blockTime, txHash, total, splitVersion, ...shares }) => ({
    block: blockNumber,
    time: blockTime,
    txHash,
    total,
    splitVersion,
    shares: {
      burn: shares.burn,
      protocol: shares.protocol,
      operations: shares.operations,
      provider: shares.provider,
    },
  }))
}
