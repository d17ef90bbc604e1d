'use client'

import dynamic from 'next/dynamic'
import type { BarsProps } from './bars-plot'
import { Waiting } from './waiting'

// recharts is a quarter of a chart page: it comes after the page itself.
const Plot = dynamic(() => import('./bars-plot').then((module) => module.BarsPlot), {
  ssr: false,
  loading: () => <Waiting />,
})

/** Stacked or mirrored bars over periods; see `ChartFrame` for what goes around them. */
export function Bars(props: BarsProps) {
  return (
    <div style={{ minHeight: props.height ?? 236 }}>
      <Plot {...props} />
    </div>
  )
}
