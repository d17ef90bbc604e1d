/** Amounts are integers in the smallest unit; ratios, percentages and days have at most six decimals, rounded to the nearest. */
export type MetricUnit =
  | 'wei'
  | 'micro-USD'
  | 'nano-USD'
  | 'percent'
  | 'ratio'
  | 'bps'
  | 'days'
  | 'seconds'
  | 'count'
  | 'points'
  | 'index'
/** `ledger` our rows of chain events, `chain` views at the block, `metering` receipts, `probes` uptime samples, `accounts` the accrual ledger. */
export type MetricSource = 'ledger' | 'chain' | 'metering' | 'probes' | 'accounts'
export type MetricDefinition = { name: string; formula: string; unit: MetricUnit; source: MetricSource }
