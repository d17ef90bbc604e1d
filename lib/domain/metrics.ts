import type { MetricDefinition, MetricSource, MetricUnit } from './metric-definition'

const metric = (name: string, formula: string, unit: MetricUnit, source: MetricSource): MetricDefinition => ({
  name,
  formula,
  unit,
  source,
})

/**
 * The dictionary of economics.md §7: what each public number is called, how it is computed, in which unit, and from where; the function
 * behind each is in metric-values.ts. "30 days" are the last 30 complete UTC days; "annualised" is × 365/30.
 */
export const METRICS = {
  // Supply
  max_supply: metric('Max supply', '1,000,000,000 CXPT, minted once', 'wei', 'chain'),
  total_supply: metric('Total supply', 'totalSupply()', 'wei', 'ledger'),
  burned: metric('Burned', 'max_supply − total_supply = Σ Transfer to the zero address', 'wei', 'ledger'),
  locked_reserve: metric('Reserve', 'treasury bucket RESERVE', 'wei', 'ledger'),
  locked_operations: metric('Operations', 'treasury bucket OPERATIONS', 'wei', 'ledger'),
  locked_liquidity: metric('Liquidity', 'treasury bucket LIQUIDITY', 'wei', 'ledger'),
  locked_protocol: metric('Protocol', 'treasury bucket PROTOCOL', 'wei', 'ledger'),
  locked_emission: metric('Locked emission', '480,000,000 CXPT − emission_used', 'wei', 'ledger'),
  circulating: metric(
    'Circulating',
    'total_supply − balances of treasury, rewards, vault and dead address',
    'wei',
    'ledger',
  ),
  float_pct: metric('Float', 'circulating / total_supply', 'percent', 'ledger'),

  // Emission and burn
  emission_vested: metric('Emission', 'Σ of tranches, released by the time of the block', 'wei', 'ledger'),
  emission_used: metric('Emission used', 'allocated to providers beyond what revenue funded', 'wei', 'ledger'),
  emission_claimed: metric('Emission claimed', 'claimed by providers, emission-funded part', 'wei', 'ledger'),
  treasury_released: metric('Treasury released', 'withdrawn from the treasury to others', 'wei', 'ledger'),
  gross_burn: metric('Gross burn', 'burned in 30 days', 'wei', 'ledger'),
  net_emission: metric('Net emission', 'emission claimed + treasury released − burned, in 30 days', 'wei', 'ledger'),
  burn_emission_ratio: metric(
    'Burn to emission',
    'burned / emission used, in 30 days; 1 is equilibrium',
    'ratio',
    'ledger',
  ),
  burn_rate_supply: metric('Burn rate of supply', 'burned in 30 days, annualised / total_supply', 'percent', 'ledger'),
  burn_rate_float: metric('Burn rate of float', 'burned in 30 days, annualised / circulating', 'percent', 'ledger'),
  runway_rate_days: metric(
    'Emission runway, by rate',
    'locked_emission / (emission used in 30 days / 30)',
    'days',
    'ledger',
  ),
  runway_schedule_days: metric(
    'Emission runway, by schedule',
    'end of the last tranche − time of the block',
    'days',
    'ledger',
  ),
  subsidy_ratio: metric(
    'Subsidy ratio',
    'Δ emission used / Δ total of provider rewards, in 30 days',
    'ratio',
    'ledger',
  ),

  // Credits and vault
  credits_loaded: metric('Credits loaded', 'Vault.loaded(), lifetime', 'wei', 'ledger'),
  credits_spent: metric('Credits spent', 'Vault.spent(), lifetime', 'wei', 'ledger'),
  credits_outstanding: metric('Credits outstanding', 'Vault.credits()', 'wei', 'ledger'),
  vault_revenue: metric('Vault revenue', 'spent credits not yet distributed, Vault.revenue()', 'wei', 'ledger'),
  protocol_balance: metric('Protocol balance', 'the protocol share, in the treasury bucket PROTOCOL', 'wei', 'ledger'),
  payments: metric('Payments', 'number of settlements and charges, lifetime', 'count', 'ledger'),
  split_drift_bps: metric(
    'Split drift',
    'largest difference of a distributed share from the split in force, of all that was distributed',
    'bps',
    'ledger',
  ),

  // Revenue and cost
  revenue_recognised: metric(
    'Recognised revenue',
    'accounts 4100 + 4110 + 4200 − 4900, in 30 days: prices of plans as their tokens are used or expire + pay-per-use − growth of accepted loyalty rewards at the price of each acceptance',
    'micro-USD',
    'accounts',
  ),
  revenue_deferred: metric('Deferred revenue', 'accounts 2100 + 2110', 'micro-USD', 'accounts'),
  usd_per_1k: metric(
    'Price per 1,000 tokens',
    '(charges for tokens + plan payments) / tokens served · 1,000, in 30 days; by service: charge for 1,000 tokens that no plan covered',
    'nano-USD',
    'metering',
  ),
  provider_cost_per_1k: metric(
    'Provider cost per 1,000 tokens',
    'growth of accepted provider rewards at the price of each acceptance / tokens served · 1,000, in 30 days',
    'nano-USD',
    'metering',
  ),
  gross_margin: metric(
    'Gross margin',
    '(recognised revenue − growth of accepted provider rewards at the price of each acceptance) / recognised revenue, in 30 days',
    'percent',
    'accounts',
  ),
  treasury_runway: metric('Treasury runway', 'assets without own token / expense of 30 days · 30', 'days', 'accounts'),
  referral_cost_ratio: metric(
    'Referral cost',
    'growth of accepted referral rewards at the price of each acceptance / what was settled and charged, in 30 days',
    'percent',
    'ledger',
  ),

  // Providers and network
  reward_per_provider_hour: metric(
    'Reward per provider hour',
    'provider rewards of epochs accepted in 30 days / hours online in their published inputs',
    'wei',
    'probes',
  ),
  gini: metric(
    'Concentration of rewards, Gini',
    '2Σ i·xᵢ / (n·Σx) − (n + 1)/n, x ascending: what provider roots accepted in 30 days added, by account',
    'index',
    'ledger',
  ),
  hhi: metric(
    'Concentration of rewards, HHI',
    'Σ of squared shares of the same rewards, 0 to 10,000',
    'index',
    'ledger',
  ),
  nakamoto_33: metric(
    'Providers holding a third',
    'fewest accounts with more than a third of the same rewards',
    'count',
    'ledger',
  ),
  utilisation: metric(
    'Utilisation',
    '(served + queued) / capacity of the last hour, mean of the services that report capacity',
    'percent',
    'probes',
  ),
  refused_demand: metric(
    'Refused demand',
    'requests without a price, above maxPrice, without overage or outside of the phase / requests asked for, in 30 days',
    'percent',
    'metering',
  ),
  payout_lag_p50: metric(
    'Payout lag, median',
    'end of the last epoch before a root was proposed to the claim of what it added, median of 30 days',
    'seconds',
    'ledger',
  ),
  payout_lag_p95: metric(
    'Payout lag, 95th percentile',
    'end of the last epoch before a root was proposed to the claim of what it added, 95th percentile of 30 days',
    'seconds',
    'ledger',
  ),
  points_outstanding: metric(
    'Points outstanding',
    'points of closed epochs whose root is not accepted',
    'points',
    'probes',
  ),

  // Users
  rollover_outstanding: metric(
    'Rollover outstanding',
    'rolled tokens of running periods not yet used, by expiry',
    'count',
    'metering',
  ),
  velocity: metric('Velocity', 'credits spent in 30 days, annualised / circulating', 'ratio', 'ledger'),
  retention: metric(
    'Retention',
    'plans renewed / plans whose time to renew (three days after the end) ran out in 30 days',
    'percent',
    'ledger',
  ),

  // Health
  indexer_lag: metric('Ledger lag', 'time of the latest block − time of the ledger’s block', 'seconds', 'ledger'),
  oracle_age: metric('Age of the price', 'time of the block − time of the posted price', 'seconds', 'ledger'),
  reconciliation_wei: metric(
    'Reconciliation difference',
    'Σ |ledger − chain| over all accounts, last comparison',
    'wei',
    'chain',
  ),
} as const satisfies Record<string, MetricDefinition>

export type MetricId = keyof typeof METRICS

export const METRIC_IDS = Object.keys(METRICS) as MetricId[]

export function isMetricId(id: string): id is MetricId {
  return Object.hasOwn(METRICS, id)
}
