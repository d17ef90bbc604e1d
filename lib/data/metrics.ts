import 'server-only'
import { computeMetric } from '../domain/metric-values'
import { METRICS, type MetricId, type MetricUnit } from '../domain/metrics'
import { AppError } from '../errors/app-error'
import { readMetricInput } from './metric-input'
import { atOneBlock } from './snapshot'

/** As served: `value` is a decimal string in `unit`, null with the `reason`; `asOf` is the time of the block. */
export type Metric = {
  id: MetricId
  name: string
  value: string | null
  unit: MetricUnit
  block: number
  asOf: string
  reason?: string
}

const IDS = Object.keys(METRICS) as MetricId[]

const isMetricId = (id: string): id is MetricId => Object.hasOwn(METRICS, id)

/** Public: every metric of the dictionary at one block. */
export async function getMetrics(): Promise<Metric[]> {
  return readMetrics(IDS)
}

/** Public. Throws METRIC_NOT_FOUND. */
export async function getMetric(id: string): Promise<Metric> {
  if (!isMetricId(id)) throw new AppError('METRIC_NOT_FOUND', { id })
  const [metric] = await readMetrics([id])
  if (!metric) throw new AppError('METRIC_NOT_FOUND', { id })
  return metric
}

function readMetrics(ids: readonly MetricId[]): Promise<Metric[]> {
  return atOneBlock(async (at) => {
    const input = await readMetricInput(at)
    const origin = { block: Number(at.block), asOf: at.time.toISOString() }
    return ids.map((id) => ({ ...computeMetric(id, input), name: METRICS[id].name, ...origin }))
  })
}
