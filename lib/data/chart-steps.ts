import 'server-only'
import {
  type DayMetric,
  type DaySpan,
  findFirstDay,
  listSplits,
  type SeriesSum,
  seriesOfDays,
} from '../db/overview-rows'
import { type ChartStep, type ChartView, stepsOfView } from '../domain/chart-view'
import type { Split } from '../domain/split'
import { dayOf, type Snapshot } from './snapshot'

/** The block everything of one answer is as of. */
export type AsOf = { block: bigint; time: Date }

/** The time axis of a page at a block. `first`: the day the ledger begins. */
export type Axis = { view: ChartView; first: string; span: DaySpan; steps: ChartStep[] }

export async function axisAt(at: Snapshot, view: ChartView): Promise<Axis> {
  const today = dayOf(at.time)
  const first = (await findFirstDay(at.db, at.chainId)) ?? today
  const steps = stepsOfView(view, first, today)
  return { view, first, span: { from: steps[0]?.start ?? today, until: dayOf(at.time, 1) }, steps }
}

/** Flows of the ledger by step: a step without one is a real zero, the ledger covers it. */
export class StepFlows {
  constructor(private readonly rows: readonly SeriesSum[]) {}

  of(start: string, metric: DayMetric, key?: string): bigint {
    return sum(this.rows.filter((row) => row.start === start && isAsked(row, metric, key)))
  }

  all(metric: DayMetric, key?: string): bigint {
    return sum(this.rows.filter((row) => isAsked(row, metric, key)))
  }
}

const isAsked = (row: SeriesSum, metric: DayMetric, key?: string): boolean =>
  row.metric === metric && (key === undefined || row.key === key)
const sum = (rows: readonly SeriesSum[]): bigint => rows.reduce((all, { value }) => all + value, 0n)

export async function flowsOver(at: Snapshot, axis: Axis, metrics: readonly DayMetric[]): Promise<StepFlows> {
  return new StepFlows(await seriesOfDays(at.db, at.chainId, metrics, axis.view.step, axis.span))
}

/** A split that came into force, and the one before it. */
export type SplitMove = { at: Date; from: Split; to: Split; txHash: string }

export async function splitMoves({ db, chainId }: Snapshot): Promise<SplitMove[]> {
  const rows = await listSplits(db, chainId)
  return rows.flatMap((row, index) => {
    const before = rows[index - 1]
    return before ? [{ at: row.blockTime, from: sharesOf(before), to: sharesOf(row), txHash: row.txHash }] : []
  })
}

const sharesOf = ({ burn, protocol, operations, provider }: Split): Split => ({ burn, protocol, operations, provider })

export const asOfOf = ({ block, time }: Snapshot): AsOf => ({ block, time })
