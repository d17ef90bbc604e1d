import { formatUnits } from '../../domain/units'
import type { Column, RowOf } from '../table'

export type Unit = 'CXPT' | 'USD' | 'count'

/** A figure of the month, in the smallest unit of its kind: wei, nano-USD, or a count. `ytd` null: a balance does not add up over months. */
export type Figure = {
  id: string
  name: string
  formula: string
  unit: Unit
  value: bigint
  prior: bigint | null
  ytd: bigint | null
  note: string
}

export const SUMMARY_COLUMNS = [
  { name: 'metric', kind: 'text' },
  { name: 'name', kind: 'text' },
  { name: 'formula', kind: 'text' },
  { name: 'value', kind: 'decimal' },
  { name: 'unit', kind: 'text' },
  { name: 'prior_month', kind: 'decimal' },
  { name: 'change', kind: 'decimal' },
  { name: 'change_percent', kind: 'decimal' },
  { name: 'year_to_date', kind: 'decimal' },
  { name: 'note', kind: 'text' },
] as const satisfies readonly Column[]

const DECIMALS: Record<Unit, number> = { CXPT: 18, USD: 9, count: 0 }

/** Percent to two decimals, rounded down by size; null of nothing, because a change of nothing has no size. */
export function changePercent(value: bigint, prior: bigint): string | null {
  if (prior === 0n) return null
  return formatUnits(((value - prior) * 10_000n) / (prior < 0n ? -prior : prior), 2)
}

export const summaryTable = (figures: readonly Figure[]): RowOf<typeof SUMMARY_COLUMNS>[] =>
  figures.map(({ id, name, formula, unit, value, prior, ytd, note }) => {
    const text = (amount: bigint | null) => (amount === null ? null : formatUnits(amount, DECIMALS[unit]))
    const change = prior === null ? null : value - prior
    const percent = prior === null ? null : changePercent(value, prior)
    return [id, name, formula, text(value), unit, text(prior), text(change), percent, text(ytd), note]
  })
