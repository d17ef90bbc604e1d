import type { Metadata } from 'next'
import { RequestsView } from '@/components/admin/requests-view'
import { shortHex } from '@/components/ui/address'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getPlanRequests, type RequestInbox } from '@/lib/data/own-plans'
import { plans } from '@/messages/plans'
import { outcome } from '../../outcome'

const { inbox: words } = plans

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** Who asks for an Enterprise plan: PARAMS reads and answers. */
export default async function RequestsPage() {
  const read = await outcome(getPlanRequests)
  return (
    <ConsolePage>
      <PageHead title={words.title} lead={words.lead} />
      <div className="mt-5">
        {read.ok ? viewOf(read.value) : <Failure what={read.say} retryHref="/admin/requests" code={read.code} />}
      </div>
    </ConsolePage>
  )
}

function viewOf(inbox: RequestInbox) {
  if (inbox.isAllowed) return <RequestsView requests={inbox.requests} />
  return <SignIn why={inbox.address ? words.refused(shortHex(inbox.address)) : words.why} />
}
