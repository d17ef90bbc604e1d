import 'server-only'
import type { SettingRow } from '../chain/settings-state'
import { listMonths } from '../db/report-rows'
import type { Tranche } from '../domain/emission'
import { formatMonth, type Month, parseMonth } from '../domain/month'
import { type ReplayEntry, type Replayed, replayed } from '../domain/replay'
import type { SettingId } from '../domain/setting'
import { AppError } from '../errors/app-error'
import { type PriceChange, replayUsage } from '../metering/replay'
import { requireAdminReader } from './admin'
import { type RefusedPosts, replayDailyCap, replayOracleRules, replayPlans } from './replay-payments'
import { replayProviders, replayTiers, replayTrancheRewards } from './replay-rewards'
import { atOneBlock, type Snapshot } from './snapshot'

/** What a replay counts: wei, micro-USD or nano-USD. */
export type ReplayUnit = 'cxpt' | 'micro' | 'nano'
/** Whose amounts they are. */
export type ReplaySide = 'payers' | 'providers' | 'referrers' | 'customers'
export type ReplayKind = {
  side: ReplaySide
  unit: ReplayUnit
  part: 'service' | 'plan' | 'day' | 'epoch' | 'month' | 'payment'
}

const PROVIDERS: ReplayKind = { side: 'providers', unit: 'cxpt', part: 'epoch' }
const PRICES: ReplayKind = { side: 'payers', unit: 'nano', part: 'service' }
const PLANS: ReplayKind = { side: 'payers', unit: 'cxpt', part: 'plan' }
const CUSTOMERS: ReplayKind = { side: 'customers', unit: 'cxpt', part: 'month' }

/** Changes of which a past month can be computed again. The others have no past: their page says why. */
const KINDS: Partial<Record<SettingId, ReplayKind>> = {
  rates: PRICES,
  pricing: PRICES,
  'curve-availability': PRICES,
  'curve-uptime': PROVIDERS,
  'curve-response': PROVIDERS,
  'curve-demand': PROVIDERS,
  weights: PROVIDERS,
  'points-rate': PROVIDERS,
  'epoch-pool': PROVIDERS,
  'tiers-referral': { ...CUSTOMERS, side: 'referrers' },
  'tiers-loyalty': CUSTOMERS,
  'tiers-usage': CUSTOMERS,
  plan: PLANS,
  'retire-plan': PLANS,
  'daily-cap': { side: 'payers', unit: 'micro', part: 'day' },
  'oracle-config': { side: 'payers', unit: 'cxpt', part: 'payment' },
}

/** `none`: this kind of change has no replay; `month`: no closed month has anything of it. */
export type ReplayView =
  | { isThere: false; why: 'none' | 'month' }
  | ({ isThere: true; month: string; name: string; posts: RefusedPosts | null } & ReplayKind & Replayed)

type Found = { entries: ReplayEntry[]; count?: number; posts?: RefusedPosts }
type Closed = { month: Month; opening: bigint; closing: bigint }

/** Months looked through for one that has anything of a change in it: rewards of a month close five weeks after its end. */
const MOST_MONTHS = 4

/** The newest closed month that has something to compute again. */
async function replayNewest(
  at: Snapshot,
  kind: ReplayKind,
  find: (closed: Closed) => Promise<Found>,
): Promise<ReplayView> {
  const months = (await listMonths(at.db, at.chainId)).sort((a, b) => (a.month < b.month ? 1 : -1))
  for (const row of months.slice(0, MOST_MONTHS)) {
    const month = parseMonth(row.month)
    if (!month) continue
    const {
      entries,
      count,
      posts = null,
    } = await find({
      ...{ month, opening: row.openingBlock, closing: row.closingBlock },
    })
    if (entries.length === 0) continue
    const sums = replayed(entries)
    return { isThere: true, month, name: formatMonth(month), posts, ...kind, ...sums, count: count ?? sums.count }
  }
  return { isThere: false, why: 'month' }
}

const big = (row: SettingRow | undefined, key: string) => BigInt(row?.[key] ?? '0')

function priceChange(id: SettingId, rows: readonly SettingRow[]): PriceChange {
  const [row] = rows
  if (id === 'rates') {
    return {
      rates: rows.map((one) => ({
        ...{ service: one.service ?? '', inputNanoUsd: big(one, 'inputNanoUsd') },
        ...{ outputNanoUsd: big(one, 'outputNanoUsd'), unit: big(one, 'unit') },
      })),
    }
  }
  if (id === 'curve-availability') return { availability: rows.map((one) => ({ x: big(one, 'x'), y: big(one, 'y') })) }
  return {
    pricing: {
      ...{ targetUtilisation: big(row, 'targetUtilisation'), stepDivisor: big(row, 'stepDivisor') },
      ...{ minFactor: big(row, 'minFactor'), maxFactor: big(row, 'maxFactor') },
      maxDailyMove: big(row, 'maxDailyMove'),
    },
  }
}

async function findFor(at: Snapshot, id: SettingId, rows: readonly SettingRow[], closed: Closed): Promise<Found> {
  const span = { chainId: at.chainId, opening: closed.opening, closing: closed.closing }
  if (KINDS[id] === PROVIDERS) return { entries: await replayProviders(at, closed.month, id, rows) }
  if (KINDS[id] === PRICES) {
    const { entries, receipts } = await replayUsage(at.db, at.chainId, closed.month, priceChange(id, rows))
    return { entries, count: receipts }
  }
  if (id === 'tiers-referral' || id === 'tiers-loyalty' || id === 'tiers-usage')
    return { entries: await replayTiers(at, closed.month, id, rows) }
  if (id === 'plan' || id === 'retire-plan') return { entries: await replayPlans(at, span, id, rows) }
  if (id === 'daily-cap') return { entries: await replayDailyCap(at, span, closed.month, rows) }
  return replayOracleRules(at, span, closed.month, rows)
}

/** The last closed month under other values of a parameter, beside what it was. */
export async function replaySetting(id: SettingId, rows: readonly SettingRow[]): Promise<ReplayView> {
  await requireAdminReader()
  const kind = KINDS[id]
  if (!kind) return { isThere: false, why: 'none' }
  return readable(() => atOneBlock((at) => replayNewest(at, kind, (closed) => findFor(at, id, rows, closed))))
}

/** The form asks with values that it read; what others send is held to the same here: no number, no curve, no share. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) throw new AppError('BAD_INPUT', { field: 'rows' })
    throw error
  }
}

/** The last closed month with a tranche more, as if it had begun with the month. */
export async function replayTranche(tranche: Tranche): Promise<ReplayView> {
  await requireAdminReader()
  return atOneBlock((at) =>
    replayNewest(at, PROVIDERS, async ({ month }) => ({ entries: await replayTrancheRewards(at, month, tranche) })),
  )
}
