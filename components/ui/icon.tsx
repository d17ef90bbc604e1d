import type { LucideIcon } from 'lucide-react'
import { classes } from './classes'

/** A decorative lucide icon, 14 px (16 when large). What it means is always said in words beside it. */
export function Icon({ of: Of, large, className }: { of: LucideIcon; large?: boolean; className?: string }) {
  return (
    <Of aria-hidden="true" className={classes('icon', className)} data-large={large || undefined} strokeWidth={1.75} />
  )
}
