'use client'

import { type ReactNode, useState } from 'react'

/** Puts the marker behind a figure for 1.2 s when `value` has changed since it was first shown. No counting up. */
export function Changing({ value, children }: { value: string; children: ReactNode }) {
  const [seen, setSeen] = useState({ value, turn: 0 })
  if (seen.value !== value) setSeen({ value, turn: seen.turn + 1 })
  return (
    <span key={seen.turn} className={seen.turn > 0 ? 'changed' : undefined}>
      {children}
    </span>
  )
}
