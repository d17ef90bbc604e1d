import 'server-only'
import type { AccountsInput } from '../domain/metric-input'
import { secondsOf } from '../domain/time'
import type { ActivityHistory } from '../metrics/activity-history'
import { activityAt } from '../metrics/activity-input'
import { cutsOf, type MetricPoint, windowOf } from '../metrics/metric-point'
import { type DeferredLedger, readDeferred } from '../reports/deferred'
import type { Snapshot } from './snapshot'

const NOT_AT_A_BLOCK = { reason: 'Known at the end of a day and for the latest block.' }

/** What the metrics of the accrual ledger are made of at each of the points. */
export const readAccounts = (at: Snapshot, points: readonly MetricPoint[]): Promise<DeferredLedger> =>
  readDeferred(at, cutsOf(points))

/** `point`: one of those both were read for. */
export function accountsAt(activity: ActivityHistory, deferred: DeferredLedger, point: MetricPoint): AccountsInput {
  const isPast = point.end === null && activity.at.isPast
  const { fresh, rolled } = deferred.before(point.end === null ? secondsOf(point.time) + 1n : secondsOf(point.end))
  return {
    window: windowAt(activity, deferred, point),
    deferred: isPast ? NOT_AT_A_BLOCK : { fresh: fresh.usd, rolled: rolled.usd },
  }
}

function windowAt(activity: ActivityHistory, deferred: DeferredLedger, point: MetricPoint): AccountsInput['window'] {
  const { window } = activityAt(activity, point, NOT_AT_A_BLOCK)
  if (!window) return null
  const span = windowOf(point)
  const [before, after] = [span.from, span.until].map((day) => deferred.before(secondsOf(new Date(`${day}T00:00:00Z`))))
  if (!before || !after) return null
  return {
    used: after.used.usd - before.used.usd,
    expired: after.expired.usd - before.expired.usd,
    chargedNano: window.services.reduce((sum, { chargeNano }) => sum + chargeNano, 0n),
    loyaltyUsd: window.loyaltyUsd,
    providerUsd: window.providerUsd,
  }
}
