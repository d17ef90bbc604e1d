import type { AcceptedRoot } from '../db/metric-rows'
import { DEMAND_REASONS } from '../domain/activity-metrics'
import type { Category } from '../domain/buckets'
import { epochBounds, epochOf } from '../domain/epoch'
import type { ActivityInput, ActivityWindow, ServiceUse } from '../domain/metric-input'
import { greater, usdOf } from '../domain/money'
import { secondsOf } from '../domain/time'
import { type ActivityHistory, isWithin } from './activity-history'
import { type CutSums, type MetricPoint, windowOf } from './metric-point'

const LATEST_ONLY = { reason: 'Known for the latest block only.' }
type Span = ReturnType<typeof windowOf>

/** `point`: one of those the history was read for. `rollover`: what runs now; used at the newest block only. */
export function activityAt(
  history: ActivityHistory,
  point: MetricPoint,
  rollover: ActivityInput['rollover'],
): ActivityInput {
  const isLatest = point.end === null && !history.at.isPast
  const place = history.points.indexOf(point)
  return {
    window: windowAt(history, windowOf(point)),
    utilisation: history.loads.filter(({ at }) => at === place),
    pointsOutstanding: isLatest ? history.openPoints : LATEST_ONLY,
    rollover: isLatest ? rollover : LATEST_ONLY,
  }
}

function windowAt(history: ActivityHistory, span: Span): ActivityWindow | null {
  if (history.firstDay === null || history.firstDay > span.from) return null
  const flow = (metric: string): bigint =>
    during(history.flows, span, metric, (row) => (row.metric === metric ? row.value : null))
  const planUsd = flow('charged_usd')
  const inSpan = history.accepted.filter(({ at }) => isWithin(at, span))
  const roots = new Set(inSpan.filter(({ category }) => category === 'provider').map(({ root }) => root))
  return {
    paidUsd: planUsd + flow('settled_usd'),
    planUsd,
    providerUsd: grownUsd(history.accepted, 'provider', span),
    referralUsd: grownUsd(history.accepted, 'referral', span),
    loyaltyUsd: grownUsd(history.accepted, 'loyalty', span),
    services: history.services.map((service) => useOf(history, service, span)),
    refusals: refusalsOf(history, span),
    earned: earnedBy(history, roots),
    lags: history.payouts.filter(({ claimedAt }) => isWithin(claimedAt, span)).map(lagOf),
    online: onlineOf(history, roots),
    plans: {
      ended: during(history.plans, span, 'ended', ({ value }) => value),
      renewed: during(history.plans, span, 'renewed', ({ renewed }) => renewed),
    },
  }
}

function during<Row extends { cut: number }>(
  sums: CutSums<Row>,
  { from, until }: Span,
  name: string,
  of: (row: Row) => bigint | null,
): bigint {
  return sums.before(until, name, of) - sums.before(from, name, of)
}

function useOf({ use }: ActivityHistory, service: string, span: Span): ServiceUse {
  const sum = (column: 'requests' | 'units' | 'covered' | 'charge' | 'list'): bigint =>
    during(use, span, `${service} ${column}`, (row) => (row.service === service ? row[column] : null))
  return {
    service,
    requests: sum('requests'),
    units: sum('units'),
    covered: sum('covered'),
    chargeNano: sum('charge'),
    listNano: sum('list'),
  }
}

function refusalsOf({ refusals }: ActivityHistory, span: Span): ActivityWindow['refusals'] {
  return DEMAND_REASONS.map((reason) => ({
    reason,
    count: during(refusals, span, reason, (row) => (row.reason === reason ? row.value : null)),
  })).filter(({ count }) => count > 0n)
}

/** What accepted totals of a category grew by, at the price of each acceptance; a total that fell after a revoke grew by nothing. */
function grownUsd(accepted: readonly AcceptedRoot[], category: Category, span: Span): bigint | null {
  let [total, usd]: [bigint, bigint | null] = [0n, 0n]
  for (const root of accepted) {
    if (root.category !== category) continue
    const grown = greater(root.total - total, 0n)
    total = root.total
    if (grown === 0n || !isWithin(root.at, span)) continue
    usd = usd === null || root.price === null ? null : usd + usdOf(grown, root.price)
  }
  return usd
}

/** Null when a root has no leaves here. */
function earnedBy({ earned }: ActivityHistory, roots: ReadonlySet<string>): bigint[] | null {
  const rows = earned.filter(({ root }) => roots.has(root))
  if (new Set(rows.map(({ root }) => root)).size < roots.size) return null
  const sums = new Map<string, bigint>()
  for (const { account, added } of rows) sums.set(account, (sums.get(account) ?? 0n) + added)
  return [...sums.values()].filter((sum) => sum > 0n)
}

/** Roots without inputs here count on neither side. */
function onlineOf({ earned, online }: ActivityHistory, roots: ReadonlySet<string>): ActivityWindow['online'] {
  const known = [...roots].filter((root) => online.has(root))
  return {
    minutes: known.reduce((sum, root) => sum + (online.get(root) ?? 0n), 0n),
    added: earned.filter(({ root }) => known.includes(root)).reduce((sum, { added }) => sum + added, 0n),
  }
}

/** A root is proposed after the epoch it pays for: that is the last one that was over. */
function lagOf({ claimedAt, proposedAt }: ActivityHistory['payouts'][number]): bigint {
  return secondsOf(claimedAt) - epochBounds(epochOf(secondsOf(proposedAt))).start
}
