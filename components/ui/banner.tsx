import { CirclePause, CloudOff, Eye, type LucideIcon, Network, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'

/** By severity; a page shows the first one that holds. */
export type BannerKind = 'paused' | 'stale-price' | 'wrong-network' | 'behind' | 'read-only'

const KINDS: Record<BannerKind, { look: string; icon: LucideIcon }> = {
  paused: { look: 'bg-danger-tint text-danger', icon: CirclePause },
  'stale-price': { look: 'bg-warning-tint text-warning', icon: TriangleAlert },
  'wrong-network': { look: 'bg-warning-tint text-warning', icon: Network },
  behind: { look: 'bg-warning-tint text-warning', icon: CloudOff },
  'read-only': { look: 'bg-info-tint text-info', icon: Eye },
}

/** Above the header, across the page: what stops, what goes on, until when. */
export function Banner({
  kind,
  title,
  action,
  children,
}: {
  kind: BannerKind
  title: ReactNode
  action?: ReactNode
  children?: ReactNode
}) {
  const { look, icon } = KINDS[kind]
  return (
    <div
      data-banner={kind}
      className={classes('flex items-start gap-2.5 px-4 py-[9px] text-control md:items-center md:px-8', look)}
    >
      <Icon of={icon} large className="mt-0.5 md:mt-0" />
      <p className="min-w-0 flex-1">
        <b>{title}</b> {children}
      </p>
      {action && <span className="shrink-0">{action}</span>}
    </div>
  )
}
