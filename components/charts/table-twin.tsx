import { charts } from '@/messages/charts'
import { type ChartData, type FigureFormat, figureText } from './chart-data'

/** The rows of a chart as a table, every figure written out. */
export function TableTwin({
  label,
  data,
  format,
  rowName,
}: {
  label: string
  data: ChartData
  format?: FigureFormat
  rowName: string
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll it only when it has the focus
    <section className="ledger-scroll mt-3 max-h-90 overflow-y-auto" aria-label={charts.asTable(label)} tabIndex={0}>
      <table className="ledger" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{rowName}</th>
            {data.series.map((series) => (
              <th key={series.key} scope="col" data-num="">
                {series.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.id ?? row.title ?? row.label} data-quiet={row.state === 'future' || undefined}>
              <th scope="row">
                {row.title ?? row.label}
                {row.state === 'running' && <span className="text-ink-3">, {charts.notOverShort}</span>}
              </th>
              {data.series.map((series) => (
                <td key={series.key} data-num="">
                  {figureText(row.values[series.key], format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
