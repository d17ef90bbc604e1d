import canonicalize from 'canonicalize'
import type { EventRow } from '../../db/report-rows'
import type { Column, RowOf } from '../table'

/** Events by which an admin, a guardian or the deployment changed what is in force. Prices have a sheet of their own. */
export const PARAMETER_EVENTS = [
  'AuthorityUpdated',
  'CapSet',
  'ClassWeightsSet',
  'Configured',
  'CurveSet',
  'EpochPoolSet',
  'LoyaltyTiersSet',
  'MaxStepSet',
  'OracleSet',
  'PauseSet',
  'PhaseSet',
  'PlanAdded',
  'PlanRetired',
  'PointsRateSet',
  'PricingSet',
  'RatesSet',
  'ReferralTiersSet',
  'RoleAdminChanged',
  'RoleGrantDelayChanged',
  'RoleGranted',
  'RoleGuardianChanged',
  'RoleRevoked',
  'SplitSet',
  'TargetAdminDelayUpdated',
  'TargetClosed',
  'TargetFunctionRoleUpdated',
  'TrancheAdded',
  'TrancheCancelled',
  'UsageBonusTiersSet',
] as const

export const PARAMETER_COLUMNS = [
  { name: 'block', kind: 'count' },
  { name: 'log_index', kind: 'count' },
  { name: 'time', kind: 'time' },
  { name: 'tx', kind: 'text' },
  { name: 'contract', kind: 'text' },
  { name: 'event', kind: 'text' },
  { name: 'arguments', kind: 'text' },
  { name: 'operation', kind: 'text' },
  { name: 'reason', kind: 'text' },
] as const satisfies readonly Column[]

/** Arguments are canonical JSON (RFC 8785), so that the same change is the same text in every run. */
export const parameterTable = (rows: readonly EventRow[]): RowOf<typeof PARAMETER_COLUMNS>[] =>
  rows.map((row) => [
    row.blockNumber,
    row.logIndex,
    row.blockTime,
    row.txHash,
    row.contract,
    row.name,
    canonicalize(row.args) ?? '',
    row.operationId,
    row.reason,
  ])
