import type { MetricDefinition } from '@/lib/domain/metric-definition'
import { definitions } from '@/messages/charts'

/** What a public number means; `id` is its name in the API. */
export type Defined = MetricDefinition & { id: string }

/** The formula of a number, its unit and source, and where machines read it. */
export function Definition({ id, name, formula, unit, source }: Defined) {
  return (
    <span className="definition">
      <b>{name}</b> = {formula}. {definitions.inUnit(unit)} {definitions.sources[source]}{' '}
      <a href={`/api/v1/metrics/${id}`}>{definitions.api(id)}</a>
    </span>
  )
}
