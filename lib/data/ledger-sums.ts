import 'server-only'
import { type BalanceRow, type DayMetric, type DaySpan, type DaySum, sumDays } from '../db/overview-rows'
import type { AccountName } from '../domain/buckets'
import type { Snapshot } from './snapshot'

/** Balances of all accounts of the newest block, asked by bucket (and owner). */
export class BalanceSheet {
  constructor(readonly rows: readonly BalanceRow[]) {}

  of(bucket: AccountName, owner?: string): bigint {
    return this.rows
      .filter((row) => row.bucket === bucket && (owner === undefined || row.owner === owner))
      .reduce((sum, { amount }) => sum + amount, 0n)
  }
}

const FLOWS = [
  'burned',
  'emission_used',
  'emission_claimed',
  'treasury_released',
  'loaded',
  'charged',
  'settled',
  'payments',
] as const satisfies readonly DayMetric[]

/** Sums of flows over a span, over all time without one. */
export async function readFlows(
  { db, chainId }: Snapshot,
  span?: DaySpan,
  metrics: readonly DayMetric[] = FLOWS,
): Promise<Flows> {
  return new Flows(await sumDays(db, chainId, metrics, span))
}

/** Sums of flows, asked by metric (and key). */
export class Flows {
  constructor(private readonly rows: readonly DaySum[]) {}

  of(metric: DayMetric, key?: string): bigint {
    return this.rows
      .filter((row) => row.metric === metric && (key === undefined || row.key === key))
      .reduce((sum, { value }) => sum + value, 0n)
  }

  keysOf(metric: DayMetric): string[] {
    return this.rows.filter((row) => row.metric === metric).map(({ key }) => key)
  }
}
