import 'server-only'
import { bucketBefore } from '../db/bucket-rows'
import { pricesAt, type ServicePrice } from '../db/metering-price-history'
import { findFirstUse, seriesOfUsage, type UsageSum } from '../db/usage-rows'
import type { ChartStep, ChartView } from '../domain/chart-view'
import { type Shares, SPLIT_LEGS } from '../domain/split'
import { type AsOf, type Axis, asOfOf, axisAt, flowsOver, type StepFlows } from './chart-steps'
import { type Known, LastKnown } from './last-known'
import { type Metric, type MetricSeries, metricSteps, metricsNow } from './metrics'
import { atOneBlock, type Snapshot } from './snapshot'

/** micro-USD. */
export type PaidStep = ChartStep & { plans: bigint; metered: bigint }
/** What the vault took in and gave on over the steps, wei: opening + plans + metered = shares + closing. */
export type SplitFlow = { opening: bigint; plans: bigint; metered: bigint; shares: Shares; closing: bigint }

export type UsageHistory = {
  asOf: AsOf
  axis: Axis
  /** The first day anything was metered: nothing is known of steps before. Null: nothing was yet. */
  firstUse: string | null
  use: UsageSum[]
  paid: PaidStep[]
  flow: SplitFlow
  metrics: Metric[]
  price: MetricSeries | null
  prices: ServicePrice[]
}

const NOW = [
  'usd_per_1k',
  'provider_cost_per_1k',
  'payments',
  'credits_outstanding',
  'velocity',
  'retention',
  'revenue_recognised',
  'referral_cost_ratio',
] as const

const answers = new LastKnown<UsageHistory>(12)

/** Public. What was metered and paid, at what price, and where the money went, of one block. */
export function getUsageHistory(view: ChartView): Promise<Known<UsageHistory>> {
  return answers.read(`${view.range} ${view.step}`, () => atOneBlock((at) => readHistory(at, view)))
}

async function readHistory(at: Snapshot, view: ChartView): Promise<UsageHistory> {
  const { db, chainId } = at
  const axis = await axisAt(at, view)
  const flows = await flowsOver(at, axis, ['charged', 'settled', 'charged_usd', 'settled_usd', 'distributed'])
  const [price] = await metricSteps(at, ['usd_per_1k'], { step: view.step, spans: axis.steps })
  return {
    asOf: asOfOf(at),
    axis,
    firstUse: await findFirstUse(db, chainId),
    use: await seriesOfUsage(db, chainId, { scope: 'service', key: '' }, view.step, axis.span),
    paid: axis.steps.map((step) => ({
      ...step,
      plans: flows.of(step.start, 'charged_usd'),
      metered: flows.of(step.start, 'settled_usd'),
    })),
    flow: await flowOf(at, axis, flows),
    metrics: await metricsNow(at, NOW),
    price: price ?? null,
    prices: await pricesAt(db, chainId, at.time),
  }
}

async function flowOf({ db, chainId }: Snapshot, { span }: Axis, flows: StepFlows): Promise<SplitFlow> {
  const [burn, protocol, operations, provider] = SPLIT_LEGS
  return {
    opening: await bucketBefore(db, chainId, 'vault_revenue', span.from),
    plans: flows.all('charged'),
    metered: flows.all('settled'),
    shares: {
      burn: flows.all('distributed', burn),
      protocol: flows.all('distributed', protocol),
      operations: flows.all('distributed', operations),
      provider: flows.all('distributed', provider),
    },
    closing: await bucketBefore(db, chainId, 'vault_revenue', span.until),
  }
}
