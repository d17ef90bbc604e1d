import { grouped } from '@/components/ui/amount-text'
import type { Limit, Used } from '@/lib/domain/member-limit'
import { members as words } from '@/messages/members'
import { nanoText } from './nano'

type Props = { limit: Limit; used: Used; what: keyof Used }

const TEXTS: Record<keyof Used, (value: bigint) => string> = { chargeNano: nanoText, tokens: grouped }

/** What was used of a limit; the limit stands under it. */
export function UsedOf({ limit, used, what }: Props) {
  const [text, most] = [TEXTS[what], limit[what]]
  return (
    <>
      {text(used[what])}
      <span className="block text-caption text-ink-3">{most === null ? words.noLimit : words.of(text(most))}</span>
    </>
  )
}
