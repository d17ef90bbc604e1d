import { parts } from '@/messages/parts'
import { plotOf } from './chart-data'

type Props = {
  /** Decimal strings, oldest first; null leaves a gap. */
  values: readonly (string | null)[]
  /** One sentence, with first and last value. */
  label: string
  width?: number
  height?: number
}

/** A run of values as one thin line with a dot at its end. */
export function Sparkline({ values, label, width = 78, height = 18 }: Props) {
  const plots = values.map(plotOf)
  const known = plots.filter((plot) => plot !== null)
  if (known.length === 0) return <span className="text-ink-3">{parts.notKnown}</span>
  const low = Math.min(...known)
  const span = Math.max(...known) - low || 1
  const inner = height - 6
  const at = plots.map((plot, index) =>
    plot === null
      ? null
      : { x: 2 + (index * (width - 6)) / Math.max(1, plots.length - 1), y: 3 + inner - ((plot - low) / span) * inner },
  )
  const path = at
    .map((point, index) => point && `${at[index - 1] ? 'L' : 'M'}${point.x.toFixed(1)},${point.y.toFixed(1)}`)
    .filter(Boolean)
    .join('')
  const last = at.findLast((point) => point !== null)
  return (
    <svg
      className="inline-block"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <path d={path} fill="none" stroke="var(--ink-2)" strokeWidth={1.25} strokeLinejoin="round" />
      {last && <circle cx={last.x} cy={last.y} r={2} fill="var(--ink)" />}
    </svg>
  )
}
