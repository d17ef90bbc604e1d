import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { parts } from '@/messages/parts'
import { Icon } from './icon'

/** Old → new; the new value stands on the marker while it differs. Δ and Δ% go under it. */
export function Diff({
  from,
  to,
  changed = true,
  delta,
  percent,
}: {
  from: ReactNode
  to: ReactNode
  changed?: boolean
  delta?: ReactNode
  percent?: ReactNode
}) {
  return (
    <span className="inline-block">
      <span className="num">
        <span className="text-ink-2">{from}</span>
        <Icon of={ArrowRight} className="mx-1 size-3 text-ink-3" />
        <span className="sr-only">{parts.becomes} </span>
        {changed ? <Marker>{to}</Marker> : to}
      </span>
      {(delta || percent) && (
        <span className="num block text-caption text-ink-3">
          {delta} {percent}
        </span>
      )}
    </span>
  )
}

/** The marker: behind a value that is about to change, nowhere else. */
export function Marker({ children }: { children: ReactNode }) {
  return <span className="marker num">{children}</span>
}
