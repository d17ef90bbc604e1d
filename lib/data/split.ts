import 'server-only'
import { cache } from 'react'
import { findLatestPrice, listSplits, sumBalances } from '../db/overview-rows'
import { payersOf } from '../db/replay-rows'
import { distributionRows, emissionDays, listMonths, priceRows } from '../db/report-rows'
import { findLastEvent, listLastPauses } from '../db/status-rows'
import { formatMonth, parseMonth } from '../domain/month'
import { FLAGS } from '../domain/pause'
import type { Shares, Split } from '../domain/split'
import { secondsOf } from '../domain/time'
import { requireAdminReader } from './admin'
import { BalanceSheet, readFlows } from './ledger-sums'
import { rewardedIn } from './replay-rewards'
import { atOneBlock, completeDays, dayOf, type Snapshot } from './snapshot'

/** One real distribution of the month that is replayed; wei. */
export type RealDistribution = { day: string; total: bigint; split: Split; shares: Shares }

/** The ten largest of all, wei, and all of them together: each has his part of a share. */
export type Part = { total: bigint; largest: { account: string; amount: bigint }[] }

/** The last month that is over, all of its distributions in order. */
export type ReplayMonth = {
  month: string
  name: string
  distributions: RealDistribution[]
  /** Days of the month, `YYYY-MM-DD`. */
  days: string[]
  /** USD per CXPT in WAD at the month's closing block; null when none was posted by then. */
  price: bigint | null
  /** Wei taken from emission in the month. */
  emissionUsed: bigint
  /** Who paid in the month, and whose rewards its provider share goes to. */
  payers: Part
  providers: Part
}

export type SplitEditor = {
  block: string
  /** Block time, seconds. */
  now: number
  version: number
  /** When the split in force was set, seconds. */
  since: number
  split: Split
  /** Wei: distributed in the last 30 complete days × 1; null when the ledger has none. */
  forecast: bigint | null
  /** USD per CXPT in WAD; null before the first posting. */
  price: bigint | null
  /** Vault revenue that waits, wei. */
  waiting: bigint
  /** Seconds; null when distribution is not paused. */
  pausedUntil: number | null
  /** Top bps promised to referral and loyalty together; null when no tiers were set. */
  promisedBps: number | null
  replay: ReplayMonth | null
}

const FORECAST_DAYS = 30
const LARGEST = 10

/** Everything the split editor shows, at one block of the ledger. */
export const getSplitEditor = cache(async (): Promise<SplitEditor> => {
  await requireAdminReader()
  return atOneBlock(async (at) => {
    const { db, chainId } = at
    const current = (await listSplits(db, chainId)).at(-1)
    if (!current) throw new RangeError('the ledger has no split: the vault sets one when it is deployed')
    const flows = await readFlows(at, completeDays(at.time, FORECAST_DAYS), ['distributed'])
    const forecast = flows.of('distributed')
    const price = await findLatestPrice(db, chainId)
    const { burn, protocol, operations, provider } = current
    return {
      block: at.block.toString(),
      now: Number(secondsOf(at.time)),
      version: current.version,
      since: Number(secondsOf(current.blockTime)),
      split: { burn, protocol, operations, provider },
      forecast: forecast === 0n ? null : forecast,
      price: price?.price ?? null,
      waiting: new BalanceSheet(await sumBalances(db, chainId)).of('vault_revenue'),
      pausedUntil: await distributionPause(at),
      promisedBps: await promised(at),
      replay: await readReplay(at),
    }
  })
})

async function distributionPause({ db, chainId, time }: Snapshot): Promise<number | null> {
  const last = await listLastPauses(db, chainId)
  const pause = last.find(({ contract, place }) => contract === 'Vault' && FLAGS[place] === 'distribute')
  return pause && pause.until > secondsOf(time) ? Number(pause.until) : null
}

/** The highest tier of referral and of loyalty, together: what protocol and burn must be able to carry. */
async function promised({ db, chainId }: Snapshot): Promise<number | null> {
  const [referral, loyalty] = [
    await findLastEvent(db, chainId, 'Parameters', 'ReferralTiersSet'),
    await findLastEvent(db, chainId, 'Parameters', 'LoyaltyTiersSet'),
  ]
  if (!referral && !loyalty) return null
  return topBps(referral?.args.tiers) + topBps(loyalty?.args.tiers)
}

function topBps(tiers: unknown): number {
  if (!Array.isArray(tiers)) return 0
  return tiers.reduce((top: number, tier) => Math.max(top, Number((tier as { bps?: unknown }).bps ?? 0)), 0)
}

/** The last closed month with a distribution in it. */
async function readReplay(at: Snapshot): Promise<ReplayMonth | null> {
  const { db, chainId } = at
  const months = (await listMonths(db, chainId)).sort((a, b) => (a.month < b.month ? 1 : -1))
  for (const { month, openingBlock, closingBlock } of months) {
    const name = parseMonth(month)
    const span = { chainId, opening: openingBlock, closing: closingBlock }
    const rows = await distributionRows(db, span)
    if (!name || rows.length === 0) continue
    const versions = await listSplits(db, chainId)
    const used = await emissionDays(db, span)
    return {
      month,
      name: formatMonth(name),
      days: daysOf(month),
      price: (await priceRows(db, span)).at(-1)?.price ?? null,
      payers: await payersOf(db, span, LARGEST),
      providers: await rewardedIn(at, name, LARGEST),
      emissionUsed: used.filter(({ day }) => day !== null).reduce((sum, one) => sum + one.used, 0n),
      distributions: rows.flatMap((row) => {
        const split = versions.find(({ version }) => version === row.splitVersion)
        if (!split) return []
        const { burn, protocol, operations, provider } = row
        return {
          day: dayOf(row.blockTime),
          total: row.total,
          split: { burn: split.burn, protocol: split.protocol, operations: split.operations, provider: split.provider },
          shares: { burn, protocol, operations, provider },
        }
      }),
    }
  }
  return null
}

function daysOf(month: string): string[] {
  const first = new Date(`${month}-01T00:00:00Z`)
  return Array.from({ length: 31 }, (_, i) => dayOf(first, i)).filter((day) => day.startsWith(month))
}
