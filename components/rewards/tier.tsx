import type { ReactNode } from 'react'
import type { TierProgress } from '@/lib/domain/tier-progress'
import { formatBps } from '@/lib/domain/units'
import { rewards as words } from '@/messages/rewards'
import './rewards.css'

type Props = {
  name: string
  progress: TierProgress
  /** A number on this ladder in words: users, months, USD. */
  shown: (value: bigint) => string
  missing: (value: bigint) => string
  note?: ReactNode
}

/** Where one stands on a ladder of tiers, and what is missing to the next. */
export function Tier({ name, progress, shown, missing, note }: Props) {
  const { reached, bps, next } = progress
  const goal = next?.threshold ?? reached
  // A width in hundredths of a percent: placed, never written.
  const share = goal === 0n ? 0 : Number((reached * 10_000n) / goal) / 100
  return (
    <div className="grid gap-1 border-b border-rule py-2.5 text-table">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{name}</span>
        <span className="num font-medium">
          {shown(reached)} · {bps === 0n ? words.noTier : words.percent(formatBps(bps))}
        </span>
      </p>
      <span className="tier-line" role="img" aria-label={words.progress(name, shown(reached), shown(goal))}>
        <span style={{ width: `${Math.min(100, share)}%` }} />
      </span>
      <p className="flex flex-wrap justify-between gap-x-4 text-caption text-ink-3">
        <span>{note}</span>
        <span className="num">{next ? words.next(formatBps(next.bps), missing(next.missing)) : words.top}</span>
      </p>
    </div>
  )
}
