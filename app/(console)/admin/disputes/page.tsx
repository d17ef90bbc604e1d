import type { Metadata } from 'next'
import { DisputesView } from '@/components/admin/disputes-view'
import { shortHex } from '@/components/ui/address'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getDisputeDesk } from '@/lib/data/own-disputes'
import { disputes as words } from '@/messages/disputes'
import { outcome } from '../../outcome'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** Receipts that their owners dispute: FINANCE decides. */
export default async function DisputesPage() {
  const read = await outcome(getDisputeDesk)
  return (
    <ConsolePage>
      {read.ok ? viewOf(read.value) : <Failure what={read.say} retryHref="/admin/disputes" code={read.code} />}
    </ConsolePage>
  )
}

function viewOf(desk: Awaited<ReturnType<typeof getDisputeDesk>>) {
  // Deadlines are of the off-chain desk, by the wall clock as they were set.
  if (desk.isAllowed) return <DisputesView desk={desk} now={new Date()} />
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <div className="mt-5">
        <SignIn why={desk.address ? words.refused(shortHex(desk.address)) : words.why} />
      </div>
    </>
  )
}
