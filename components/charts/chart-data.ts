import { parts } from '@/messages/parts'
import type { Tone } from '../tone'

/**
 * Rows a chart is drawn from. Values are exact decimal strings in the unit of the chart (`"124041.18"`); they become floating point
 * only to place a mark, never to be written. Null: not known, drawn as a gap.
 */
export type ChartRow = {
  /** In the file instead of the label, where that leaves out the year: `2026-10-12`. */
  id?: string
  /** On the axis and in the table: `12 Oct`. */
  label: string
  /** Heads the tooltip, when the label alone says too little: `Epoch 33 · 12 Oct`. */
  title?: string
  values: Readonly<Record<string, string | null>>
  /** `running` is hatched, `future` sunken. */
  state?: 'running' | 'future'
  /** More lines of the tooltip, under the figures. */
  more?: readonly { name: string; text: string }[]
}

export type ChartSeries = {
  /** Key of `values`. */
  key: string
  name: string
  tone: Tone
  hatched?: boolean
  /** A schedule or a target, in ink (`circulating`), or the second run of a comparison: dashed, never an area. Lines only. */
  dashed?: boolean
  /** Fills under the line at 14%. Lines only. */
  area?: boolean
  /** Drawn below zero, written as it is. Bars only. */
  below?: boolean
  /** The value now, shortened, in the legend. */
  current?: string
}

export type ChartData = { series: readonly ChartSeries[]; rows: readonly ChartRow[] }

/** A change of a parameter: a dotted line before the row, a ring with the number, the text under the chart. */
export type ChartMarker = { before: number; number: number }

export type FigureFormat = {
  /** Decimals in tooltip and table; cut, not rounded. */
  digits?: number
  symbol?: string
}

/** Where a value is drawn. */
export function plotOf(value: string | null | undefined): number | null {
  if (value === null || value === undefined) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** `"124041.1834"` → `124,041.18`: by its digits, without a detour through floating point. */
export function figureText(value: string | null | undefined, { digits = 2, symbol = '' }: FigureFormat = {}): string {
  if (value === null || value === undefined) return parts.notKnown
  const isNegative = value.startsWith('-')
  const [whole = '0', fraction = ''] = (isNegative ? value.slice(1) : value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const shown = digits > 0 ? `.${fraction.slice(0, digits).padEnd(digits, '0')}` : ''
  return `${isNegative ? '\u2212' : ''}${symbol}${grouped}${shown}`
}

const SCALES = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const

/** A tick: `250K`, `1M`, `−250K`, `0.04`; never an exponent. */
export function axisText(value: number, symbol = ''): string {
  const size = Math.abs(value)
  const lead = (value < 0 ? '\u2212' : '') + symbol
  if (size === 0) return '0'
  const scale = SCALES.find(([from]) => size >= from)
  if (scale) return `${lead}${trimmed(size / scale[0], 2)}${scale[1]}`
  return lead + trimmed(size, size < 1 ? 6 : 2)
}

function trimmed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.?0+$/, '')
}

/** The finest even ticks that are six at most. Zero is one of them whenever the values reach it. */
export function niceTicks(low: number, high: number): number[] {
  if (!(high > low)) return high === 0 ? [0, 1] : niceTicks(Math.min(0, low), Math.max(0, high))
  const power = 10 ** Math.floor(Math.log10((high - low) / 5))
  for (const factor of [1, 2, 2.5, 5, 10]) {
    const step = factor * power
    // A hair of tolerance: 0.3 / 0.1 must not need a fourth step.
    const first = Math.floor(low / step + 1e-9)
    const last = Math.ceil(high / step - 1e-9)
    if (last - first > 5 && factor < 10) continue
    return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
  }
  return [low, high]
}

/**
 * The axis of bars that hang under zero: where they reach less than half of the tick below them, the axis ends with them and that
 * tick goes, so that small burns do not cost the chart a quarter of its height.
 */
export function hangingAxis(ticks: readonly number[], low: number): { ticks: readonly number[]; low: number } {
  const [first = 0, second = 0] = ticks
  if (low >= 0 || second !== 0 || low < first / 2) return { ticks, low: first }
  return { ticks: ticks.slice(1), low: low * 1.2 }
}

/** Rows whose label stands on the axis: five or so, evenly, the first and the last among them. */
export function labelledRows(count: number, most = 5): number[] {
  if (count === 0) return []
  const step = Math.max(1, Math.ceil((count - 1) / (most - 1)))
  const rows = Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
  const gap = count - 1 - (rows.at(-1) ?? 0)
  if (gap === 0) return rows
  return [...(gap <= step / 2 ? rows.slice(0, -1) : rows), count - 1]
}

/** Sum of decimal strings, exact; null when none is known. */
export function sumOf(values: readonly (string | null | undefined)[]): string | null {
  const known = values.filter((value) => typeof value === 'string')
  if (known.length === 0) return null
  const places = Math.max(...known.map((value) => value.split('.')[1]?.length ?? 0))
  const total = known.reduce((sum, value) => sum + scaled(value, places), 0n)
  const size = (total < 0n ? -total : total).toString().padStart(places + 1, '0')
  const cut = size.length - places
  return `${total < 0n ? '-' : ''}${size.slice(0, cut)}${places > 0 ? `.${size.slice(cut)}` : ''}`
}

function scaled(value: string, places: number): bigint {
  const [whole = '0', fraction = ''] = value.split('.')
  const size = BigInt(whole.replace('-', '') + fraction.padEnd(places, '0'))
  return value.startsWith('-') ? -size : size
}

/** The same rows as a file. Numbers stay numbers, exact; text that a spreadsheet would run as a formula is disarmed. */
export function csvOf({ series, rows }: ChartData, first = 'period'): string {
  const head = [first, ...series.map(({ key }) => key), 'state']
  const lines = rows.map((row) => [
    row.id ?? row.label,
    ...series.map(({ key }) => row.values[key] ?? ''),
    row.state ?? 'complete',
  ])
  return `${[head, ...lines].map((cells) => cells.map(cellOf).join(',')).join('\r\n')}\r\n`
}

function cellOf(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text)
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
