import 'server-only'
import type { Address, Hex } from 'viem'
import { listAccrualsOf, listClaimsOf, type RewardEvent } from '../db/earning-rows'
import type { Category } from '../domain/buckets'
import { usdOf } from '../domain/money'
import { type Lot, lotsOf } from '../domain/reward-lots'
import { atOneBlock } from './snapshot'

/** A part of an accrual with the claim that paid it, if any. USD in micro-USD, rounded down: it was received. */
export type HistoryLot = Lot<RewardEvent, RewardEvent> & { accruedUsd: bigint | null; claimedUsd: bigint | null }

/** Public. Everything an address earned in a category and what it claimed of it, oldest first: the whole of it, never a page or a year. */
export async function getRewardHistory(account: Address, category: Category): Promise<HistoryLot[]> {
  const key = account.toLowerCase() as Hex
  return atOneBlock(async ({ db, chainId }) => {
    const accruals = await listAccrualsOf(db, chainId, category, key)
    const claims = await listClaimsOf(db, chainId, category, key)
    return lotsOf(accruals, claims).map((lot) => ({
      ...lot,
      accruedUsd: worth(lot.amount, lot.accrual.price),
      claimedUsd: lot.claim && worth(lot.amount, lot.claim.price),
    }))
  })
}

const worth = (wei: bigint, price: bigint | null): bigint | null => (price === null ? null : usdOf(wei, price))
