import 'server-only'
import { listTranches } from '../db/overview-rows'
import { type ChartStep, type ChartView, stepsOfView } from '../domain/chart-view'
import { movedDay, nextStep } from '../domain/day-step'
import { scheduled, type Tranche, vested, vestedOf } from '../domain/emission'
import { greater } from '../domain/money'
import { secondsOf } from '../domain/time'
import { type AsOf, type Axis, asOfOf, axisAt, flowsOver, type SplitMove, splitMoves } from './chart-steps'
import { type Known, LastKnown } from './last-known'
import { type Metric, type MetricSeries, metricSteps, metricsNow } from './metrics'
import { atOneBlock, dayOf, type Snapshot } from './snapshot'

/** Wei. */
export type EmissionStep = ChartStep & { used: bigint; burned: bigint }
export type TrancheRow = {
  id: number
  start: Date
  end: Date
  amount: bigint
  released: bigint
  state: 'cancelled' | 'to come' | 'running' | 'over'
}
/** Cumulative, wei, at the end of the step; of the running one at the block. Null: still to come. */
export type SchedulePoint = ChartStep & { scheduled: bigint; used: bigint | null; claimed: bigint | null }

export type Emissions = {
  asOf: AsOf
  axis: Axis
  metrics: Metric[]
  series: MetricSeries[]
  steps: EmissionStep[]
  splits: SplitMove[]
  schedule: { step: 'week' | 'month'; points: SchedulePoint[] }
  tranches: TrancheRow[]
  /** What no tranche releases yet of the 480M. */
  room: bigint
}

const NOW = [
  'emission_used',
  'emission_vested',
  'emission_claimed',
  'locked_emission',
  'net_emission',
  'burn_emission_ratio',
  'subsidy_ratio',
  'runway_rate_days',
  'runway_schedule_days',
] as const

const answers = new LastKnown<Emissions>(12)

/** Public. What tranches release, what of it was used and claimed, and how it compares with burns, of one block. */
export function getEmissions(view: ChartView): Promise<Known<Emissions>> {
  return answers.read(`${view.range} ${view.step}`, () => atOneBlock((at) => readEmissions(at, view)))
}

async function readEmissions(at: Snapshot, view: ChartView): Promise<Emissions> {
  const axis = await axisAt(at, view)
  const flows = await flowsOver(at, axis, ['burned', 'emission_used'])
  const rows = await listTranches(at.db, at.chainId)
  const tranches = rows.map((row) => trancheOf(row, at))
  const inForce = tranches.filter(({ state }) => state !== 'cancelled').map(releaseOf)
  return {
    asOf: asOfOf(at),
    axis,
    metrics: await metricsNow(at, NOW),
    series: await metricSteps(at, ['subsidy_ratio', 'runway_rate_days'], { step: view.step, spans: axis.steps }),
    steps: axis.steps.map((step) => ({
      ...step,
      used: flows.of(step.start, 'emission_used'),
      burned: flows.of(step.start, 'burned'),
    })),
    splits: await splitMoves(at),
    schedule: await readSchedule(at, axis.first, inForce),
    tranches,
    room: scheduled(inForce).room,
  }
}

type Row = Awaited<ReturnType<typeof listTranches>>[number]

const releaseOf = ({ start, end, amount }: Pick<TrancheRow, 'start' | 'end' | 'amount'>): Tranche => ({
  start: secondsOf(start),
  end: secondsOf(end),
  amount,
})

function trancheOf({ id, startsAt, endsAt, amount, cancelledBlock }: Row, { time }: Snapshot): TrancheRow {
  const row = { id, start: startsAt, end: endsAt, amount }
  if (cancelledBlock !== null) return { ...row, amount: 0n, released: 0n, state: 'cancelled' }
  const state = time < startsAt ? 'to come' : time < endsAt ? 'running' : 'over'
  return { ...row, released: vestedOf(releaseOf(row), secondsOf(time)), state }
}

/** Weeks of a schedule that are drawn one by one; a longer one goes by month. */
const MOST_WEEKS = 260

/** The whole schedule in even steps, from the ledger's first day to the end of the last tranche. */
async function readSchedule(at: Snapshot, first: string, inForce: readonly Tranche[]): Promise<Emissions['schedule']> {
  const today = dayOf(at.time)
  const last = inForce.map(({ end }) => end).reduce(greater, secondsOf(at.time))
  const end = dayOf(new Date(Number(last) * 1000))
  const step = movedDay(first, MOST_WEEKS * 7) < end ? ('month' as const) : ('week' as const)
  const past = stepsOfView({ range: 'all', step }, first, today)
  const [released, used, claimed] = await metricSteps(at, ['emission_vested', 'emission_used', 'emission_claimed'], {
    step,
    spans: past,
  })
  const valueAt = (series: MetricSeries | undefined, index: number) => BigInt(series?.points[index]?.value ?? 0)
  const points: SchedulePoint[] = past.map((span, index) => ({
    ...span,
    scheduled: valueAt(released, index),
    used: valueAt(used, index),
    claimed: valueAt(claimed, index),
  }))
  for (let start = past.at(-1)?.next ?? today; start <= end; start = nextStep(step, start)) {
    const next = nextStep(step, start)
    const time = secondsOf(new Date(`${next}T00:00:00Z`))
    points.push({ start, next, isRunning: false, scheduled: vested(inForce, time), used: null, claimed: null })
  }
  return { step, points }
}
