/** Days looked ahead; what lasts longer is not forecast. */
export const FORECAST_DAYS = 730
const PERIOD_DAYS = 30

export type Spending = {
  /** Credits without a requested withdrawal, wei. */
  credits: bigint
  /** What metered use took on average a day, wei. */
  perDay: bigint
  /** The next renewal: in how many whole days, and what it costs now; null when none is drawn on credits. */
  renewal: { inDays: number; cost: bigint } | null
}

export type RunOut =
  | { kind: 'never' }
  /** Nothing ends within the days looked ahead. */
  | { kind: 'later'; days: number }
  /** In so many days; `renewal`: they do not cover the renewal that is due then. */
  | { kind: 'ends'; days: number; because: 'use' | 'renewal' }

/** When credits run out if use goes on as it did and the price stays: day by day, a renewal before the use of its day. */
export function runOut({ credits, perDay, renewal }: Spending): RunOut {
  if (perDay <= 0n && !renewal) return { kind: 'never' }
  let left = credits
  for (let day = 0; day <= FORECAST_DAYS; day += 1) {
    if (renewal && day >= renewal.inDays && (day - renewal.inDays) % PERIOD_DAYS === 0) {
      if (left < renewal.cost) return { kind: 'ends', days: day, because: 'renewal' }
      left -= renewal.cost
    }
    if (left < perDay) return { kind: 'ends', days: day, because: 'use' }
    left -= perDay
  }
  return { kind: 'later', days: FORECAST_DAYS }
}
