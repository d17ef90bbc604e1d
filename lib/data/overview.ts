import 'server-only'
import { ask } from '../db/ask'
import type { KnownTranche, SplitVersion } from '../db/metric-rows'
import {
  dayPrices,
  flowSeries,
  flowTotals,
  listLatestDistributions,
  type SeriesSum,
  sumBalances,
} from '../db/overview-rows'
import type { AccountName } from '../domain/buckets'
import { nextStep, startOfStep } from '../domain/day-step'
import { vested } from '../domain/emission'
import { computeMetric, type MetricValue } from '../domain/metric-values'
import type { MetricId } from '../domain/metrics'
import { type Shares, SPLIT_LEGS, type Split } from '../domain/split'
import { secondsOf } from '../domain/time'
import { MAX_SUPPLY } from '../domain/units'
import { balanceIn, readLedgerHistory } from '../metrics/ledger-history'
import { ledgerAt } from '../metrics/ledger-input'
import { atBlock } from '../metrics/metric-point'
import { type Known, LastKnown } from './last-known'
import { BalanceSheet, Flows } from './ledger-sums'
import { atOneBlock, completeDays, dayOf, type Snapshot } from './snapshot'

export type AsOf = { block: number; time: Date }

/** A row of the supply cascade; `share` of the maximum in millionths. Amounts add up to 10^27 wei exactly when `isWhole`. */
export type SupplyRow = { bucket: AccountName | 'vault'; amount: bigint }
export type Supply = { rows: SupplyRow[]; credits: bigint; revenue: bigint; sum: bigint; isWhole: boolean }

export type By = 'month' | 'epoch'
/** One step of the time axis, wei. `isRunning`: not over yet at the block. */
export type FlowStep = {
  start: string
  isRunning: boolean
  burned: bigint
  emissionUsed: bigint
  distributed: Shares
}
export type SplitChange = { version: number; at: Date; split: Split; block: bigint; txHash: string }
export type SchedulePoint = { day: string; scheduled: bigint; used: bigint | null }
export type PaidRow = { plan: number | null; usd: bigint; amount: bigint }

export type Overview = {
  asOf: AsOf
  supply: Supply
  metrics: Partial<Record<MetricId, MetricValue>>
  price: { wad: bigint; postedAt: Date } | null
  flows: { by: By; steps: FlowStep[] }
  epochs: FlowStep[]
  splits: SplitChange[]
  schedule: { points: SchedulePoint[]; tranches: { id: number; start: Date; end: Date; amount: bigint }[] }
  split: { configured: SplitChange | null; paid: Shares; total: bigint }
  prices: { day: string; close: bigint; low: bigint; high: bigint }[]
  payments: { rows: PaidRow[]; usd: bigint; amount: bigint }
  latest: Awaited<ReturnType<typeof listLatestDistributions>>
  reconciliation: { difference: bigint; block: bigint; time: Date } | null
}

type View = { by: By; weeks: number | null }

/** One for each view that the page offers. */
const overviews = new LastKnown<Overview>(10)

/** Public. Everything the overview shows, of one block: the last one read while the database is away. */
export function getOverview(view: View): Promise<Known<Overview>> {
  return overviews.read(`${view.by} ${view.weeks}`, () => readOverview(view))
}

