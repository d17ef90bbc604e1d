import { cumulativeUsd } from '../../../lib/domain/price'
import { receiptsTree } from '../../../lib/metering/settlement/tree'
import { settle } from '../acts/operator'
import type { Profile } from '../profiles'
import type { World } from '../world'
import type { Batch } from './batch'

/** Everybody with usage that is not settled yet, by what the meter says he used in all. */
function unsettled(world: World, profiles: readonly Profile[]): Batch['usages'] {
  return profiles.flatMap(({ actor: { address: user } }) => {
    const used = cumulativeUsd(world.metering.chargedNano(user))
    const due = used - world.state.credits.of(user).meteredUsd
    return due > 0n ? [{ user, cumulativeUsd: used, due }] : []
  })
}

/** Settles what was metered: the receipts since the last batch, and what credits or budgets were too small for before. */
export function settleMetered(world: World, profiles: readonly Profile[], time: bigint): void {
  const usages = unsettled(world, profiles)
  const receipts = world.metering.take()
  if (usages.length + receipts.length === 0) return
  const { root } = receiptsTree(world.system.chainId, receipts)
  world.onBatch?.({ time, root, receipts, usages })
  settle(world, usages, root, time)
}
