import type { ReactNode } from 'react'

/** Nothing to show: one sentence why, one action. Two rows high. */
export function Empty({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-15 flex-wrap items-center gap-x-2 border-b border-rule py-2 text-table text-ink-2">
      <span>{children}</span>
      {action}
    </div>
  )
}
