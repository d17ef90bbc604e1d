import { Check, Clock, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'

export type BadgeTone = 'success' | 'info' | 'warning' | 'danger' | 'neutral'

const TONES: Record<BadgeTone, { look: string; icon?: LucideIcon }> = {
  success: { look: 'bg-success-tint text-success', icon: Check },
  info: { look: 'bg-info-tint text-info', icon: Clock },
  warning: { look: 'bg-warning-tint text-warning', icon: TriangleAlert },
  danger: { look: 'bg-danger-tint text-danger', icon: TriangleAlert },
  neutral: { look: 'bg-sunken text-ink-2' },
}

/** A state in one or two words: tint, icon and word together. */
export function Badge({
  tone = 'neutral',
  icon = TONES[tone].icon,
  children,
}: {
  tone?: BadgeTone
  icon?: LucideIcon
  children: ReactNode
}) {
  return (
    <span
      className={classes(
        'inline-flex h-5 items-center gap-1 rounded-chip px-1.5 text-caption font-medium whitespace-nowrap',
        TONES[tone].look,
      )}
    >
      {icon && <Icon of={icon} className="size-3" />}
      {children}
    </span>
  )
}
