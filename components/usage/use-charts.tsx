import { runningText, stepRows } from '@/components/chart-steps'
import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { grouped, shortText, usdText } from '@/components/ui/amount-text'
import { dayText } from '@/components/ui/time-text'
import type { UsageHistory } from '@/lib/data/usage-history'
import type { ChartStep } from '@/lib/domain/chart-view'
import { serviceName } from '@/lib/domain/service-name'
import { formatUnits } from '@/lib/domain/units'
import { steps as stepWords } from '@/messages/charts'
import { usage as words } from '@/messages/public-usage'

type Props = { usage: UsageHistory }

/** Services are ink steps, never a category. */
const TIERS = [
  ['tide-pool', 'svc-1'],
  ['blue-surge', 'svc-2'],
  ['open-ocean', 'svc-3'],
  ['mariana-depth', 'svc-4'],
] as const
const KINDS = [
  ['models', 'svc-1'],
  ['speech', 'svc-2'],
  ['scraping', 'svc-3'],
  ['embeddings', 'svc-4'],
] as const

const stampOf = ({ asOf }: UsageHistory) => `#${grouped(asOf.block)}`

/** Whether anything can be known of a step: nothing was metered before the first day of use. */
const isKnown = ({ firstUse }: UsageHistory, { next }: ChartStep) => firstUse !== null && firstUse < next

function sinceText({ firstUse, axis }: UsageHistory): string | undefined {
  const isInside = firstUse !== null && axis.span.from < firstUse
  return isInside ? words.metered(dayText(new Date(`${firstUse}T00:00:00Z`), { year: true })) : undefined
}

type Use = UsageHistory['use'][number]
const sum = (rows: readonly Use[], of: (row: Use) => bigint) => rows.reduce((all, row) => all + of(row), 0n)
const unitsOf = ({ inputUnits, outputUnits }: Use) => inputUnits + outputUnits

export function TokensByTier({ usage }: Props) {
  const { axis, use, asOf } = usage
  const { step } = axis.view
  const tokens = (service: string, start?: string) =>
    sum(
      use.filter((row) => row.service === service && (start === undefined || row.start === start)),
      unitsOf,
    )
  const all = TIERS.reduce((total, [tier]) => total + tokens(tier), 0n)
  const data: ChartData = {
    series: TIERS.map(([key, tone]) => ({
      key,
      name: serviceName(key),
      tone,
      current: shortText(tokens(key, axis.steps.at(-1)?.start), 0),
    })),
    rows: stepRows(step, axis.steps, (row) =>
      Object.fromEntries(TIERS.map(([key]) => [key, isKnown(usage, row) ? tokens(key, row.start).toString() : null])),
    ),
  }
  return (
    <ChartFrame
      title={words.tiers.title}
      unit={words.tiers.unit(stepWords.per[step])}
      asOf={stampOf(usage)}
      data={all === 0n ? { ...data, rows: [] } : data}
      format={{ digits: 0 }}
      file={`tokens-by-tier-per-${step}`}
      rowName={stepWords.names[step]}
      running={runningText(step, axis.steps, asOf.time)}
      note={sinceText(usage)}
      empty={words.empty}
    >
      <Bars data={data} format={{ digits: 0 }} label={words.tiers.label(shortText(all, 0))} />
    </ChartFrame>
  )
}

export function MeteredCharges({ usage }: Props) {
  const { axis, use, asOf } = usage
  const { step } = axis.view
  const isOf = (row: Use, kind: string) =>
    kind === 'models' ? TIERS.some(([tier]) => tier === row.service) : row.service === kind
  const charge = (kind: string, start?: string) =>
    sum(
      use.filter((row) => isOf(row, kind) && (start === undefined || row.start === start)),
      ({ chargeNano }) => chargeNano,
    )
  const all = KINDS.reduce((total, [kind]) => total + charge(kind), 0n)
  const format = { digits: 2, symbol: '$' }
  const data: ChartData = {
    series: KINDS.map(([key, tone]) => ({
      key,
      name: key === 'models' ? words.charges.models : serviceName(key),
      tone,
      current: shortText(charge(key, axis.steps.at(-1)?.start), 9, { symbol: '$', digits: 2 }),
    })),
    rows: stepRows(step, axis.steps, (row) =>
      Object.fromEntries(
        KINDS.map(([key]) => [key, isKnown(usage, row) ? formatUnits(charge(key, row.start), 9) : null]),
      ),
    ),
  }
  return (
    <ChartFrame
      title={words.charges.title}
      unit={words.charges.unit(stepWords.per[step])}
      asOf={stampOf(usage)}
      data={all === 0n ? { ...data, rows: [] } : data}
      format={format}
      file={`metered-charges-per-${step}`}
      rowName={stepWords.names[step]}
      running={runningText(step, axis.steps, asOf.time)}
      note={sinceText(usage)}
      empty={words.empty}
    >
      <Bars data={data} format={format} label={words.charges.label(shortText(all, 9))} />
    </ChartFrame>
  )
}

/** What was debited on chain: the ledger covers every step, so none is a gap. */
export function PaidForCompute({ usage }: Props) {
  const { axis, paid, asOf } = usage
  const { step } = axis.view
  const last = paid.at(-1)
  const all = paid.reduce((total, { plans, metered }) => total + plans + metered, 0n)
  const format = { digits: 2, symbol: '$' }
  const data: ChartData = {
    series: [
      {
        key: 'metered',
        name: words.paid.metered,
        tone: 'svc-2',
        current: last && usdText(last.metered, { digits: 0 }),
      },
      { key: 'plans', name: words.paid.plans, tone: 'svc-1', current: last && usdText(last.plans, { digits: 0 }) },
    ],
    rows: stepRows(step, paid, ({ plans, metered }) => ({
      metered: formatUnits(metered, 6),
      plans: formatUnits(plans, 6),
    })),
  }
  return (
    <ChartFrame
      title={words.paid.title}
      unit={words.paid.unit(stepWords.per[step])}
      asOf={stampOf(usage)}
      data={data}
      format={format}
      file={`paid-per-${step}`}
      rowName={stepWords.names[step]}
      running={runningText(step, paid, asOf.time)}
      note={words.paid.note}
    >
      <Bars data={data} format={format} label={words.paid.label(usdText(all, { digits: 0 }))} />
    </ChartFrame>
  )
}
