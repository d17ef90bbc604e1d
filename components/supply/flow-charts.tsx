import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { grouped, shortText } from '@/components/ui/amount-text'
import { ToggleLinks, type ViewLink } from '@/components/ui/links'
import type { Overview } from '@/lib/data/overview'
import { SPLIT_LEGS } from '@/lib/domain/split'
import { supplyCharts } from '@/messages/supply-charts'
import { changesIn, rowsOf, runningText } from './flow-data'
import { LEG_NAMES } from './names'

const { flow, distributed, ...words } = supplyCharts

type Props = { overview: Overview; views: { by: ViewLink[]; range: ViewLink[] } }

/** Emission over zero, burn under it, by month or epoch. */
export function BurnAgainstEmission({ overview: { flows, splits, asOf }, views }: Props) {
  const { by, steps } = flows
  const last = steps.at(-1)
  const data: ChartData = {
    series: [
      { key: 'emission', name: flow.emission, tone: 'provider', current: last && shortText(last.emissionUsed, 18) },
      { key: 'burn', name: flow.burn, tone: 'burn', below: true, current: last && shortText(last.burned, 18) },
    ],
    rows: rowsOf(by, steps, ({ emissionUsed, burned }) => ({ emission: emissionUsed, burn: burned })),
  }
  const { markers, changes } = changesIn(steps, splits)
  return (
    <ChartFrame
      title={flow.title}
      unit={flow.units[by]}
      data={data}
      file={`burn-against-emission-by-${by}`}
      rowName={words.steps[by]}
      running={runningText(by, steps, asOf.time)}
      changes={changes}
      aside={
        <span className="flex gap-2">
          <ToggleLinks label={words.step} items={views.by} />
          <ToggleLinks label={words.span} items={views.range} />
        </span>
      }
      empty={flow.empty}
    >
      <Bars
        data={data}
        markers={markers}
        label={`${flow.labels[by]}${last ? flow.now(shortText(last.emissionUsed, 18), shortText(last.burned, 18)) : ''}`}
      />
    </ChartFrame>
  )
}

/** What was distributed, by share, per epoch. */
export function DistributedPerEpoch({ overview: { epochs, splits, asOf } }: { overview: Overview }) {
  const data: ChartData = {
    series: SPLIT_LEGS.map((leg) => ({ key: leg, name: LEG_NAMES[leg].name, tone: LEG_NAMES[leg].tone })),
    rows: rowsOf('epoch', epochs, (epoch) => epoch.distributed),
  }
  const { markers, changes } = changesIn(epochs, splits)
  return (
    <ChartFrame
      title={distributed.title}
      unit={distributed.unit}
      data={data}
      file="revenue-distributed-per-epoch"
      rowName={words.steps.epoch}
      running={runningText('epoch', epochs, asOf.time)}
      changes={changes}
      part
    >
      <Bars data={data} markers={markers} height={170} label={distributed.label(grouped(BigInt(epochs.length)))} />
    </ChartFrame>
  )
}
