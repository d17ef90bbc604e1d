import 'server-only'
import { bucketSteps } from '../db/bucket-rows'
import { listDayPrices } from '../db/overview-rows'
import type { AccountName } from '../domain/buckets'
import type { ChartStep, ChartView } from '../domain/chart-view'
import { startOfStep } from '../domain/day-step'
import { greater, lesser } from '../domain/money'
import { EMISSION_CAP, MAX_SUPPLY } from '../domain/units'
import { type AsOf, type Axis, asOfOf, axisAt } from './chart-steps'
import { type Known, LastKnown } from './last-known'
import { type Metric, type MetricSeries, metricSteps, metricsNow } from './metrics'
import { atOneBlock, type Snapshot } from './snapshot'

/** The layers of the stack, from the bottom, and the accounts of the ledger in each: together all there are. */
export const LAYERS = {
  emission: ['rewards_emission'],
  reserve: ['reserve', 'treasury_external'],
  operations: ['operations'],
  liquidity: ['liquidity'],
  protocol: ['protocol'],
  rewards: ['rewards_pool', 'rewards_allocated'],
  vault: ['vault_credits', 'vault_revenue', 'donations'],
  burned: ['burned', 'dead'],
  circulating: ['circulating', 'unclassified'],
} as const satisfies Record<string, readonly AccountName[]>
export type Layer = keyof typeof LAYERS
export const LAYER_NAMES = Object.keys(LAYERS) as Layer[]

/** Wei at the end of a step. `planned`: the locked emission if everything released had been used. */
export type StackStep = ChartStep & { amounts: Record<Layer, bigint>; sum: bigint; planned: bigint }
/** USD per CXPT in WAD: the last, lowest and highest posting of a step. */
export type PriceStep = ChartStep & { close: bigint | null; low: bigint | null; high: bigint | null }

export type Token = {
  asOf: AsOf
  axis: Axis
  metrics: Metric[]
  series: MetricSeries[]
  stack: StackStep[]
  /** Every step of the stack is 10^27 wei. */
  isWhole: boolean
  prices: PriceStep[]
}

const NOW = [
  'max_supply',
  'total_supply',
  'circulating',
  'float_pct',
  'burned',
  'locked_emission',
  'oracle_age',
] as const

const answers = new LastKnown<Token>(12)

/** Public. Where all tokens were, step by step, what circulates, and the price, of one block. */
export function getToken(view: ChartView): Promise<Known<Token>> {
  return answers.read(`${view.range} ${view.step}`, () => atOneBlock((at) => readToken(at, view)))
}

async function readToken(at: Snapshot, view: ChartView): Promise<Token> {
  const axis = await axisAt(at, view)
  const spans = { step: view.step, spans: axis.steps }
  const [released, ...series] = await metricSteps(at, ['emission_vested', 'circulating', 'float_pct'], spans)
  const stack = await readStack(at, axis, released)
  return {
    asOf: asOfOf(at),
    axis,
    metrics: await metricsNow(at, NOW),
    series,
    stack,
    isWhole: stack.every(({ sum }) => sum === MAX_SUPPLY),
    prices: await readPrices(at, axis),
  }
}

async function readStack(at: Snapshot, axis: Axis, released: MetricSeries | undefined): Promise<StackStep[]> {
  const rows = await bucketSteps(at.db, at.chainId, axis.view.step, axis.span)
  const held = new Map<AccountName, bigint>()
  const add = (start: string) => {
    for (const row of rows) if (row.start === start) held.set(row.bucket, (held.get(row.bucket) ?? 0n) + row.value)
  }
  add('')
  return axis.steps.map((step, index) => {
    add(step.start)
    const amounts = amountsOf(held)
    const sum = LAYER_NAMES.reduce((all, layer) => all + amounts[layer], 0n)
    return { ...step, amounts, sum, planned: EMISSION_CAP - BigInt(released?.points[index]?.value ?? 0) }
  })
}

function amountsOf(held: ReadonlyMap<AccountName, bigint>): Record<Layer, bigint> {
  const of = (layer: Layer) => LAYERS[layer].reduce((sum, account) => sum + (held.get(account) ?? 0n), 0n)
  return Object.fromEntries(LAYER_NAMES.map((layer) => [layer, of(layer)])) as Record<Layer, bigint>
}

async function readPrices({ db, chainId }: Snapshot, { view, span, steps }: Axis): Promise<PriceStep[]> {
  const days = await listDayPrices(db, chainId, span.from)
  return steps.map((step) => {
    const inside = days.filter(({ day }) => startOfStep(view.step, day) === step.start)
    const lows = inside.map(({ low }) => low)
    const highs = inside.map(({ high }) => high)
    return {
      ...step,
      close: inside.at(-1)?.close ?? null,
      low: lows.length === 0 ? null : lows.reduce(lesser),
      high: highs.length === 0 ? null : highs.reduce(greater),
    }
  })
}
