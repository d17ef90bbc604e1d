'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Address } from 'viem'
import { useWallet } from '@/components/wallet/use-wallet'
import type { AccountState } from '@/lib/chain/account-state'
import type { Plan } from '@/lib/chain/plans-state'
import { isOwnLink } from '@/lib/domain/referral-link'
import { accountStateQuery } from '@/lib/queries/account'
import { BuySheet } from './buy-sheet'
import { ChangeSheet } from './change-sheet'

type Props = {
  /** The chosen plan; null while none is. */
  plan: Plan | null
  plans: readonly Plan[]
  referrer: Address | null
  /** The page without the choice. */
  backHref: string
}

/** The sheet of the chosen plan: to buy it, or, with a running plan, to change to it. */
export function PlanSheet({ plan, plans, referrer, backHref }: Props) {
  const router = useRouter()
  const { address, at } = useWallet()
  const { data: account } = useQuery({
    ...accountStateQuery(at, address ?? '0x0000000000000000000000000000000000000000'),
    enabled: address !== null,
  })
  const isRunning = account?.status === 'active' || account?.status === 'grace'
  const [opened, setOpened] = useState<{ for: Address; isRunning: boolean; state: AccountState } | null>(null)
  // What the sheet is for is settled when it opens: buying the plan must not turn it into another one before it says "done".
  if (account && opened?.for !== account.address) setOpened({ for: account.address, isRunning, state: account })
  if (!plan) return null
  const close = () => router.push(backHref, { scroll: false })
  if (address && opened?.isRunning) {
    return <ChangeSheet plan={plan} plans={plans} account={account ?? opened.state} onClose={close} />
  }
  return (
    <BuySheet
      plan={plan}
      account={address ? (account ?? null) : null}
      referrer={isOwnLink(referrer, address) ? null : referrer}
      onClose={close}
    />
  )
}
