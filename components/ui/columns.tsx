import type { ReactNode } from 'react'
import { classes } from './classes'

const SPANS = {
  3: 'lg:col-span-3',
  4: 'lg:col-span-4',
  5: 'lg:col-span-5',
  6: 'lg:col-span-6',
  7: 'lg:col-span-7',
  8: 'lg:col-span-8',
  9: 'lg:col-span-9',
  12: 'lg:col-span-12',
} as const

/** Twelve columns with 40 px between them and 36 px between rows; one column under 1,061 px. */
export function Columns({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={classes('grid grid-cols-1 gap-y-7 lg:grid-cols-12 lg:gap-x-10 lg:gap-y-9', className)}>
      {children}
    </div>
  )
}

/** A column; `ruled` draws the hairline in the middle of the gap at its left. */
export function Column({
  span,
  ruled,
  className,
  children,
}: {
  span: keyof typeof SPANS
  ruled?: boolean
  className?: string
  children: ReactNode
}) {
  return <div className={classes('min-w-0', SPANS[span], ruled && 'ruled', className)}>{children}</div>
}
