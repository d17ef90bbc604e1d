import { CHART_RANGES, type ChartView, chartQuery, type RefusedValue, STEPS_OF } from '@/lib/domain/chart-view'
import { DAY_STEPS } from '@/lib/domain/day-step'
import { ranges } from '@/messages/charts'
import { ToggleLinks } from './links'
import { Note } from './note'

type Props = {
  path: string
  view: ChartView
  /** Other choices of the same URL, which stay: `&service=speech`. */
  keep?: string
}

/** How far back charts go and in which steps; the URL holds both. */
export function RangePicker({ path, view, keep = '' }: Props) {
  return (
    <span className="flex flex-wrap gap-2">
      <ToggleLinks
        label={ranges.step}
        items={DAY_STEPS.filter((step) => STEPS_OF[view.range].includes(step)).map((step) => ({
          label: ranges.steps[step],
          href: `${path}${chartQuery(view, { step })}${keep}`,
          current: view.step === step,
        }))}
      />
      <ToggleLinks
        label={ranges.range}
        items={CHART_RANGES.map((range) => ({
          label: ranges.names[range],
          href: `${path}${chartQuery(view, { range })}${keep}`,
          current: view.range === range,
        }))}
      />
    </span>
  )
}

/** What of the URL could not be used, and what is shown instead. */
export function RefusedView({ refused }: { refused: readonly RefusedValue[] }) {
  if (refused.length === 0) return null
  return (
    <Note tone="warning" announce className="mt-4">
      {refused.map(({ name, asked, used, offered }) => {
        const say = name === 'range' ? ranges.refusedRange : ranges.refusedStep
        return <p key={name}>{say(asked, ranges.and(offered), used)}</p>
      })}
    </Note>
  )
}
