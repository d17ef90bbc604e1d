import 'server-only'
import { type BurnRow, listDistributionBurns, listOtherBurns } from '../db/burn-rows'
import { sumDays } from '../db/overview-rows'
import { seriesOfUsage, type UsageSum } from '../db/usage-rows'
import { type BurnShares, burnByService, sumBurns } from '../domain/burn-by-service'
import type { ChartStep, ChartView } from '../domain/chart-view'
import {
  type AsOf,
  type Axis,
  asOfOf,
  axisAt,
  flowsOver,
  type SplitMove,
  type StepFlows,
  splitMoves,
} from './chart-steps'
import { type Known, LastKnown } from './last-known'
import { type Metric, type MetricSeries, metricSteps, metricsNow } from './metrics'
import { atOneBlock, type Snapshot } from './snapshot'

/** Wei. `total`: everything that was ever burned, at the end of the step. */
export type BurnStep = ChartStep & { distributed: bigint; others: bigint; total: bigint }

export type Burns = {
  asOf: AsOf
  axis: Axis
  metrics: Metric[]
  rates: MetricSeries[]
  steps: BurnStep[]
  /** Of the distributions of all steps together. */
  byService: BurnShares
  distributed: bigint
  splits: SplitMove[]
  latest: BurnRow[]
}

const LATEST = 10
const answers = new LastKnown<Burns>(12)

/** Public. What was burned, when, by what, and for which services, of one block. */
export function getBurns(view: ChartView): Promise<Known<Burns>> {
  return answers.read(`${view.range} ${view.step}`, () => atOneBlock((at) => readBurns(at, view)))
}

async function readBurns(at: Snapshot, view: ChartView): Promise<Burns> {
  const axis = await axisAt(at, view)
  const flows = await flowsOver(at, axis, ['burned', 'distributed', 'charged', 'settled'])
  const uses = await seriesOfUsage(at.db, at.chainId, { scope: 'service', key: '' }, view.step, axis.span)
  const distributed = await listDistributionBurns(at.db, at.chainId, LATEST)
  const others = await listOtherBurns(at.db, at.chainId, LATEST)
  return {
    asOf: asOfOf(at),
    axis,
    metrics: await metricsNow(at, [
      'burned',
      'gross_burn',
      'burn_rate_supply',
      'burn_rate_float',
      'burn_emission_ratio',
    ]),
    rates: await metricSteps(at, ['burn_rate_supply', 'burn_rate_float'], { step: view.step, spans: axis.steps }),
    steps: stepsOf(axis, flows, await burnedBefore(at, axis)),
    byService: sumBurns(axis.steps.map(({ start }) => sharesOf(start, flows, uses))),
    distributed: flows.all('distributed', 'burn'),
    splits: await splitMoves(at),
    latest: [...distributed, ...others].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, LATEST),
  }
}

async function burnedBefore({ db, chainId }: Snapshot, { first, span }: Axis): Promise<bigint> {
  const rows = await sumDays(db, chainId, ['burned'], { from: first, until: span.from })
  return rows.reduce((sum, { value }) => sum + value, 0n)
}

function stepsOf({ steps }: Axis, flows: StepFlows, before: bigint): BurnStep[] {
  let total = before
  return steps.map((step) => {
    const burned = flows.of(step.start, 'burned')
    const distributed = flows.of(step.start, 'distributed', 'burn')
    total += burned
    return { ...step, distributed, others: burned - distributed, total }
  })
}

function sharesOf(start: string, flows: StepFlows, uses: readonly UsageSum[]): BurnShares {
  return burnByService({
    burned: flows.of(start, 'distributed', 'burn'),
    charged: flows.of(start, 'charged'),
    settled: flows.of(start, 'settled'),
    uses: uses.filter((use) => use.start === start).map(weightOf),
  })
}

/** What plans covered of a service, at its list price: all units at the list price, in proportion. */
function weightOf({ service, inputUnits, outputUnits, covered, chargeNano, listNano }: UsageSum) {
  const units = inputUnits + outputUnits
  return { service, chargeNano, coveredNano: units > 0n ? (listNano * covered) / units : 0n }
}
