import { charts } from '@/messages/charts'
import { type ChartRow, type ChartSeries, type FigureFormat, figureText, sumOf } from './chart-data'
import { Key } from './key'

type Props = { row: ChartRow | undefined; series: readonly ChartSeries[]; format: FigureFormat; isTotalled: boolean }

/** What a row says: its name, the series in stack order, the total under a rule. */
export function Tip({ row, series, format, isTotalled }: Props) {
  if (!row) return null
  // A dashed line lies over the stack: it is no part of the sum.
  const parts = series.filter(({ dashed }) => !dashed)
  const total = isTotalled && parts.length > 1 ? sumOf(parts.map(({ key }) => row.values[key])) : null
  return (
    <>
      <p>{row.title ?? row.label}</p>
      <dl>
        {series.map((one) => (
          <div key={one.key}>
            <dt>
              <Key series={one} />
              {one.name}
            </dt>
            <dd>{figureText(row.values[one.key], format)}</dd>
          </div>
        ))}
        {total !== null && (
          <div data-total="">
            <dt>{charts.together}</dt>
            <dd>{figureText(total, format)}</dd>
          </div>
        )}
        {row.more?.map(({ name, text }) => (
          <div key={name} data-more="">
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {row.state === 'running' && (
          <div data-more="">
            <dt>{charts.notOver}</dt>
            <dd />
          </div>
        )}
      </dl>
    </>
  )
}
