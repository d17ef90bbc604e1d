'use client'

import { Download, ListPlus } from 'lucide-react'
import { useState } from 'react'
import { useCapability } from '@/components/tx/use-capability'
import { Button, ButtonLink } from '@/components/ui/button'
import { useWallet } from '@/components/wallet/use-wallet'
import { MOST_CALLS } from '@/lib/domain/safe-batch'
import { cartFault } from '@/lib/domain/safe-cart'
import type { Call } from '@/lib/tx/flow'
import { safe as words } from '@/messages/safe'
import { LEAST_REASON } from '../schedule'
import { saveBatch } from './save-batch'
import { useCart } from './use-cart'

type Props = {
  title: string
  call: Call | null
  /** Goes into the description of the file; without one there is no batch. */
  reason: string
  /** Block time, seconds. */
  now: number
}

/** Beside signing: the same call as a file for a Safe, or into the batch. */
export function BatchActs({ title, call, reason, now }: Props) {
  const { address, at, chainId } = useWallet()
  const capability = useCapability()
  const { items, put } = useCart(chainId)
  const [said, setSaid] = useState<string | null>(null)
  const item = call && reason.length >= LEAST_REASON ? { title, reason, to: call.address, data: call.data } : null
  const fault = item && cartFault(items, item)
  const safe = capability?.isSafe ? address : null

  function add() {
    if (item) setSaid(put([...items, item]) ? words.added : words.notKept)
  }
  return (
    <>
      <Button
        icon={Download}
        disabled={!item}
        onClick={() => item && saveBatch(at, { name: title, safe, items: [item], createdAt: now * 1000 })}
      >
        {words.download}
      </Button>
      <Button icon={ListPlus} disabled={!item || fault !== null} onClick={add}>
        {words.add}
      </Button>
      {items.length > 0 && (
        <ButtonLink kind="ghost" href="/admin/safe">
          {words.open(items.length)}
        </ButtonLink>
      )}
      <p role="status" className="text-caption text-ink-2">
        {said ?? (fault === 'full' ? words.full(MOST_CALLS) : fault === 'twice' ? words.twice : '')}
      </p>
    </>
  )
}
