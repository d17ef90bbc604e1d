/** Where marks stand. Across in percent of the plot, so that a chart drawn on the server fits any width; down in px. */

/** Room over the plot for rings of markers, and under it for the labels of the axis, px. */
export const TOP = 16
export const BOTTOM = 22

export type Scale = { ticks: readonly number[]; low: number; high: number; height: number }

export function scaleOf(ticks: readonly number[], height: number, low = ticks[0] ?? 0): Scale {
  return { ticks, low, high: ticks.at(-1) ?? 1, height }
}

export const bottomOf = ({ height }: Scale): number => height - BOTTOM

/** Px from the top; what lies outside of the axis stays at its edge. */
export function yOf(scale: Scale, value: number): number {
  const { low, high } = scale
  const share = high > low ? (value - low) / (high - low) : 0
  const y = TOP + (1 - Math.min(1, Math.max(0, share))) * (bottomOf(scale) - TOP)
  return Number(y.toFixed(2))
}

/** `band` for bars, which have room at both ends; `line` for lines, which reach from edge to edge. */
export type Kind = 'band' | 'line'

/** Percent from the left to the middle of a row. */
export function middleOf(kind: Kind, row: number, count: number): number {
  return kind === 'band' ? ((row + 0.5) / count) * 100 : (row / Math.max(1, count - 1)) * 100
}

/** Percent from the left to the place between a row and the one before. */
export function startOf(kind: Kind, row: number, count: number): number {
  const start = kind === 'band' ? (row / count) * 100 : ((row - 0.5) / Math.max(1, count - 1)) * 100
  return Math.min(100, Math.max(0, start))
}

/** The row nearest to a share of the width, 0 to 1. */
export function rowAt(kind: Kind, share: number, count: number): number {
  const row = kind === 'band' ? Math.floor(share * count) : Math.round(share * (count - 1))
  return Math.min(count - 1, Math.max(0, row))
}

export const percent = (share: number): string => `${Number(share.toFixed(3))}%`

/** Units across of the drawings that are stretched to the width. */
export const ACROSS = 1000

export type Place = { x: number; y: number } | null

/** A line through the places; it is broken where one is not known. */
export function linePath(places: readonly Place[]): string {
  return places
    .map((place, index) => place && `${places[index - 1] ? 'L' : 'M'}${pair(place)}`)
    .filter(Boolean)
    .join('')
}

/** What lies between two lines, part by part; nothing where one of them is not known. */
export function areaPath(upper: readonly Place[], lower: readonly Place[]): string {
  const runs: { top: { x: number; y: number }[]; bottom: { x: number; y: number }[] }[] = []
  let isOpen = false
  for (const [index, top] of upper.entries()) {
    const bottom = lower[index]
    if (!top || !bottom) {
      isOpen = false
      continue
    }
    if (!isOpen) runs.push({ top: [], bottom: [] })
    isOpen = true
    runs.at(-1)?.top.push(top)
    runs.at(-1)?.bottom.push(bottom)
  }
  return runs.map((run) => `M${run.top.map(pair).join('L')}L${run.bottom.reverse().map(pair).join('L')}Z`).join('')
}

const pair = ({ x, y }: { x: number; y: number }): string => `${Number(x.toFixed(2))},${Number(y.toFixed(2))}`

/** Places of values across the stretched drawing. */
export function placesOf(scale: Scale, kind: Kind, values: readonly (number | null)[]): Place[] {
  return values.map((value, row) =>
    value === null ? null : { x: (middleOf(kind, row, values.length) * ACROSS) / 100, y: yOf(scale, value) },
  )
}
