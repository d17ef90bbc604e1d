import { parts as words } from '@/messages/parts'
import type { FigureParts } from './amount-text'
import { classes } from './classes'
import { CopyFigure } from './copy-figure'

type Props = {
  parts: FigureParts
  unit?: string
  /** Smallest units with their name, said in the tooltip: `4218…0 wei`. */
  smallest?: string
  /** Focusable, shows every decimal and copies the exact figure on click. */
  copy?: boolean
  className?: string
}

/** Integer part in ink, fraction and unit in ink-3, zero in ink-3; under one the fraction is all there is, and stays in ink. */
export function Figure({ parts, unit, smallest, copy, className }: Props) {
  const exact = unit ? `${parts.exact} ${unit}` : parts.exact
  const tone = classes('num', parts.isZero && 'text-ink-3', className)
  const figure = (
    <>
      {parts.lead}
      {parts.integer}
      {parts.fraction && <span className={parts.integer === '0' ? undefined : 'fraction'}>{parts.fraction}</span>}
      {unit && <span className="unit">{unit}</span>}
    </>
  )
  if (copy) {
    return (
      <CopyFigure
        exact={smallest ? `${exact}\n${smallest}` : exact}
        value={parts.exact.replaceAll(',', '')}
        className={tone}
      >
        {figure}
      </CopyFigure>
    )
  }
  return (
    <span className={tone} title={smallest ? `${exact} · ${smallest}` : exact}>
      {figure}
    </span>
  )
}

/** A figure that is not known, with its reason: never 0, never empty. */
export function NotKnown({ reason, className }: { reason?: string; className?: string }) {
  return (
    <span className={classes('not-known text-ink-3', className)}>
      {reason ? words.notKnownAs(reason) : words.notKnown}
    </span>
  )
}
