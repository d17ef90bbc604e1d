import { Check, CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'

export type NoteTone = 'neutral' | 'success' | 'info' | 'warning' | 'danger'

const TONES: Record<NoteTone, { look: string; icon: LucideIcon }> = {
  neutral: { look: 'bg-sunken text-ink-2', icon: Info },
  success: { look: 'bg-success-tint text-success', icon: Check },
  info: { look: 'bg-info-tint text-info', icon: Info },
  warning: { look: 'bg-warning-tint text-warning', icon: TriangleAlert },
  danger: { look: 'bg-danger-tint text-danger', icon: CircleAlert },
}

/** One or two sentences that bear on the act at hand. `announce` reads it when it appears. */
export function Note({
  tone = 'neutral',
  icon = TONES[tone].icon,
  announce,
  className,
  children,
}: {
  tone?: NoteTone
  icon?: LucideIcon
  announce?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <div
      role={announce ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={classes('flex gap-[9px] rounded-control px-3 py-[9px] text-table', TONES[tone].look, className)}
    >
      <Icon of={icon} className="mt-0.5" />
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </div>
  )
}
