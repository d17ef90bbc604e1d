import { flows } from '../../db/report-rows'
import { listFactorMonths, sumPaid } from '../../db/review-rows'
import { OUR_BUCKETS } from '../../domain/buckets'
import { gini, hhi, nakamoto33 } from '../../domain/concentration'
import { type Month, monthBounds } from '../../domain/month'
import { decimalRatio } from '../../domain/ratio'
import { dateOf } from '../../domain/time'
import type { Column, Row, Table } from '../table'
import type { ReviewFacts } from './facts'
import type { Stress } from './review-stress'

const ALLOCATION = [
  { name: 'bucket', kind: 'text' },
  { name: 'allocated', kind: 'cxpt' },
  { name: 'opening', kind: 'cxpt' },
  { name: 'came_in', kind: 'cxpt' },
  { name: 'to_own_buckets', kind: 'cxpt' },
  { name: 'released', kind: 'cxpt' },
  { name: 'closing', kind: 'cxpt' },
  { name: 'released_ever', kind: 'cxpt' },
  { name: 'schedule_ever', kind: 'cxpt' },
  { name: 'left_percent', kind: 'decimal' },
] as const satisfies readonly Column[]

/** Buckets that genesis filled. */
const ALLOCATED = ['reserve', 'operations', 'liquidity', 'rewards_emission'] as const
const OURS: readonly string[] = OUR_BUCKETS

export async function allocationTable({ source, span, reports }: ReviewFacts): Promise<Table> {
  const all = await flows(source.db, span)
  const vested = (await reports.at(-1)?.emissions())?.at(-1)?.vested ?? null
  const rows = ALLOCATED.map((bucket): Row => {
    const sum = (pick: (from: string, to: string) => boolean, of: 'before' | 'during') =>
      all.reduce((total, flow) => (pick(flow.from, flow.to) ? total + flow[of] : total), 0n)
    const both = (pick: (from: string, to: string) => boolean) => sum(pick, 'before') + sum(pick, 'during')
    const into = (_: string, to: string) => to === bucket
    const out = (from: string) => from === bucket
    const released = (from: string, to: string) => from === bucket && !OURS.includes(to)
    const allocated = both((from, to) => from === 'genesis' && to === bucket)
    const closing = both(into) - both(out)
    return [
      ...[bucket, allocated, sum(into, 'before') - sum(out, 'before')],
      sum((from, to) => to === bucket && from !== bucket, 'during'),
      sum((from, to) => from === bucket && to !== bucket && OURS.includes(to), 'during'),
      ...[sum(released, 'during'), closing, both(released), bucket === 'rewards_emission' ? vested : null],
      decimalRatio(closing * 100n, allocated),
    ]
  })
  return { columns: ALLOCATION, rows }
}

const SCENARIOS = [
  { name: 'scenario', kind: 'text' },
  { name: 'month', kind: 'text' },
  { name: 'vested', kind: 'cxpt' },
  { name: 'rewards', kind: 'cxpt' },
  { name: 'from_pool', kind: 'cxpt' },
  { name: 'from_emission', kind: 'cxpt' },
  { name: 'unfunded', kind: 'cxpt' },
  { name: 'used', kind: 'cxpt' },
  { name: 'left', kind: 'cxpt' },
  { name: 'rewards_worth', kind: 'nano' },
  { name: 'note', kind: 'text' },
] as const satisfies readonly Column[]

export const scenarioTable = (stress: Stress): Table => ({
  columns: SCENARIOS,
  rows: stress.flatMap(({ scenario, months }) =>
    months.map((at) => [
      ...[scenario.id, at.month, at.vested, at.rewards, at.fromPool, at.fromEmission, at.unfunded],
      ...[at.used, at.left, at.rewardsUsd, scenario.note],
    ]),
  ),
})

const FACTORS = [
  { name: 'month', kind: 'text' },
  { name: 'service', kind: 'text' },
  { name: 'least_ppm', kind: 'count' },
  { name: 'average_ppm', kind: 'count' },
  { name: 'most_ppm', kind: 'count' },
  { name: 'availability_ppm', kind: 'count' },
  { name: 'hours', kind: 'count' },
  { name: 'held_hours', kind: 'count' },
] as const satisfies readonly Column[]

