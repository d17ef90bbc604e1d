import 'server-only'
import { database } from '../auth/database'
import { findCheckpoint } from '../db/overview-rows'
import { type DaySpanOf, type DayStep, stepsBetween } from '../domain/day-step'
import type { MetricPart } from '../domain/metric-answer'
import type { MetricSource, MetricUnit } from '../domain/metric-definition'
import type { ActivityInput } from '../domain/metric-input'
import { computeMetric, type MetricValue, needOf } from '../domain/metric-values'
import { isMetricId, METRIC_IDS, METRICS, type MetricId } from '../domain/metrics'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { readActivityHistory } from '../metrics/activity-history'
import { activityAt } from '../metrics/activity-input'
import { readLedgerHistory } from '../metrics/ledger-history'
import { ledgerAt } from '../metrics/ledger-input'
import { atBlock, atEndBefore, type MetricPoint } from '../metrics/metric-point'
import { accountsAt, readAccounts } from './accounts-input'
import { type MetricQuery, MOST_POINTS, metricQueryFrom, refusedField } from './metric-query'
import { atPastBlock } from './past-block'
import { readRollover } from './rollover'
import { atOneBlock, dayOf, type Snapshot } from './snapshot'

type Definition = { id: MetricId; name: string; formula: string; unit: MetricUnit; source: MetricSource }
type Value = { value: string | null; reason?: string; parts?: MetricPart[] }

/** As served: `value` is a decimal string in `unit`, null with the `reason`; `asOf` is the time of the block. */
export type Metric = Definition & Value & { block: number; asOf: string }

/** `start`: first day of the step. `at`: its end, the time of the block for the one that still runs. */
export type MetricStep = Value & { start: string; at: string; isComplete: boolean; block?: number }
export type MetricSeries = Definition & { step: DayStep; block: number; asOf: string; points: MetricStep[] }

/** Public: every metric of the dictionary at one block, or by steps. `raw`: the query. */
export async function getMetrics(raw: Record<string, string> = {}): Promise<Metric[] | MetricSeries[]> {
  return readMetrics(METRIC_IDS, metricQueryFrom(raw))
}

/** Public. Throws METRIC_NOT_FOUND. */
export async function getMetric(id: string, raw: Record<string, string> = {}): Promise<Metric | MetricSeries> {
  if (!isMetricId(id)) throw new AppError('METRIC_NOT_FOUND', { id })
  const [metric] = await readMetrics([id], metricQueryFrom(raw))
  if (!metric) throw new AppError('METRIC_NOT_FOUND', { id })
  return metric
}

async function readMetrics(ids: readonly MetricId[], query: MetricQuery): Promise<Metric[] | MetricSeries[]> {
  const isPast = query.kind === 'block' || query.kind === 'time'
  if (isPast) return atPastBlock(query, (at) => metricsAt(ids, at, NO_ROLLOVER))
  const rollover = ids.includes('rollover_outstanding') ? await runningRollover() : NO_ROLLOVER
  return atOneBlock<Metric[] | MetricSeries[]>((at) =>
    query.kind === 'series' ? seriesAt(ids, at, query, rollover) : metricsAt(ids, at, rollover),
  )
}

const NO_ROLLOVER: ActivityInput['rollover'] = { reason: 'Known for the latest block only.' }

/** Read on its own, before the ledger's transaction: who holds a connection must not wait for a second one. */
async function runningRollover(): Promise<ActivityInput['rollover']> {
  const newest = await findCheckpoint(database(), env.CHAIN_ID)
  return newest ? readRollover(database(), env.CHAIN_ID, newest.blockTime) : NO_ROLLOVER
}

async function metricsAt(
  ids: readonly MetricId[],
  at: Snapshot,
  rollover: ActivityInput['rollover'],
): Promise<Metric[]> {
  const point = atBlock(at.time)
  const valueAt = await reader(ids, at, [point], rollover)
  return ids.map((id) => ({ ...definitionOf(id), ...valueAt(id, point), ...originOf(at) }))
}

