'use client'

import dynamic from 'next/dynamic'
import type { LinesProps } from './lines-plot'
import { Waiting } from './waiting'

// recharts is a quarter of a chart page: it comes after the page itself.
const Plot = dynamic(() => import('./lines-plot').then((module) => module.LinesPlot), {
  ssr: false,
  loading: () => <Waiting />,
})

/** Lines over periods: actual against a dashed schedule; see `ChartFrame` for what goes around them. */
export function Lines(props: LinesProps) {
  return (
    <div style={{ minHeight: props.height ?? 236 }}>
      <Plot {...props} />
    </div>
  )
}
