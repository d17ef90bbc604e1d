'use client'

import { classes } from './classes'
import { freshnessOf } from './time-text'
import { useSecondsSince } from './use-seconds'

const LEVELS = {
  fresh: { text: 'text-ink-2', dot: 'bg-success' },
  late: { text: 'text-warning', dot: 'bg-warning' },
  lost: { text: 'text-danger', dot: 'bg-danger' },
} as const

/** The block everything on the page is as of, and its age, which goes on ticking. Amber over 60 s, red over 10 min. */
export function FreshnessChip({
  block,
  ageSeconds,
}: {
  /** Grouped, as shown: `53,593,089`; null when there is no ledger. */
  block: string | null
  /** Age of that block when the server answered. */
  ageSeconds: number | null
}) {
  const passed = useSecondsSince(ageSeconds)
  const fresh = freshnessOf(block, ageSeconds === null ? null : ageSeconds + passed)
  const look = LEVELS[fresh.level]
  return (
    <span
      className={classes(
        'num inline-flex h-6 items-center gap-1.5 rounded-chip border border-rule-2 px-1.5 text-caption sm:px-2',
        look.text,
      )}
    >
      <span className={classes('size-1.5 shrink-0 rounded-full', look.dot)} />
      {fresh.text}
      {fresh.age && <span className="hidden text-ink-3 sm:inline">{fresh.age}</span>}
    </span>
  )
}
