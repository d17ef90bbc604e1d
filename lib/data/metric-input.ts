import 'server-only'
import {
  type BalanceRow,
  type DayMetric,
  type DaySpan,
  findFirstDay,
  findLatestPrice,
  findLatestReconciliation,
  findProviderTotal,
  listSplits,
  listTranches,
  sumBalances,
  sumDays,
  sumDistributions,
} from '../db/overview-rows'
import { type AccountName, HOLDER_BUCKETS, type Holder } from '../domain/buckets'
import { vested } from '../domain/emission'
import { emissionClaimed } from '../domain/emission-claimed'
import type { MetricInput, MetricWindow } from '../domain/metric-values'
import { greater } from '../domain/money'
import { SPLIT_LEGS } from '../domain/split'
import { secondsOf } from '../domain/time'
import { MAX_SUPPLY } from '../domain/units'
import { completeDays, type Snapshot } from './snapshot'

/** Days a window metric looks back. */
const WINDOW_DAYS = 30
/** Before the ledger's first day. */
const BEGINNING = '1970-01-01'

/** Everything the computed metrics are made of, at one block of the ledger. */
export async function readMetricInput(at: Snapshot): Promise<MetricInput> {
  const { db, chainId } = at
  const sheet = new BalanceSheet(await sumBalances(db, chainId))
  const lifetime = await readFlows(at)
  const tranches = await listTranches(db, chainId)
  const price = await findLatestPrice(db, chainId)
  const reconciliation = await findLatestReconciliation(db, chainId)
  const schedule = tranches.filter(({ cancelledBlock }) => cancelledBlock === null)
  return {
    time: secondsOf(at.time),
    totalSupply: MAX_SUPPLY - sheet.of('burned'),
    balances: {
      treasury: sheet.held('treasury'),
      rewards: sheet.held('rewards'),
      vault: sheet.held('vault'),
      dead: sheet.of('dead'),
    },
    buckets: {
      reserve: sheet.of('reserve'),
      operations: sheet.of('operations'),
      liquidity: sheet.of('liquidity'),
      protocol: sheet.of('protocol'),
    },
    emissionVested: vested(
      schedule.map(({ startsAt, endsAt, amount }) => ({ start: secondsOf(startsAt), end: secondsOf(endsAt), amount })),
      secondsOf(at.time),
    ),
    emissionUsed: lifetime.of('emission_used'),
    emissionClaimed: emissionClaimed({
      claimed: lifetime.of('emission_claimed', 'provider'),
      total: lifetime.of('emission_claimed', 'provider') + sheet.of('rewards_allocated', 'provider'),
      used: lifetime.of('emission_used'),
    }),
    treasuryReleased: lifetime.of('treasury_released'),
    credits: {
      loaded: lifetime.of('loaded'),
      spent: lifetime.of('charged') + lifetime.of('settled'),
      outstanding: sheet.of('vault_credits'),
    },
    vaultRevenue: sheet.of('vault_revenue'),
    payments: lifetime.of('payments'),
    scheduleEnd: schedule.length === 0 ? null : latest(schedule.map(({ endsAt }) => secondsOf(endsAt))),
    window: await readWindow(at),
    distributed: await readDistributed(at),
    headTime: secondsOf(at.headTime),
    postedAt: price && secondsOf(price.blockTime),
    reconciliation: reconciliation?.difference ?? null,
  }
}

/** Balances of all accounts, asked by bucket (and owner) or by the contract that holds them. */
export class BalanceSheet {
  constructor(readonly rows: readonly BalanceRow[]) {}

  of(bucket: AccountName, owner?: string): bigint {
    return this.rows
      .filter((row) => row.bucket === bucket && (owner === undefined || row.owner === owner))
      .reduce((sum, { amount }) => sum + amount, 0n)
  }

  /** `balanceOf` of a holder: its buckets and what was donated to it. */
  held(holder: Holder): bigint {
    const buckets: readonly AccountName[] = HOLDER_BUCKETS[holder]
    return buckets.reduce((sum, bucket) => sum + this.of(bucket), this.of('donations', holder))
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
export async function readFlows({ db, chainId }: Snapshot, span?: DaySpan, metrics: readonly DayMetric[] = FLOWS) {
  const rows = await sumDays(db, chainId, metrics, span)
  return {
    of: (metric: DayMetric, key?: string): bigint =>
      rows
        .filter((row) => row.metric === metric && (key === undefined || row.key === key))
        .reduce((sum, { value }) => sum + value, 0n),
    keysOf: (metric: DayMetric): string[] => rows.filter((row) => row.metric === metric).map(({ key }) => key),
  }
}

async function readWindow(at: Snapshot): Promise<MetricWindow | null> {
  const span = completeDays(at.time, WINDOW_DAYS)
  const first = await findFirstDay(at.db, at.chainId)
  if (first === null || first > span.from) return null
  const during = await readFlows(at, span)
  return {
    burned: during.of('burned'),
    emissionUsed: during.of('emission_used'),
    emissionClaimed: (await readEmissionClaimed(at, span.until)) - (await readEmissionClaimed(at, span.from)),
    treasuryReleased: during.of('treasury_released'),
  }
}

/** Lifetime emission claimed before a day began. */
async function readEmissionClaimed(at: Snapshot, until: string): Promise<bigint> {
  const flows = await readFlows(at, { from: BEGINNING, until })
  const total = await findProviderTotal(at.db, at.chainId, new Date(`${until}T00:00:00Z`))
  return emissionClaimed({
    claimed: flows.of('emission_claimed', 'provider'),
    total,
    used: flows.of('emission_used'),
  })
}

async function readDistributed({ db, chainId }: Snapshot): Promise<MetricInput['distributed']> {
  const sums = await sumDistributions(db, chainId)
  const splits = new Map((await listSplits(db, chainId)).map((split) => [split.version, split]))
  const legOf = (leg: (typeof SPLIT_LEGS)[number]) => ({
    paid: sums.reduce((sum, row) => sum + row[leg], 0n),
    weighted: sums.reduce((sum, row) => sum + row.total * BigInt(splits.get(row.version)?.[leg] ?? 0), 0n),
  })
  const [burn, protocol, operations, provider] = SPLIT_LEGS
  return {
    total: sums.reduce((sum, { total }) => sum + total, 0n),
    legs: {
      burn: legOf(burn),
      protocol: legOf(protocol),
      operations: legOf(operations),
      provider: legOf(provider),
    },
  }
}

function latest(times: readonly bigint[]): bigint {
  return times.reduce(greater, 0n)
}
