'use client'

import { ArrowUp, Trash2 } from 'lucide-react'
import { ButtonLink, IconButton } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import type { Target } from '@/lib/domain/operation'
import { type CartItem, movedUp } from '@/lib/domain/safe-cart'
import { safe as words } from '@/messages/safe'
import { CallText } from './call-text'

type Props = {
  items: readonly CartItem[]
  targets: readonly Target[]
  onChange: (items: readonly CartItem[]) => void
}

/** The calls of the batch in their order. */
export function CartList({ items, targets, onChange }: Props) {
  if (items.length === 0) {
    return (
      <Empty
        action={
          <ButtonLink size="table" href="/admin/parameters">
            {words.propose}
          </ButtonLink>
        }
      >
        {words.empty}
      </Empty>
    )
  }
  return (
    <ol aria-label={words.batch}>
      {items.map((item, i) => (
        <li key={`${item.to}.${item.data}`} className="border-b border-rule py-2.5">
          <div className="flex items-center gap-1">
            <h3 className="mr-auto min-w-0">{words.call(i + 1, item.title)}</h3>
            {i > 0 && (
              <IconButton icon={ArrowUp} label={words.up(item.title)} onClick={() => onChange(movedUp(items, i))} />
            )}
            <IconButton
              icon={Trash2}
              label={words.remove(item.title)}
              onClick={() => onChange(items.filter((_, at) => at !== i))}
            />
          </div>
          {item.reason && <p className="mb-1 break-words text-table">{item.reason}</p>}
          <CallText call={{ ...item, value: 0n }} targets={targets} />
        </li>
      ))}
    </ol>
  )
}
