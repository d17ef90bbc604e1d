import type { ReactNode } from 'react'

/** Names at the left, values at the right, a hairline under each pair. */
export function KeyValues({ roomy, children }: { roomy?: boolean; children: ReactNode }) {
  return (
    <dl className="pairs" data-roomy={roomy || undefined}>
      {children}
    </dl>
  )
}

/** One pair; `total` draws the double rule of a proven sum. */
export function KeyValue({ name, total, children }: { name: ReactNode; total?: boolean; children: ReactNode }) {
  return (
    <div data-total={total || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
