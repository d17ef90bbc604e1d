import type { ReactNode } from 'react'
import type { MetricDefinition } from '@/lib/domain/metric-definition'
import { parts } from '@/messages/parts'
import { type Defined, Definition } from '../definition'
import { Amount, Usd } from './amount'
import { figureParts, grouped } from './amount-text'
import { Figure, NotKnown } from './figure'
import { Stat, Stats } from './stat'
import { durationText } from './time-text'

type Value = Pick<MetricDefinition, 'unit'> & { value: string | null; reason?: string }

/** The value of a metric in its own unit; not known, with the reason. */
export function MetricFigure({ unit, value, reason }: Value) {
  if (value === null) return <NotKnown reason={reason} />
  switch (unit) {
    case 'wei':
      return <Amount wei={value} digits={0} unit />
    case 'micro-USD':
      return <Usd micro={value} />
    case 'nano-USD':
      return <Figure parts={figureParts(BigInt(value), { decimals: 9, digits: 6, symbol: '$' })} />
    case 'percent':
      return <span className="num">{decimals(value, 3)}%</span>
    case 'ratio':
    case 'index':
      return <span className="num">{decimals(value, 3)}</span>
    case 'days':
      return <span className="num">{parts.days(decimals(value, 0))}</span>
    case 'seconds':
      return <span className="num">{durationText(Number(value))}</span>
    default:
      return <span className="num">{unit === 'bps' ? parts.bps(decimals(value, 0)) : decimals(value, 0)}</span>
  }
}

/** `9.243771` → `9.243`: cut, grouped, never in exponents. */
export function decimals(value: string, digits: number): string {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.')
  const sign = value.startsWith('-') ? '\u2212' : ''
  return `${sign}${grouped(BigInt(whole))}${digits > 0 ? `.${fraction.slice(0, digits).padEnd(digits, '0')}` : ''}`
}

/** A stat of the dictionary; its name opens what it means. */
export function MetricStat({
  metric,
  label,
  note,
}: {
  metric: Defined & Value
  /** Instead of the metric's own name. */
  label?: string
  note?: ReactNode
}) {
  return (
    <Stat
      label={
        <details className="define">
          <summary>{label ?? metric.name}</summary>
          <Definition {...metric} />
        </details>
      }
      note={note}
    >
      <MetricFigure {...metric} />
    </Stat>
  )
}

/** Stats of a page in its order; notes only where there is a figure. */
export function MetricStats({
  metrics,
  labels,
  notes,
  children,
}: {
  metrics: readonly (Defined & Value)[]
  labels: Readonly<Record<string, string>>
  notes: Readonly<Record<string, string>>
  /** Stats before them. */
  children?: ReactNode
}) {
  return (
    <Stats>
      {children}
      {metrics.map((metric) => (
        <MetricStat
          key={metric.id}
          metric={metric}
          label={labels[metric.id]}
          note={metric.value === null ? undefined : notes[metric.id]}
        />
      ))}
    </Stats>
  )
}
