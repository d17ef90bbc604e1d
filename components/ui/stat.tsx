import type { ReactNode } from 'react'

/** One figure with its name and one line of comparison. Value and unit may be any figure component. */
export function Stat({ label, children, note }: { label: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="stat">
      <dt>{label}</dt>
      <dd className="num">{children}</dd>
      {note && <dd className="num">{note}</dd>}
    </div>
  )
}

/** A column of stats. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className="-mt-2.5">{children}</dl>
}

/** Stats side by side, parted by hairlines: the summary of a page or a month. */
export function StatRow({ children }: { children: ReactNode }) {
  return <dl className="stat-row">{children}</dl>
}
