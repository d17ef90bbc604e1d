import { Badge } from '@/components/ui/badge'
import { RowHead } from '@/components/ui/data-table'
import { members as words } from '@/messages/members'

/** The name of a key over the part of it that may be shown. */
export function KeyHead({ name, prefix }: { name: string; prefix: string }) {
  return (
    <RowHead>
      {name}
      <span className="mono block font-normal text-ink-3">{prefix}…</span>
    </RowHead>
  )
}

/** Whether a member or a key of his still works this month. */
export function LimitBadge({ isUsedUp }: { isUsedUp: boolean }) {
  return isUsedUp ? <Badge tone="warning">{words.usedUp}</Badge> : <Badge tone="success">{words.works}</Badge>
}
