import { METRICS, type MetricId, type MetricUnit } from './metrics'
import { greater } from './money'
import { decimalRatio } from './ratio'
import { SPLIT_LEGS, type SplitLeg } from './split'
import { DAY } from './time'
import { BPS, EMISSION_CAP, MAX_SUPPLY } from './units'

/** Sums over the last 30 complete UTC days, wei. */
export type MetricWindow = {
  burned: bigint
  emissionUsed: bigint
  emissionClaimed: bigint
  treasuryReleased: bigint
}

/** All of one block of the ledger. Amounts in wei, times in seconds. Null: not known yet. */
export type MetricInput = {
  time: bigint
  totalSupply: bigint
  /** By balance: donations are not circulating. */
  balances: { treasury: bigint; rewards: bigint; vault: bigint; dead: bigint }
  buckets: { reserve: bigint; operations: bigint; liquidity: bigint; protocol: bigint }
  emissionVested: bigint
  emissionUsed: bigint
  emissionClaimed: bigint
  treasuryReleased: bigint
  credits: { loaded: bigint; spent: bigint; outstanding: bigint }
  vaultRevenue: bigint
  payments: bigint
  /** End of the last tranche. */
  scheduleEnd: bigint | null
  /** Null while the ledger holds fewer than 30 complete days. */
  window: MetricWindow | null
  /** Of all distributions: what each leg got, and Σ total · bps of the split in force at each. */
  distributed: { total: bigint; legs: Record<SplitLeg, { paid: bigint; weighted: bigint }> }
  headTime: bigint
  postedAt: bigint | null
  reconciliation: bigint | null
}

export type MetricValue = { id: MetricId; value: string | null; unit: MetricUnit; reason?: string }

/** A value, or why there is none. */
type Answer = string | { reason: string }
type Compute = (input: MetricInput) => Answer

const integer =
  (of: (input: MetricInput) => bigint): Compute =>
  (input) =>
    of(input).toString()

const inWindow =
  (of: (window: MetricWindow, input: MetricInput) => Answer): Compute =>
  (input) =>
    input.window ? of(input.window, input) : { reason: 'The ledger holds fewer than 30 complete days.' }

const known =
  (of: (input: MetricInput) => bigint | null, reason: string): Compute =>
  (input) =>
    of(input)?.toString() ?? { reason }

const ratio = (numerator: bigint, denominator: bigint, reason: string): Answer =>
  decimalRatio(numerator, denominator) ?? { reason }

const circulating = ({ totalSupply, balances }: MetricInput): bigint =>
  totalSupply - balances.treasury - balances.rewards - balances.vault - balances.dead

const lockedEmission = ({ emissionUsed }: MetricInput): bigint => EMISSION_CAP - emissionUsed

/** Per cent of a base, of 30 days × 365/30. */
const annualised = (amount: bigint, base: bigint, reason: string): Answer =>
  ratio(amount * 365n * 100n, base * 30n, reason)

const NO_SUPPLY = 'There is no supply.'
const NO_FLOAT = 'Nothing circulates.'
const NO_EMISSION = 'No emission was used in 30 days.'

const COMPUTED: Partial<Record<MetricId, Compute>> = {
  max_supply: () => MAX_SUPPLY.toString(),
  total_supply: integer((input) => input.totalSupply),
  burned: integer((input) => MAX_SUPPLY - input.totalSupply),
  locked_reserve: integer((input) => input.buckets.reserve),
  locked_operations: integer((input) => input.buckets.operations),
  locked_liquidity: integer((input) => input.buckets.liquidity),
  locked_protocol: integer((input) => input.buckets.protocol),
  locked_emission: integer(lockedEmission),
  circulating: integer(circulating),
  float_pct: (input) => ratio(circulating(input) * 100n, input.totalSupply, NO_SUPPLY),
  emission_vested: integer((input) => input.emissionVested),
  emission_used: integer((input) => input.emissionUsed),
  emission_claimed: integer((input) => input.emissionClaimed),
  treasury_released: integer((input) => input.treasuryReleased),
  gross_burn: inWindow((window) => window.burned.toString()),
  net_emission: inWindow((window) => (window.emissionClaimed + window.treasuryReleased - window.burned).toString()),
  burn_emission_ratio: inWindow((window) => ratio(window.burned, window.emissionUsed, NO_EMISSION)),
  burn_rate_supply: inWindow((window, input) => annualised(window.burned, input.totalSupply, NO_SUPPLY)),
  burn_rate_float: inWindow((window, input) => annualised(window.burned, circulating(input), NO_FLOAT)),
  runway_rate_days: inWindow((window, input) => ratio(lockedEmission(input) * 30n, window.emissionUsed, NO_EMISSION)),
  runway_schedule_days: (input) => {
    if (input.scheduleEnd === null) return { reason: 'No tranche is scheduled.' }
    return input.scheduleEnd <= input.time ? '0' : ratio(input.scheduleEnd - input.time, DAY, '')
  },
  credits_loaded: integer((input) => input.credits.loaded),
  credits_spent: integer((input) => input.credits.spent),
  credits_outstanding: integer((input) => input.credits.outstanding),
  vault_revenue: integer((input) => input.vaultRevenue),
  protocol_balance: integer((input) => input.buckets.protocol),
  payments: integer((input) => input.payments),
  split_drift_bps: ({ distributed }) => {
    const drifts = SPLIT_LEGS.map((leg) => {
      const { paid, weighted } = distributed.legs[leg]
      const drift = paid * BPS - weighted
      return drift < 0n ? -drift : drift
    })
    const largest = drifts.reduce(greater, 0n)
    return ratio(largest, distributed.total, 'Nothing was distributed yet.')
  },
  indexer_lag: integer((input) => input.headTime - input.time),
  oracle_age: known(
    (input) => (input.postedAt === null ? null : input.time - input.postedAt),
    'No price was posted yet.',
  ),
  reconciliation_wei: known((input) => input.reconciliation, 'The ledger was not compared with the chain yet.'),
}

/** Metrics that have a value today; the others of the dictionary answer null with a reason. */
export const COMPUTED_METRICS = Object.keys(COMPUTED) as MetricId[]

export function computeMetric(id: MetricId, input: MetricInput): MetricValue {
  const { unit, source } = METRICS[id]
  const answer = COMPUTED[id]?.(input) ?? { reason: `Not measured yet: it needs ${SOURCES[source]}.` }
  return typeof answer === 'string' ? { id, value: answer, unit } : { id, value: null, unit, reason: answer.reason }
}

const SOURCES = {
  ledger: 'more of the ledger',
  chain: 'the chain',
  metering: 'metered usage',
  probes: 'uptime probes',
  accounts: 'the accrual ledger',
} as const
