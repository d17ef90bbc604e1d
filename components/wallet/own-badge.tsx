'use client'

import { Eye } from 'lucide-react'
import type { Address } from 'viem'
import { Badge } from '@/components/ui/badge'
import { viewAs } from '@/messages/view-as'
import { useWallet } from './use-wallet'

/** Whose page this is: yours, or somebody's you look at. */
export function OwnBadge({ address }: { address: Address }) {
  const wallet = useWallet()
  if (wallet.status === 'joining') return null
  if (wallet.address?.toLowerCase() === address.toLowerCase()) return <Badge>{viewAs.yours}</Badge>
  return (
    <Badge tone="info" icon={Eye}>
      {viewAs.readOnly}
    </Badge>
  )
}
