import type { CSSProperties } from 'react'
import { type Tone, toneColor } from '../tone'

/** The square of a category beside its name. Hatched: allocated, not yet claimed. Without a tone: an empty frame, unclassified. */
export function Swatch({ tone, hatched }: { tone?: Tone; hatched?: boolean }) {
  const color = tone && toneColor(tone)
  const style: CSSProperties & { '--hatch'?: string } = hatched ? { '--hatch': color } : { background: color }
  return (
    <span
      aria-hidden="true"
      style={style}
      className={`mr-2 inline-block size-[9px] shrink-0 rounded-bar ${hatched ? 'hatch' : ''} ${tone ? '' : 'border border-ink-3'}`}
    />
  )
}