async function seriesAt(
  ids: readonly MetricId[],
  at: Snapshot,
  { from, to, step }: Extract<MetricQuery, { kind: 'series' }>,
  rollover: ActivityInput['rollover'],
): Promise<MetricSeries[]> {
  const today = dayOf(at.time)
  const last = to === null || to > today ? today : to
  const spans = stepsBetween(step, from, last, Math.floor(MOST_POINTS / ids.length))
  if (!spans) throw refusedField(new AppError('METRIC_POINTS', { most: '1,000' }), to === null ? 'from' : 'to')
  return seriesOver(ids, at, { step, spans }, rollover)
}

/** Public, for pages that show metrics beside other rows of the same block. */
export const metricsNow = (at: Snapshot, ids: readonly MetricId[]): Promise<Metric[]> => metricsAt(ids, at, NO_ROLLOVER)

/** Public: the same by steps of a chart. */
export const metricSteps = (
  at: Snapshot,
  ids: readonly MetricId[],
  steps: { step: DayStep; spans: readonly DaySpanOf[] },
): Promise<MetricSeries[]> => seriesOver(ids, at, steps, NO_ROLLOVER)

async function seriesOver(
  ids: readonly MetricId[],
  at: Snapshot,
  { step, spans }: { step: DayStep; spans: readonly DaySpanOf[] },
  rollover: ActivityInput['rollover'],
): Promise<MetricSeries[]> {
  const today = dayOf(at.time)
  const steps = spans.map(({ start, next }) => ({
    start,
    isComplete: next <= today,
    point: next <= today ? atEndBefore(next) : atBlock(at.time),
  }))
  const points = steps.map(({ point }) => point)
  const valueAt = await reader(ids, at, points, rollover)
  return ids.map((id) => ({
    ...definitionOf(id),
    step,
    ...originOf(at),
    points: steps.map(({ start, isComplete, point }) => ({
      start,
      at: point.time.toISOString(),
      isComplete,
      ...(isComplete ? {} : { block: Number(at.block) }),
      ...valueAt(id, point),
    })),
  }))
}

/** Reads what the metrics need, once for all points. A point before the ledger's first day has no value. */
async function reader(
  ids: readonly MetricId[],
  at: Snapshot,
  points: readonly MetricPoint[],
  rollover: ActivityInput['rollover'],
): Promise<(id: MetricId, point: MetricPoint) => Value> {
  const needs = new Set(ids.map(needOf))
  const ledger = await readLedgerHistory(at, points)
  const accounts = needs.has('accounts') ? await readAccounts(at, points) : null
  const activity =
    needs.has('activity') || accounts
      ? await readActivityHistory(at, points, ids.includes('reward_per_provider_hour'))
      : null
  const inputs = new Map(
    points.map((point) => [
      point,
      {
        ledger: ledgerAt(ledger, point),
        ...(activity && { activity: activityAt(activity, point, rollover) }),
        ...(activity && accounts && { accounts: accountsAt(activity, accounts, point) }),
      },
    ]),
  )
  return (id, point) => {
    const isBefore = point.end !== null && (ledger.firstDay === null || point.until <= ledger.firstDay)
    if (isBefore) return { value: null, reason: `The ledger begins on ${ledger.firstDay ?? 'a later day'}.` }
    return shown(computeMetric(id, inputs.get(point) ?? {}))
  }
}

const shown = ({ value, reason, parts }: MetricValue): Value => ({
  value,
  ...(reason === undefined ? {} : { reason }),
  ...(parts === undefined ? {} : { parts }),
})

const originOf = ({ block, time }: Snapshot) => ({ block: Number(block), asOf: time.toISOString() })

function definitionOf(id: MetricId): Definition {
  return { id, ...METRICS[id] }
}
