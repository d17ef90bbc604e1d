import { gini, hhi, nakamoto33, percentile } from './concentration'
import { type Answer, type MetricPart, NO_PRICE, ratio, SHORT_LEDGER } from './metric-answer'
import type { ActivityInput, ActivityWindow, ServiceUse } from './metric-input'
import type { MetricId } from './metrics'
import { isCovered, isService } from './service'
import { PPM } from './units'

type Compute = (input: ActivityInput) => Answer

const inWindow =
  (of: (window: ActivityWindow) => Answer): Compute =>
  ({ window }) =>
    window ? of(window) : SHORT_LEDGER

/** Whole units of something per 1,000 tokens, per hour: rounded down. */
const per = (amount: bigint, count: bigint, reason: string): Answer =>
  count > 0n ? (amount / count).toString() : { reason }

const NO_TOKENS = 'No tokens were metered in 30 days.'
/** micro-USD, in nano-USD. */
const NANO = 1_000n

const ofTokens = ({ services }: ActivityWindow): ServiceUse[] =>
  services.filter(({ service }) => isService(service) && isCovered(service))
const sum = <T>(rows: readonly T[], of: (row: T) => bigint): bigint => rows.reduce((all, row) => all + of(row), 0n)
const tokensIn = (window: ActivityWindow): bigint => sum(ofTokens(window), ({ units }) => units)

/** What is paid beside the plan, where anything was. */
function priceOf({ service, units, covered, chargeNano, listNano }: ServiceUse): MetricPart[] {
  const charged = units - covered
  if (units <= 0n || charged <= 0n) return []
  const list = ((listNano * 1_000n) / units).toString()
  return [{ key: service, value: ((chargeNano * 1_000n) / charged).toString(), list }]
}

function usdPer1k(window: ActivityWindow): Answer {
  const tokens = tokensIn(window)
  if (tokens <= 0n) return { reason: NO_TOKENS }
  const services = ofTokens(window)
  const paid = sum(services, ({ chargeNano }) => chargeNano) + window.planUsd * NANO
  return { value: ((paid * 1_000n) / tokens).toString(), parts: services.flatMap(priceOf) }
}

/** Reasons under which a request was served unpaid: it is among the requests already. */
const SERVED = ['overage_off', 'phase']
/** Reasons of `usage_refusals` that are demand: the others are requests that were wrong. */
export const DEMAND_REASONS: readonly string[] = [...SERVED, 'PRICE_UNKNOWN', 'PRICE_ABOVE_MAX']

function refusedDemand({ services, refusals }: ActivityWindow): Answer {
  const unserved = refusals.filter(({ reason }) => !SERVED.includes(reason))
  const asked = sum(services, ({ requests }) => requests) + sum(unserved, ({ count }) => count)
  const share = (count: bigint) => ratio(count * 100n, asked, 'Nothing was asked for in 30 days.')
  const value = share(sum(refusals, ({ count }) => count))
  if (typeof value !== 'string') return value
  const parts = refusals.flatMap(({ reason, count }) => {
    const part = share(count)
    return typeof part === 'string' ? [{ key: reason, value: part }] : []
  })
  return { value, parts }
}

const shared = (of: (earned: readonly bigint[]) => string | null): Compute =>
  inWindow(({ earned }) => {
    if (!earned) return { reason: 'The leaves of a root of these 30 days are not known here.' }
    return of(earned) ?? { reason: 'No provider earned in 30 days.' }
  })

const lag = (percent: bigint): Compute =>
  inWindow(({ lags }) => percentile(lags, percent)?.toString() ?? { reason: 'No known reward was claimed in 30 days.' })

/** How each metric of users and providers is computed. */
export const ACTIVITY_METRICS = {
  usd_per_1k: inWindow(usdPer1k),
  provider_cost_per_1k: inWindow((window) =>
    window.providerUsd === null ? NO_PRICE : per(window.providerUsd * NANO * 1_000n, tokensIn(window), NO_TOKENS),
  ),
  referral_cost_ratio: inWindow(({ referralUsd, paidUsd }) =>
    referralUsd === null ? NO_PRICE : ratio(referralUsd * 100n, paidUsd, 'Nothing was paid in 30 days.'),
  ),
  reward_per_provider_hour: inWindow(({ online }) =>
    per(online.added * 60n, online.minutes, 'No epoch accepted in 30 days has published inputs here.'),
  ),
  gini: shared(gini),
  hhi: shared(hhi),
  nakamoto_33: shared((earned) => nakamoto33(earned)?.toString() ?? null),
  payout_lag_p50: lag(50n),
  payout_lag_p95: lag(95n),
  utilisation: ({ utilisation }) => {
    const all = sum(utilisation, ({ ppm }) => ppm)
    const value = ratio(all * 100n, BigInt(utilisation.length) * PPM, 'No service reported capacity in the last hour.')
    if (typeof value !== 'string') return value
    const parts = utilisation.map(({ service, ppm }) => ({ key: service, value: `${ratio(ppm * 100n, PPM, '')}` }))
    return { value, parts }
  },
  refused_demand: inWindow(refusedDemand),
  points_outstanding: ({ pointsOutstanding }) =>
    typeof pointsOutstanding === 'bigint' ? pointsOutstanding.toString() : pointsOutstanding,
  rollover_outstanding: ({ rollover }) => {
    if ('reason' in rollover) return rollover
    const parts = rollover.map(({ day, tokens }) => ({ key: day, value: tokens.toString() }))
    return { value: sum(rollover, ({ tokens }) => tokens).toString(), parts }
  },
  retention: inWindow(({ plans }) =>
    ratio(plans.renewed * 100n, plans.ended, 'No plan came to the end of its time to renew in 30 days.'),
  ),
} as const satisfies Partial<Record<MetricId, Compute>>
