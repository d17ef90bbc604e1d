import type { CSSProperties, ReactNode } from 'react'
import { type Tone, toneColor } from '../tone'
import { type Integral, toInteger } from './amount-text'
import { Swatch } from './swatch'

export type SplitPart = {
  label: string
  value: Integral
  tone: Tone
  hatched?: boolean
  /** The figure under the name, in a legend or captions. */
  figure?: ReactNode
}

type Props = {
  /** One sentence that says what the bar shows, figures included. */
  label: string
  parts: readonly SplitPart[]
  /** px: 9 for the value in force beside a new one, 12 in sheets, 20 on pages. */
  height?: number
  legend?: boolean
}

/** Parts of a whole as one bar, in stack order, from exact integers. */
export function SplitBar({ label, parts, height = 12, legend }: Props) {
  const total = parts.reduce((sum, part) => sum + toInteger(part.value), 0n)
  return (
    <div>
      <div role="img" aria-label={label} className="flex gap-px overflow-hidden" style={{ height }}>
        {total === 0n ? (
          <span className="flex-1 bg-sunken" />
        ) : (
          parts.map((part) => <Piece key={part.label} part={part} share={permille(part.value, total)} />)
        )}
      </div>
      {legend && (
        <dl className="mt-1.5 grid grid-cols-2 gap-x-4 gap-y-1.5 sm:grid-cols-4">
          {parts.map((part) => (
            <div key={part.label}>
              <dt className="text-caption text-ink-2">
                <Swatch tone={part.tone} hatched={part.hatched} />
                {part.label}
              </dt>
              <dd className="num text-caption font-semibold">{part.figure}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

function Piece({ part, share }: { part: SplitPart; share: number }) {
  if (share === 0) return null
  const color = toneColor(part.tone)
  const style: CSSProperties & { '--hatch'?: string } = { flex: `${share} 0 0`, minWidth: 2 }
  if (part.hatched) style['--hatch'] = color
  else style.background = color
  return <span style={style} className={part.hatched ? 'hatch' : undefined} />
}

/** The width of a part: thousandths of a percent, for drawing only. */
function permille(value: Integral, total: bigint): number {
  return Number((toInteger(value) * 100_000n) / total)
}
