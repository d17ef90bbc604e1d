import { type Answer, annualised, ratio, SHORT_LEDGER } from './metric-answer'
import type { LedgerInput, LedgerWindow } from './metric-input'
import type { MetricId } from './metrics'
import { greater } from './money'
import { SPLIT_LEGS } from './split'
import { DAY } from './time'
import { BPS, EMISSION_CAP, MAX_SUPPLY } from './units'

type Compute = (input: LedgerInput) => Answer

const integer =
  (of: (input: LedgerInput) => bigint): Compute =>
  (input) =>
    of(input).toString()

const inWindow =
  (of: (window: LedgerWindow, input: LedgerInput) => Answer): Compute =>
  (input) =>
    input.window ? of(input.window, input) : SHORT_LEDGER

const known =
  (of: (input: LedgerInput) => bigint | null, reason: string): Compute =>
  (input) =>
    of(input)?.toString() ?? { reason }

const circulating = ({ totalSupply, balances }: LedgerInput): bigint =>
  totalSupply - balances.treasury - balances.rewards - balances.vault - balances.dead

const lockedEmission = ({ emissionUsed }: LedgerInput): bigint => EMISSION_CAP - emissionUsed

const NO_SUPPLY = 'There is no supply.'
const NO_FLOAT = 'Nothing circulates.'
const NO_EMISSION = 'No emission was used in 30 days.'

/** How each metric of the ledger is computed. */
export const LEDGER_METRICS = {
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
  burn_rate_supply: inWindow((window, input) => annualised(window.burned * 100n, input.totalSupply, NO_SUPPLY)),
  burn_rate_float: inWindow((window, input) => annualised(window.burned * 100n, circulating(input), NO_FLOAT)),
  runway_rate_days: inWindow((window, input) => ratio(lockedEmission(input) * 30n, window.emissionUsed, NO_EMISSION)),
  runway_schedule_days: (input) => {
    if (input.scheduleEnd === null) return { reason: 'No tranche is scheduled.' }
    return input.scheduleEnd <= input.time ? '0' : ratio(input.scheduleEnd - input.time, DAY, '')
  },
  subsidy_ratio: inWindow(({ emissionUsed, allocated }) =>
    allocated > 0n ? ratio(emissionUsed, allocated, '') : { reason: 'Provider rewards did not grow in 30 days.' },
  ),
  velocity: inWindow((window, input) => annualised(window.spent, circulating(input), NO_FLOAT)),
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
    return ratio(drifts.reduce(greater, 0n), distributed.total, 'Nothing was distributed yet.')
  },
  indexer_lag: known(
    ({ headTime, time }) => (headTime === null ? null : headTime - time),
    'How far the ledger trailed is known for its latest block only.',
  ),
  oracle_age: known(({ postedAt, time }) => (postedAt === null ? null : time - postedAt), 'No price was posted yet.'),
  reconciliation_wei: known((input) => input.reconciliation, 'The ledger was not compared with the chain yet.'),
} as const satisfies Partial<Record<MetricId, Compute>>
