import 'server-only'
import type { Address, Hex } from 'viem'
import { database } from '../auth/database'
import { currentSession, requireSession } from '../auth/session'
import { type AlertRow, listOpenAlerts } from '../db/alert-rows'
import { type BurnShare, sumBurnShare } from '../db/burn-share-rows'
import { findCustomer, saveCustomer } from '../db/customer-rows'
import { listOpenOperations } from '../db/operation-rows'
import { sumDays } from '../db/overview-rows'
import { type Effect, effectOn, type Standing } from '../domain/affected'
import { decodeCall } from '../domain/operation'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'
import { targetsOf, viewsOf } from './operations'
import { atOneBlock, dayOf, type Snapshot } from './snapshot'

export type ChangeForMe = { id: Hex; title: string; to: string | null; effect: Effect; readyAt: number; state: string }

export type OwnNotices = {
  alerts: Pick<AlertRow, 'id' | 'severity' | 'say' | 'openedAt'>[]
  changes: ChangeForMe[]
  /** Of the running calendar month, wei: everybody's, and of what this account paid. */
  month: { first: Date; burned: bigint; emission: bigint; mine: BurnShare }
  /** Wei below which the account is told; null: it is not. */
  lowCredits: bigint | null
}

const lower = (address: string) => address.toLowerCase() as `0x${string}`

/** What the signed-in account should know; null for everybody else's. */
export async function getOwnNotices(address: Address, standing: Standing): Promise<OwnNotices | null> {
  const session = await currentSession()
  if (session?.address.toLowerCase() !== address.toLowerCase()) return null
  return atOneBlock(async (at) => {
    const alerts = await listOpenAlerts(at.db, address)
    const customer = await findCustomer(at.db, at.chainId, lower(address))
    return {
      alerts: alerts.map(({ id, severity, say, openedAt }) => ({ id, severity, say, openedAt })),
      changes: await changesFor(at, standing),
      month: await monthOf(at, address),
      lowCredits: customer?.lowCredits ?? null,
    }
  })
}

/** Scheduled operations that touch the address, the first ready first; those that expired are over. */
async function changesFor(at: Snapshot, standing: Standing): Promise<ChangeForMe[]> {
  const targets = targetsOf(at.chainId)
  const rows = await listOpenOperations(at.db, at.chainId, dateOf(secondsOf(at.time) - 7n * 86_400n))
  const found = rows.flatMap((row) => {
    const call = decodeCall(row.target, row.data, targets)
    const args = Object.fromEntries((call?.args ?? []).map(({ name, value }) => [name, value]))
    const change = { contract: call?.contract ?? null, functionName: call?.functionName ?? null, args }
    const effect = effectOn(standing, change)
    return effect ? [{ row, effect }] : []
  })
  const views = await viewsOf(
    at,
    found.map(({ row }) => row),
  )
  return views.flatMap(({ id, title, to, readyAt, state }, index) => {
    const effect = found[index]?.effect
    return effect && state !== 'expired' ? [{ id, title, to, readyAt, state, effect }] : []
  })
}

async function monthOf({ db, chainId, time }: Snapshot, address: Address): Promise<OwnNotices['month']> {
  const from = `${time.toISOString().slice(0, 7)}-01`
  const first = new Date(`${from}T00:00:00Z`)
  const sums = await sumDays(db, chainId, ['burned', 'emission_claimed'], { from, until: dayOf(time, 1) })
  const sumOf = (metric: string) =>
    sums.filter((row) => row.metric === metric).reduce((all, { value }) => all + value, 0n)
  const mine = await sumBurnShare(db, chainId, address, first)
  return { first, burned: sumOf('burned'), emission: sumOf('emission_claimed'), mine }
}

const NOBODY = { name: '', taxId: '', address: '', country: '' }

/** Below which credits the signed-in account is told; null: not any more. */
export async function setOwnLowCredits(lowCredits: bigint | null): Promise<void> {
  const account = lower((await requireSession()).address)
  const known = await findCustomer(database(), env.CHAIN_ID, account)
  const row = known ?? { ...NOBODY, chainId: env.CHAIN_ID, account }
  await saveCustomer(database(), { ...row, lowCredits, updatedAt: new Date() })
}
