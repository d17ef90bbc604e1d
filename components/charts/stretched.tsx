import type { ReactNode } from 'react'
import { ACROSS, type Scale } from './scale'

/** Paths have no percent: they are drawn over a fixed width and stretched to the plot's, strokes as they are. */
export function Stretched({ scale, children }: { scale: Scale; children: ReactNode }) {
  return (
    <svg
      width="100%"
      height={scale.height}
      viewBox={`0 0 ${ACROSS} ${scale.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}