function readOverview({ by, weeks }: View): Promise<Overview> {
  return atOneBlock(async (at) => {
    const now = atBlock(at.time)
    const history = await readLedgerHistory(at, [now])
    const first = history.firstDay ?? dayOf(at.time)
    const ledger = ledgerAt(history, now)
    const splits = history.splits.map(splitChange)
    const from = since(at, first, weeks)
    const wholeLife = { from: first, until: dayOf(at.time, 1) }
    const { during, used, prices, ...sums } = await ask(at.db, {
      during: flowTotals(at.chainId, WINDOW_FLOWS, completeDays(at.time, WINDOW_DAYS)),
      epochs: stepSums(at, 'epoch', from),
      months: stepSums(at, 'month', from),
      used: flowSeries(at.chainId, ['emission_used'], 'day', wholeLife),
      prices: dayPrices(at.chainId, from),
    })
    const epochs = flowSteps(at, 'epoch', from, sums.epochs)
    const { posting = null, comparison = null } = history.last[0] ?? {}
    return {
      asOf: { block: Number(at.block), time: at.time },
      supply: supplyOf((bucket) => balanceIn(history, bucket)),
      metrics: Object.fromEntries(SHOWN.map((id) => [id, computeMetric(id, { ledger })])),
      price: posting && { wad: posting.price, postedAt: posting.at },
      flows: { by, steps: by === 'epoch' ? epochs : flowSteps(at, by, from, sums.months) },
      epochs,
      splits,
      schedule: scheduleOf(at, first, history.tranches, used),
      split: paidShares(new Flows(during), splits),
      prices,
      payments: paymentsIn(new Flows(during)),
      latest: await listLatestDistributions(at.db, at.chainId, 5),
      reconciliation: comparison,
    }
  })
}

/** Public. The supply alone, for its file. */
export function getSupply(): Promise<{ asOf: AsOf; supply: Supply }> {
  return atOneBlock(async (at) => ({
    asOf: { block: Number(at.block), time: at.time },
    supply: await readSupply(at),
  }))
}

const SHOWN: MetricId[] = [
  'circulating',
  'float_pct',
  'gross_burn',
  'burn_rate_supply',
  'burn_rate_float',
  'burn_emission_ratio',
  'runway_rate_days',
  'runway_schedule_days',
  'emission_used',
  'emission_vested',
  'locked_emission',
  'credits_loaded',
  'credits_spent',
  'credits_outstanding',
  'indexer_lag',
  'oracle_age',
  'reconciliation_wei',
]

/** The order of the cascade: the three large locks first, then what is near the market. */
const CASCADE = [
  'reserve',
  'rewards_emission',
  'operations',
  'liquidity',
  'protocol',
  'treasury_external',
  'rewards_pool',
  'rewards_allocated',
  'vault',
  'donations',
  'dead',
  'burned',
  'circulating',
  'unclassified',
] as const
/** Shown only when something is in them. */
const RARE: readonly string[] = ['treasury_external', 'rewards_pool', 'donations', 'dead']

async function readSupply({ db, chainId }: Snapshot): Promise<Supply> {
  const sheet = new BalanceSheet(await sumBalances(db, chainId))
  return supplyOf((bucket) => sheet.of(bucket))
}

function supplyOf(balance: (bucket: AccountName) => bigint): Supply {
  const [credits, revenue] = [balance('vault_credits'), balance('vault_revenue')]
  const rows = CASCADE.map((bucket) => ({
    bucket,
    amount: bucket === 'vault' ? credits + revenue : balance(bucket),
  })).filter(({ bucket, amount }) => amount !== 0n || !RARE.includes(bucket))
  const sum = rows.reduce((total, { amount }) => total + amount, 0n)
  return { rows, credits, revenue, sum, isWhole: sum === MAX_SUPPLY }
}

const splitChange = ({ version, at, block, txHash, ...split }: SplitVersion): SplitChange => ({
  version,
  at,
  block,
  txHash,
  split,
})

/** First day of the range: `weeks` epochs back with the running one, or the ledger's beginning. */
function since({ time }: Snapshot, first: string, weeks: number | null): string {
  if (weeks === null) return first
  const monday = startOfStep('week', dayOf(time))
  const from = dayOf(new Date(`${monday}T00:00:00Z`), -7 * (weeks - 1))
  return from < first ? first : from
}

const STEP = { month: 'month', epoch: 'week' } as const

const stepSums = ({ chainId, time }: Snapshot, by: By, from: string) =>
  flowSeries(chainId, ['burned', 'emission_used', 'distributed'], STEP[by], {
    from: startOfStep(STEP[by], from),
    until: dayOf(time, 1),
  })

