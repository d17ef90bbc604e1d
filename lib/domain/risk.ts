import type { MetricId } from './metrics'
import { ROLES, type RoleName } from './roles'
import { isBeyond, THRESHOLDS, type ThresholdId } from './threshold'

export const RISK_GROUPS = ['market', 'platform', 'economic'] as const
export type RiskGroup = (typeof RISK_GROUPS)[number]

/**
 * An indicator has the threshold of its own name. `owner`: the role that can do something about it; it reads this page. `metric`: the number of the dictionary that it
 * is, or is made of; its history is that one's. `alert`: the alert that already tells of it, by the same threshold; without one a breach
 * raises its own.
 */
export type Risk = { group: RiskGroup; owner: RoleName; metric?: MetricId; alert?: string }

const { PARAMS, TREASURER, GUARDIAN, KEYKEEPER } = ROLES

export const RISKS = {
  price_move: { group: 'market', owner: PARAMS.name },
  price_gap: { group: 'market', owner: PARAMS.name },
  liquidity: { group: 'market', owner: TREASURER.name },
  top_payers: { group: 'market', owner: PARAMS.name },
  top_depositors: { group: 'market', owner: TREASURER.name },
  burn_emission_drift: { group: 'market', owner: PARAMS.name },
  oracle_age: { group: 'platform', owner: KEYKEEPER.name, alert: 'oracle-age' },
  pauses: { group: 'platform', owner: GUARDIAN.name },
  reconciliation: { group: 'platform', owner: GUARDIAN.name, alert: 'alarm reconciliation' },
  key_balance: { group: 'platform', owner: KEYKEEPER.name, alert: 'low-gas' },
  indexer_lag: { group: 'platform', owner: GUARDIAN.name, alert: 'ledger-behind' },
  emission_runway: { group: 'economic', owner: PARAMS.name, metric: 'runway_rate_days' },
  treasury_runway: { group: 'economic', owner: TREASURER.name, metric: 'treasury_runway' },
  provider_coverage: { group: 'economic', owner: PARAMS.name },
  hhi: { group: 'economic', owner: PARAMS.name, metric: 'hhi' },
  nakamoto_33: { group: 'economic', owner: PARAMS.name, metric: 'nakamoto_33' },
} as const satisfies Partial<Record<ThresholdId, Risk>>

export type RiskId = keyof typeof RISKS
export const RISK_IDS = Object.keys(RISKS) as RiskId[]

export const isRiskId = (id: string): id is RiskId => Object.hasOwn(RISKS, id)

/** What an indicator says at a block: a decimal string in the unit of its threshold, or why it says nothing. */
export type RiskValue = { value: string; reason?: undefined } | { value: null; reason: string }

/** `unknown` is never fine: nobody looked, or it cannot be told. */
export type RiskState = 'within' | 'breached' | 'unknown'

export function riskState(id: RiskId, value: string | null, limit: string): RiskState {
  if (value === null) return 'unknown'
  return isBeyond(THRESHOLDS[id], value, limit) ? 'breached' : 'within'
}

/** What a reading means for the record. An unknown value ends nothing: a breach that cannot be seen any more is not over. */
export type BreachStep = 'none' | 'begin' | 'go-on' | 'worsen' | 'end'

export function breachStep(
  id: RiskId,
  open: { worst: string } | null,
  value: string | null,
  limit: string,
): BreachStep {
  const state = riskState(id, value, limit)
  if (state === 'unknown' || value === null) return open ? 'go-on' : 'none'
  if (state === 'within') return open ? 'end' : 'none'
  if (!open) return 'begin'
  return isBeyond(THRESHOLDS[id], value, open.worst) ? 'worsen' : 'go-on'
}
