import type { Metadata } from 'next'
import { KeysView } from '@/components/account/keys-view'
import { AddressText } from '@/components/ui/address'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getOwnKeys } from '@/lib/data/own-keys'

export const metadata: Metadata = { title: 'API keys' }
export const dynamic = 'force-dynamic'

/** Keys of the signed-in account: nobody else sees them. */
export default async function KeysPage() {
  const own = await getOwnKeys()
  return (
    <>
      <PageHead
        title="API keys"
        lead={
          own ? (
            <AddressText address={own.address} full />
          ) : (
            'For your programs: a key spends what your account may spend.'
          )
        }
      />
      {own ? (
        <KeysView own={own} />
      ) : (
        <SignIn why="API keys spend your allowance and credits: sign in to see and make them." />
      )}
    </>
  )
}
