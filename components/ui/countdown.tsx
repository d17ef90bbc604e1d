'use client'

import { classes } from './classes'
import { durationText, momentText } from './time-text'
import { useSecondsSince } from './use-seconds'

type Props = {
  /** When it is over, in seconds of the chain. */
  target: number
  /** The chain's time when the server answered, in seconds. */
  now: number
  /** When the wait began; draws the line that fills. */
  from?: number
  /** What ends, said aloud once at zero: "Second tranche is ready". */
  announce: string
  /** Stands in the place of the clock at zero. */
  done?: string
  /** Drops the hours when there are none: `0:42`. */
  compact?: boolean
  className?: string
}

/** A wait, to the second, by the chain's time. */
export function Countdown({ target, now, from, announce, done = 'Ready', compact, className }: Props) {
  const passed = useSecondsSince(now)
  const left = Math.max(0, target - now - passed)
  const isOver = left === 0
  const share = from === undefined || target <= from ? null : Math.min(1, 1 - left / (target - from))
  const local = passed > 0 ? new Date(target * 1000).toLocaleString() : undefined
  return (
    <span className={classes(share !== null && 'block', className)}>
      <time
        role="timer"
        dateTime={new Date(target * 1000).toISOString()}
        title={local ? `${momentText(target)} · ${local} here` : momentText(target)}
        className="num font-medium"
      >
        {isOver ? done : durationText(left, { compact })}
      </time>
      {share !== null && (
        <span className="mt-1 block h-0.5 bg-rule-2">
          <span className="block h-full bg-ink" style={{ width: `${(share * 100).toFixed(2)}%` }} />
        </span>
      )}
      <span role="status" className="sr-only">
        {isOver ? announce : ''}
      </span>
    </span>
  )
}
