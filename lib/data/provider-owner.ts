import 'server-only'
import { type Address, isAddressEqual } from 'viem'
import { findProvider, listPayoutChanges, type ProviderRow, payoutChangeOf } from '../db/provider-rows'
import { effectivePayout } from '../domain/provider'
import { secondsOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import type { Snapshot } from './snapshot'

/** The provider, when `who` is it or is paid for it now. FORBIDDEN, PROVIDER_NOT_FOUND. */
export async function requireProvider(
  { db, chainId, time }: Snapshot,
  provider: Address,
  who: Address,
): Promise<ProviderRow> {
  const row = await findProvider(db, chainId, provider)
  if (!row) throw new AppError('PROVIDER_NOT_FOUND', { provider })
  const changes = (await listPayoutChanges(db, chainId, provider)).map(payoutChangeOf)
  const payout = effectivePayout(row.payout, changes, secondsOf(time))
  if (isAddressEqual(provider, who) || isAddressEqual(payout, who)) return row
  throw new AppError('FORBIDDEN')
}