export async function factorTable({ source, span, reports }: ReviewFacts): Promise<Table> {
  const [first, last] = [reports[0], reports.at(-1)]
  if (!first || !last) return { columns: FACTORS, rows: [] }
  const between = { from: dateOf(monthBounds(first.month).start), until: dateOf(monthBounds(last.month).end) }
  const rows = (await listFactorMonths(source.db, span.chainId, between)).map((row) => [
    ...[row.month, row.service, row.least, row.average, row.most, row.availability, row.hours, row.held],
  ])
  return { columns: FACTORS, rows }
}

const REVENUE = [
  { name: 'month', kind: 'text' },
  { name: 'channel', kind: 'text' },
  { name: 'service', kind: 'text' },
  { name: 'units', kind: 'count' },
  { name: 'list', kind: 'nano' },
  { name: 'dynamic_effect', kind: 'nano' },
  { name: 'recognised', kind: 'nano' },
  { name: 'per_1000_units', kind: 'nano' },
] as const satisfies readonly Column[]

/** Plans and months of origin together. */
export async function revenueByService({ reports }: ReviewFacts): Promise<Table> {
  const rows: Row[] = []
  for (const { month, books } of reports) {
    const sums = new Map<string, { units: bigint; list: bigint | null; effect: bigint | null; recognised: bigint }>()
    for (const { channel, service, units, list, effect, recognised } of await books.revenue()) {
      const key = `${channel}\t${service}`
      const sum = sums.get(key) ?? { units: 0n, list: null, effect: null, recognised: 0n }
      const plus = (a: bigint | null, b: bigint | null) => (b === null ? a : (a ?? 0n) + b)
      sums.set(key, {
        ...{ units: sum.units + units, list: plus(sum.list, list), effect: plus(sum.effect, effect) },
        recognised: sum.recognised + recognised,
      })
    }
    for (const [key, { units, list, effect, recognised }] of sums) {
      const [channel, service] = key.split('\t')
      const rate = units === 0n ? null : (recognised * 1_000n) / units
      rows.push([month, channel, service, units, list, effect, recognised, rate])
    }
  }
  return { columns: REVENUE, rows }
}

const CONCENTRATION = [
  { name: 'month', kind: 'text' },
  { name: 'of', kind: 'text' },
  { name: 'accounts', kind: 'count' },
  { name: 'amount', kind: 'cxpt' },
  { name: 'largest_percent', kind: 'decimal' },
  { name: 'ten_largest_percent', kind: 'decimal' },
  { name: 'gini', kind: 'decimal' },
  { name: 'hhi', kind: 'decimal' },
  { name: 'nakamoto_33', kind: 'count' },
] as const satisfies readonly Column[]

export type Concentration = { month: Month; of: string; accounts: number; hhi: string | null; row: Row }

export async function concentrationOf({ source, reports }: ReviewFacts): Promise<Concentration[]> {
  const lines: Concentration[] = []
  for (const { month, books, span } of reports) {
    const earned = new Map<string, bigint>()
    for (const { line, account, wei } of await books.rewards())
      if (line === 'earned' && wei !== null) earned.set(account, (earned.get(account) ?? 0n) + wei)
    lines.push(concentrated(month, 'provider rewards', [...earned.values()]))
    lines.push(concentrated(month, 'payments', await sumPaid(source.db, span)))
  }
  return lines
}

function concentrated(month: Month, of: string, amounts: readonly bigint[]): Concentration {
  const positive = amounts.filter((wei) => wei > 0n).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  const sum = (list: readonly bigint[]) => list.reduce((all, wei) => all + wei, 0n)
  const all = sum(positive)
  const index = hhi(positive)
  const shares = [1, 10].map((count) => decimalRatio(sum(positive.slice(0, count)) * 100n, all))
  const row: Row = [month, of, positive.length, all, ...shares, gini(positive), index, nakamoto33(positive)]
  return { month, of, accounts: positive.length, hhi: index, row }
}

export const concentrationTable = async (facts: ReviewFacts): Promise<Table> => ({
  columns: CONCENTRATION,
  rows: (await concentrationOf(facts)).map(({ row }) => row),
})
