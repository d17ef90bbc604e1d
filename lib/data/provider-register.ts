import 'server-only'
import { type Address, getAddress } from 'viem'
import { database } from '../auth/database'
import { listPayoutChanges, listProviders, payoutChangeOf } from '../db/provider-rows'
import { listProvidersSeen, listRunningExclusions } from '../db/provider-state-rows'
import { effectivePayout } from '../domain/provider'
import { secondsOf } from '../domain/time'
import { env } from '../env/env'
import { marketTime } from '../metering/clock'
import { requireAdminReader } from './admin'

/** Milliseconds since a valid answer within which a provider counts as up: as long as its report of capacity counts. */
const UP_WITHIN = 15 * 60_000

/** `silent`: probed today, without a valid answer for 15 minutes; `unseen`: neither probed nor at work in a day. */
export type ProviderState = 'up' | 'maintenance' | 'silent' | 'unseen'

export type RegisteredProvider = {
  provider: Address
  name: string
  classes: string[]
  endpoint: string
  payout: Address
  /** A change of the payout address that waits. */
  next: { to: Address; at: Date } | null
  cluster: string | null
  registeredAt: Date
  state: ProviderState
  validAt: Date | null
  servedAt: Date | null
}

/** Everybody who is registered, with how he stands at the market's time. */
export async function getProviderRegister(): Promise<{ at: Date; providers: RegisteredProvider[] }> {
  await requireAdminReader()
  const [db, chainId] = [database(), env.CHAIN_ID]
  const now = await marketTime(db, chainId)
  const rows = await listProviders(db, chainId)
  const seen = new Map((await listProvidersSeen(db, chainId, now)).map((one) => [one.provider, one]))
  const running = await listRunningExclusions(db, chainId, now)
  const changes = await listPayoutChanges(db, chainId)
  const providers = rows.map((row): RegisteredProvider => {
    const own = changes.filter(({ provider }) => provider === row.provider)
    const waiting = own.find(({ cancelledAt, effectiveAt }) => !cancelledAt && effectiveAt > now)
    const last = seen.get(row.provider)
    const isExcluded = running.some(({ provider }) => provider === '' || provider === row.provider)
    return {
      provider: getAddress(row.provider),
      ...{ name: row.name, classes: row.classes, endpoint: row.endpoint, cluster: row.cluster },
      payout: getAddress(effectivePayout(row.payout, own.map(payoutChangeOf), secondsOf(now))),
      next: waiting ? { to: getAddress(waiting.to), at: waiting.effectiveAt } : null,
      registeredAt: row.registeredAt,
      state: stateOf(now, last?.validAt ?? null, Boolean(last), isExcluded),
      validAt: last?.validAt ?? null,
      servedAt: last?.servedAt ?? null,
    }
  })
  return { at: now, providers }
}

function stateOf(now: Date, validAt: Date | null, isSeen: boolean, isExcluded: boolean): ProviderState {
  if (isExcluded) return 'maintenance'
  if (validAt && now.getTime() - validAt.getTime() <= UP_WITHIN) return 'up'
  return isSeen ? 'silent' : 'unseen'
}
