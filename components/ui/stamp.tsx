import { parts } from '@/messages/parts'
import { grouped, type Integral, toInteger } from './amount-text'
import { momentText, type Time } from './time-text'

/** The block a section is as of: `#53,593,089`; with a time in full: `As of block 53,593,089 · 6 Nov 2026 14:32:05 UTC`. */
export function Stamp({ block, time }: { block: Integral; time?: Time }) {
  const number = grouped(toInteger(block))
  return (
    <span className="num text-caption text-ink-3">
      {time === undefined ? `#${number}` : parts.asOf(number, momentText(time, { seconds: true }))}
    </span>
  )
}
