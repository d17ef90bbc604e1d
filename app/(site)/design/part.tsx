import type { ReactNode } from 'react'

/** One state of a part, with its name. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid items-center gap-x-4 gap-y-1.5 border-b border-rule py-2 md:grid-cols-[120px_minmax(0,1fr)]">
      <div className="text-caption text-ink-3">{name}</div>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-2 text-table">{children}</div>
    </div>
  )
}
