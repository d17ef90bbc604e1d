import { type ChartRow, type ChartSeries, type FigureFormat, figureText } from './chart-data'

/** A row as a screen reader says it: its name and every figure. */
export function spokenRow(row: ChartRow, series: readonly ChartSeries[], format: FigureFormat): string {
  const figures = series.map(({ key, name }) => `${name} ${figureText(row.values[key], format)}`)
  return [row.title ?? row.label, ...figures].join(', ')
}
