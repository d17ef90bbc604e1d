import { ACCOUNT_METRICS } from './account-metrics'
import { ACTIVITY_METRICS } from './activity-metrics'
import { LEDGER_METRICS } from './ledger-metrics'
import type { Answer, MetricPart } from './metric-answer'
import type { MetricUnit } from './metric-definition'
import type { AccountsInput, ActivityInput, LedgerInput } from './metric-input'
import { METRICS, type MetricId } from './metrics'

export type MetricValue = {
  id: MetricId
  value: string | null
  unit: MetricUnit
  reason?: string
  parts?: MetricPart[]
}

/** What a metric is computed from; `none`: what is nowhere on record. */
export type MetricNeed = 'ledger' | 'activity' | 'accounts' | 'none'
export type MetricInputs = { ledger?: LedgerInput; activity?: ActivityInput; accounts?: AccountsInput }

type MetricFunction =
  | { need: 'ledger'; of: (input: LedgerInput) => Answer }
  | { need: 'activity'; of: (input: ActivityInput) => Answer }
  | { need: 'accounts'; of: (input: AccountsInput) => Answer }
  | { need: 'none'; reason: string }

/** The token of one's own is no asset, and the console holds no other. */
const NO_ASSETS = { need: 'none', reason: 'No asset besides CXPT is on record, and own CXPT never counts.' } as const

/** The last column of the dictionary: the function behind each id. */
const FUNCTIONS: Record<MetricId, MetricFunction> = {
  ...allOf('ledger', LEDGER_METRICS),
  ...allOf('activity', ACTIVITY_METRICS),
  ...allOf('accounts', ACCOUNT_METRICS),
  treasury_runway: NO_ASSETS,
}

function allOf<N extends MetricNeed, Id extends MetricId, Of>(need: N, functions: Record<Id, Of>) {
  const entries = Object.entries(functions).map(([id, of]) => [id, { need, of }])
  return Object.fromEntries(entries) as Record<Id, { need: N; of: Of }>
}

export const needOf = (id: MetricId): MetricNeed => FUNCTIONS[id].need

/** Throws when what it needs was not read. */
export function computeMetric(id: MetricId, inputs: MetricInputs): MetricValue {
  const { unit } = METRICS[id]
  const answer = answerOf(FUNCTIONS[id], inputs)
  if (typeof answer === 'string') return { id, value: answer, unit }
  return 'reason' in answer ? { id, value: null, unit, reason: answer.reason } : { id, unit, ...answer }
}

function answerOf(metric: MetricFunction, { ledger, activity, accounts }: MetricInputs): Answer {
  if (metric.need === 'none') return { reason: metric.reason }
  if (metric.need === 'ledger' && ledger) return metric.of(ledger)
  if (metric.need === 'activity' && activity) return metric.of(activity)
  if (metric.need === 'accounts' && accounts) return metric.of(accounts)
  throw new RangeError(`what the ${metric.need} says was not read`)
}
