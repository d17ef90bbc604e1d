'use client'

import { useEffect } from 'react'
import type { Address } from 'viem'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import { forgetReferrer } from '@/lib/actions/referral'
import { isOwnLink } from '@/lib/domain/referral-link'
import { plans as words } from '@/messages/plans'

/** Says that the link is the visitor's own, and lets this browser forget it. */
export function OwnLink({ referrer }: { referrer: Address }) {
  const { address } = useWallet()
  const isOwn = isOwnLink(referrer, address)
  // The cookie that a link leaves is outside React, and only the wallet tells whose link it was.
  useEffect(() => {
    if (isOwn) void forgetReferrer(referrer)
  }, [isOwn, referrer])
  if (!isOwn) return null
  return (
    <Note announce className="mt-4">
      {words.ownLink}
    </Note>
  )
}
