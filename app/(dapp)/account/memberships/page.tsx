import type { Metadata } from 'next'
import { MembershipsView } from '@/components/account/memberships-view'
import { AddressText } from '@/components/ui/address'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getMemberships } from '@/lib/data/members'
import { members as words } from '@/messages/members'

export const metadata: Metadata = { title: words.memberTitle }
export const dynamic = 'force-dynamic'

/** What the signed-in account may use of accounts that pay for it. */
export default async function MembershipsPage() {
  const own = await getMemberships()
  return (
    <>
      <PageHead title={words.memberTitle} lead={own ? <AddressText address={own.address} full /> : words.memberLead} />
      {own ? (
        <MembershipsView own={own} />
      ) : (
        <div className="mt-5">
          <SignIn why={words.memberDoor} />
        </div>
      )}
    </>
  )
}
