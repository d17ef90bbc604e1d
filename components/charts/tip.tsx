import type { TooltipContentProps } from 'recharts'
import { type ChartData, type FigureFormat, figureText, sumOf } from './chart-data'
import { Key } from './key'

type Props = {
  state: Pick<TooltipContentProps, 'active' | 'label'>
  data: ChartData
  format: FigureFormat
  isTotalled: boolean
}

/** What the row under the cursor says: its name, the series in stack order, the total under a rule. */
export function Tip({ state, data, format, isTotalled }: Props) {
  const row = state.active ? data.rows[Number(state.label)] : undefined
  if (!row) return null
  const total = isTotalled && data.series.length > 1 ? sumOf(data.series.map(({ key }) => row.values[key])) : null
  return (
    <div className="tip" role="status">
      <p>{row.title ?? row.label}</p>
      <dl>
        {data.series.map((series) => (
          <div key={series.key}>
            <dt>
              <Key series={series} />
              {series.name}
            </dt>
            <dd>{figureText(row.values[series.key], format)}</dd>
          </div>
        ))}
        {total !== null && (
          <div data-total="">
            <dt>Together</dt>
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
            <dt>not over yet</dt>
          </div>
        )}
      </dl>
    </div>
  )
}
