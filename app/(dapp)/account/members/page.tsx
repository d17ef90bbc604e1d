import type { Metadata } from 'next'
import { MembersView } from '@/components/account/members-view'
import { AddressText } from '@/components/ui/address'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getOwnMembers } from '@/lib/data/members'
import { members as words } from '@/messages/members'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** Members of the signed-in account: nobody else sees them. */
export default async function MembersPage() {
  const own = await getOwnMembers()
  return (
    <>
      <PageHead
        title={words.title}
        lead={own && <AddressText address={own.address} full />}
        aside={
          <ButtonLink href="/account/memberships" size="table">
            {words.mine}
          </ButtonLink>
        }
      />
      {own ? (
        <MembersView own={own} />
      ) : (
        <div className="mt-5">
          <SignIn why={words.door} />
        </div>
      )}
    </>
  )
}
