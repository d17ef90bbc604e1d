'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { type Address, getAddress, isAddress } from 'viem'
import { shortHex } from '@/components/ui/address'
import { Banner } from '@/components/ui/banner'
import { lookAlikeOf } from '@/lib/domain/address-book'
import { viewAs as words } from '@/messages/view-as'
import { useAddressBook, useNameOf } from './use-names'
import { useWallet } from './use-wallet'

/** On every page with `?as=` of somebody else: whose it is, that nothing can be signed for it, and whether it only looks like a known address. */
export function ViewAsBanner() {
  const as = useSearchParams().get('as')?.trim() ?? ''
  return isAddress(as) ? <BannerOf address={getAddress(as)} /> : null
}

function BannerOf({ address }: { address: Address }) {
  const path = usePathname()
  const { address: own, status } = useWallet()
  const name = useNameOf(address)
  const alike = useLookAlike(address)
  if (status === 'joining' || own?.toLowerCase() === address.toLowerCase()) return null
  const who = name ? `${name} (${shortHex(address)})` : shortHex(address)
  return (
    <Banner
      kind="read-only"
      title={words.bannerTitle(who)}
      action={
        <Link prefetch={false} href={own ? `${path}?as=${own}` : path}>
          {own ? words.mine : words.leave}
        </Link>
      }
    >
      {alike ? words.lookAlike(alike) : words.bannerSay}
    </Banner>
  )
}

/** The name of a known address that this one only looks like; null when it looks like none. */
export function useLookAlike(address: string): string | null {
  const book = useAddressBook()
  const { address: own } = useWallet()
  const known = [...book, ...(own ? [{ address: own, name: words.yourWallet }] : [])]
  return lookAlikeOf(known, address)?.name ?? null
}