/** Every step from the range's first to the running one. A step without a flow is a real zero: the ledger covers it. */
function flowSteps({ time }: Snapshot, by: By, from: string, sums: readonly SeriesSum[]): FlowStep[] {
  const step = STEP[by]
  const today = dayOf(time)
  const steps: FlowStep[] = []
  for (let start = startOfStep(step, from); start <= today; start = nextStep(step, start)) {
    const rows = sums.filter((row) => row.start === start)
    steps.push({ start, isRunning: nextStep(step, start) > today, ...flowOf(rows) })
  }
  return steps
}

function flowOf(rows: readonly SeriesSum[]): Pick<FlowStep, 'burned' | 'emissionUsed' | 'distributed'> {
  const of = (metric: string, key?: string) =>
    rows
      .filter((row) => row.metric === metric && (key === undefined || row.key === key))
      .reduce((sum, { value }) => sum + value, 0n)
  const [burn, protocol, operations, provider] = SPLIT_LEGS
  return {
    burned: of('burned'),
    emissionUsed: of('emission_used'),
    distributed: {
      burn: of('distributed', burn),
      protocol: of('distributed', protocol),
      operations: of('distributed', operations),
      provider: of('distributed', provider),
    },
  }
}

/** Days between two points of the schedule's line. */
const SCHEDULE_STEP = 7

/** Cumulative: what tranches release, to the end of the last one, and what was used (`daily`, ascending), to the block. */
function scheduleOf(
  { time }: Snapshot,
  first: string,
  all: readonly KnownTranche[],
  daily: readonly SeriesSum[],
): Overview['schedule'] {
  const inForce = all.filter(({ cancelledAt }) => cancelledAt === null)
  const tranches = inForce.map(({ startsAt, endsAt, amount }) => ({
    start: secondsOf(startsAt),
    end: secondsOf(endsAt),
    amount,
  }))
  const today = dayOf(time)
  const end = [today, ...inForce.map(({ endsAt }) => dayOf(endsAt))].sort().at(-1) ?? today
  const days = new Set([today, end])
  for (let day = first; day <= end; day = dayOf(new Date(`${day}T00:00:00Z`), SCHEDULE_STEP)) days.add(day)
  let [used, next] = [0n, 0]
  const points = [...days].sort().map((day) => {
    for (let row = daily[next]; row && row.start <= day; row = daily[next]) {
      used += row.value
      next += 1
    }
    const scheduled = vested(tranches, secondsOf(new Date(`${day}T00:00:00Z`)))
    return { day, scheduled, used: day > today ? null : used }
  })
  return {
    points,
    tranches: inForce.map(({ id, startsAt, endsAt, amount }) => ({ id, start: startsAt, end: endsAt, amount })),
  }
}

const WINDOW_DAYS = 30
const WINDOW_FLOWS = ['distributed', 'charged', 'charged_usd', 'settled', 'settled_usd'] as const

function paidShares(flows: Flows, splits: readonly SplitChange[]): Overview['split'] {
  const [burn, protocol, operations, provider] = SPLIT_LEGS
  const paid = {
    burn: flows.of('distributed', burn),
    protocol: flows.of('distributed', protocol),
    operations: flows.of('distributed', operations),
    provider: flows.of('distributed', provider),
  }
  return { configured: splits.at(-1) ?? null, paid, total: flows.of('distributed') }
}

/** What was paid in 30 complete days, by plan (ascending), then pay-per-use (`plan` null). */
function paymentsIn(flows: Flows): Overview['payments'] {
  const plans = flows
    .keysOf('charged')
    .map(Number)
    .sort((a, b) => a - b)
  const rows: PaidRow[] = plans.map((plan) => ({
    plan,
    usd: flows.of('charged_usd', String(plan)),
    amount: flows.of('charged', String(plan)),
  }))
  rows.push({ plan: null, usd: flows.of('settled_usd'), amount: flows.of('settled') })
  return {
    rows,
    usd: rows.reduce((sum, { usd }) => sum + usd, 0n),
    amount: rows.reduce((sum, { amount }) => sum + amount, 0n),
  }
}
