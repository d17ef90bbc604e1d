import type { CSSProperties } from 'react'
import { toneColor } from '../tone'
import type { ChartSeries } from './chart-data'

/** The square, or the dashed stroke, of a series in legend and tooltip. */
export function Key({ series }: { series: Pick<ChartSeries, 'tone' | 'hatched' | 'dashed'> }) {
  const style: CSSProperties & { '--tone': string } = { '--tone': toneColor(series.tone) }
  return (
    <span
      aria-hidden="true"
      className="key"
      style={style}
      data-hatched={series.hatched || undefined}
      data-dashed={series.dashed || undefined}
    />
  )
}
