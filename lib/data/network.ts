import 'server-only'
import { pricesAt, type ServicePrice } from '../db/metering-price-history'
import { countProviders, type RefusalStep, refusalSteps, type ServiceStep, serviceSteps } from '../db/network-rows'
import { DEMAND_REASONS } from '../domain/activity-metrics'
import type { ChartView } from '../domain/chart-view'
import { type LorenzPoint, lorenz } from '../domain/concentration'
import { readActivityHistory } from '../metrics/activity-history'
import { activityAt } from '../metrics/activity-input'
import { atBlock } from '../metrics/metric-point'
import { type AsOf, type Axis, asOfOf, axisAt } from './chart-steps'
import { type Known, LastKnown } from './last-known'
import { type Metric, metricsNow } from './metrics'
import { atOneBlock, type Snapshot } from './snapshot'

export type Network = {
  asOf: AsOf
  axis: Axis
  metrics: Metric[]
  providers: { all: number; byService: ReadonlyMap<string, number> }
  /** In force at the block, and when they are computed again. */
  prices: ServicePrice[]
  nextUpdate: Date
  steps: ServiceStep[]
  refusals: RefusalStep[]
  /** Of what provider roots accepted in 30 complete days added; null when the leaves of one are not known. */
  curve: LorenzPoint[] | null
}

const NOW = [
  'utilisation',
  'refused_demand',
  'gini',
  'hhi',
  'nakamoto_33',
  'reward_per_provider_hour',
  'payout_lag_p50',
  'payout_lag_p95',
  'points_outstanding',
] as const

const HOUR_MS = 3_600_000
const answers = new LastKnown<Network>(12)

/** Public. Providers, how busy they are, what a unit costs and why, and how rewards are shared, of one block. */
export function getNetwork(view: ChartView): Promise<Known<Network>> {
  return answers.read(`${view.range} ${view.step}`, () => atOneBlock((at) => readNetwork(at, view)))
}

async function readNetwork(at: Snapshot, view: ChartView): Promise<Network> {
  const { db, chainId, time } = at
  const axis = await axisAt(at, view)
  const counts = await countProviders(db, chainId, time)
  return {
    asOf: asOfOf(at),
    axis,
    metrics: await metricsNow(at, NOW),
    providers: { all: counts.get('') ?? 0, byService: counts },
    prices: await pricesAt(db, chainId, time),
    nextUpdate: new Date(Math.floor(time.getTime() / HOUR_MS + 1) * HOUR_MS),
    steps: await serviceSteps(db, chainId, view.step, axis.span, time),
    refusals: await refusalSteps(db, chainId, DEMAND_REASONS, view.step, axis.span),
    curve: await readCurve(at),
  }
}

async function readCurve(at: Snapshot): Promise<LorenzPoint[] | null> {
  const point = atBlock(at.time)
  const history = await readActivityHistory(at, [point], false)
  const { window } = activityAt(history, point, { reason: '' })
  return window?.earned ? lorenz(window.earned) : null
}
