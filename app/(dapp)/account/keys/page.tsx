import type { Metadata } from 'next'
import { KeysView } from '@/components/account/keys-view'
import { AddressText } from '@/components/ui/address'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getOwnKeys } from '@/lib/data/own-keys'
import { apiKeys as words } from '@/messages/api-keys'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** Keys of the signed-in account: nobody else sees them. */
export default async function KeysPage() {
  const own = await getOwnKeys()
  return (
    <>
      <PageHead title={words.title} lead={own ? <AddressText address={own.address} full /> : words.lead} />
      {own ? <KeysView own={own} /> : <SignIn why={words.door} />}
    </>
  )
}
