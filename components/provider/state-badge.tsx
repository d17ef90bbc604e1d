import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { EpochView } from '@/lib/data/provider'
import { provider as words } from '@/messages/provider'

const TONES: Record<EpochView['state'], BadgeTone> = {
  running: 'neutral',
  over: 'neutral',
  closed: 'neutral',
  pending: 'info',
  accepted: 'success',
  vetoed: 'danger',
  replaced: 'warning',
  revoked: 'danger',
}

/** How far the root of an epoch is. */
export function StateBadge({ state }: { state: EpochView['state'] }) {
  return <Badge tone={TONES[state]}>{words.state[state]}</Badge>
}
