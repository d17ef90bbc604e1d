'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { charts } from '@/messages/charts'
import type { ChartData, FigureFormat } from './chart-data'
import { Key } from './key'

const HEIGHT = 320

// recharts is 104 KB: it comes when somebody wants to look closer, and not with the page.
const Plot = dynamic(() => import('./explore-plot').then((module) => module.ExplorePlot), {
  ssr: false,
  loading: () => (
    <p role="status" className="py-2 text-caption text-ink-3">
      {charts.exploring}
    </p>
  ),
})

type Props = { data: ChartData; format?: FigureFormat; label: string }

/** A closer look at a chart: chosen series, a chosen part of the time. */
export function Explore({ data, format = {}, label }: Props) {
  const [hidden, setHidden] = useState<readonly string[]>([])
  const shown = data.series.filter(({ key }) => !hidden.includes(key))
  return (
    <>
      {data.series.length > 1 && (
        <fieldset className="legend border-0 p-0">
          <legend className="sr-only">{charts.series}</legend>
          {data.series.map((series) => (
            <label key={series.key} className="inline-flex items-center gap-1.5">
              <input
                type="checkbox"
                checked={!hidden.includes(series.key)}
                onChange={({ target }) =>
                  setHidden(target.checked ? hidden.filter((key) => key !== series.key) : [...hidden, series.key])
                }
              />
              <Key series={series} />
              {series.name}
            </label>
          ))}
        </fieldset>
      )}
      <div style={{ minHeight: HEIGHT }}>
        <Plot data={{ ...data, series: shown }} format={format} label={label} height={HEIGHT} />
      </div>
      <p className="text-caption text-ink-3">{charts.exploreHint}</p>
    </>
  )
}
