'use client'

import { useQuery } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { Address } from 'viem'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { useWallet } from '@/components/wallet/use-wallet'
import { accountStateQuery } from '@/lib/queries/account'
import { accountActs as words } from '@/messages/account-acts'
import type { Act } from './acts'
import { BudgetSheet } from './budget-sheet'
import { LoadSheet } from './load-sheet'
import { RenewalSheet } from './renewal-sheet'
import { CancelSheet, RequestSheet, WithdrawSheet } from './withdraw-sheets'

type Props = {
  address: Address
  act: Act | null
  /** What the server knows before the wallet has answered: whether its owner is signed in, and whether a plan runs. */
  isExpected: boolean
  hasPlan: boolean
}

const hrefOf = (address: Address, act?: Act) => `/account?as=${address}${act ? `&act=${act}` : ''}`

/** What the owner may do here, and the sheet of what he chose; `?act=` holds the choice. */
export function OwnActs({ address, act, isExpected, hasPlan }: Props) {
  const router = useRouter()
  const wallet = useWallet()
  const isOwn = wallet.address?.toLowerCase() === address.toLowerCase()
  const { data: account } = useQuery({ ...accountStateQuery(wallet.at, address), enabled: isOwn })
  // Until the owner's wallet has answered his buttons keep their room, so that nothing below moves when they come.
  const isReserved = !isOwn && isExpected && wallet.status !== 'connected'
  if (!isOwn && !isReserved) return null
  const close = () => router.push(hrefOf(address), { scroll: false })
  const link = (to: Act) => ({ href: hrefOf(address, to), scroll: false, size: 'table' as const })
  const isRunning = account ? account.status === 'active' || account.status === 'grace' : hasPlan
  const hasAsked = account !== undefined && account.account.pending > 0n
  const isReady = hasAsked && account.asOf.time >= account.account.unlockAt
  return (
    <>
      <span className={isReserved ? 'invisible contents' : 'contents'}>
        {isRunning && (
          <ButtonLink href="/plans" size="table">
            {words.changePlan}
          </ButtonLink>
        )}
        {isRunning && <ButtonLink {...link('renewal')}>{words.renewal.title}</ButtonLink>}
        <ButtonLink {...link('budget')}>{words.budget.link}</ButtonLink>
        <ButtonLink href="/account/usage" size="table">
          {words.usage}
        </ButtonLink>
        <ButtonLink href="/account/invoices" size="table">
          {words.invoices}
        </ButtonLink>
        <ButtonLink href="/account/keys" size="table">
          {words.keys}
        </ButtonLink>
        <ButtonLink href="/account/members" size="table">
          {words.members}
        </ButtonLink>
        {hasAsked ? (
          <>
            <ButtonLink {...link('cancel')}>{words.cancel.link}</ButtonLink>
            {isReady && <ButtonLink {...link('collect')}>{words.collect.link}</ButtonLink>}
          </>
        ) : (
          <ButtonLink {...link('withdraw')}>{words.withdraw.link}</ButtonLink>
        )}
        <ButtonLink {...link('load')} kind="primary">
          {words.load.title}
        </ButtonLink>
      </span>
      {account && act === 'load' && <LoadSheet account={account} onClose={close} />}
      {account && act === 'withdraw' && <RequestSheet account={account} onClose={close} />}
      {account && act === 'cancel' && <CancelSheet account={account} onClose={close} />}
      {account && act === 'collect' && <WithdrawSheet account={account} onClose={close} />}
      {account && act === 'budget' && <BudgetSheet account={account} onClose={close} />}
      {account && act === 'renewal' && <RenewalSheet account={account} onClose={close} />}
    </>
  )
}

/** Whose account this is: yours, or somebody's you look at. */
export function OwnBadge({ address }: { address: Address }) {
  const wallet = useWallet()
  if (wallet.status === 'joining') return null
  const isOwn = wallet.address?.toLowerCase() === address.toLowerCase()
  return isOwn ? (
    <Badge>{words.yours}</Badge>
  ) : (
    <Badge tone="info" icon={Eye}>
      {words.readOnly}
    </Badge>
  )
}
