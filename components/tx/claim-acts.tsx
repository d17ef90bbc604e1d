'use client'

import { useRouter } from 'next/navigation'
import { ButtonLink } from '@/components/ui/button'
import { useWallet } from '@/components/wallet/use-wallet'
import { claim as words } from '@/messages/claim'
import { ClaimSheet, type ClaimSheetProps } from './claim-sheet'

type Props = Omit<ClaimSheetProps, 'onClose'> & {
  /** The page without the sheet, and with it. */
  closedHref: string
  openHref: string
  isOpen: boolean
  kind?: 'primary' | 'secondary'
  size?: 'normal' | 'table'
}

/** The way to a claim: anybody may send it, so it is there in a read-only view too, and says for whom it is. */
export function ClaimActs({ closedHref, openHref, isOpen, kind = 'primary', size = 'table', ...sheet }: Props) {
  const router = useRouter()
  const { address } = useWallet()
  const isOwn = address?.toLowerCase() === sheet.account.toLowerCase()
  return (
    <>
      <ButtonLink href={openHref} scroll={false} size={size} kind={kind}>
        {isOwn ? words.actUnknown : words.forAddress}
      </ButtonLink>
      {isOpen && <ClaimSheet {...sheet} onClose={() => router.push(closedHref, { scroll: false })} />}
    </>
  )
}
