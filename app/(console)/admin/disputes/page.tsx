import type { Metadata } from 'next'
import { DisputesView } from '@/components/admin/disputes-view'
import { EpochDisputesView } from '@/components/admin/epoch-disputes-view'
import { shortHex } from '@/components/ui/address'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getEpochDisputeDesk } from '@/lib/data/epoch-disputes'
import { getDisputeDesk } from '@/lib/data/own-disputes'
import { disputes as words } from '@/messages/disputes'
import { outcome } from '../../outcome'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** Receipts that their owners dispute, and epochs that providers dispute: FINANCE decides. */
export default async function DisputesPage() {
  const read = await outcome(readDesks)
  return (
    <ConsolePage>
      {read.ok ? viewOf(read.value) : <Failure what={read.say} retryHref="/admin/disputes" code={read.code} />}
    </ConsolePage>
  )
}

const readDesks = async () => ({ receipts: await getDisputeDesk(), epochs: await getEpochDisputeDesk() })

function viewOf({ receipts, epochs }: Awaited<ReturnType<typeof readDesks>>) {
  if (receipts.isAllowed) {
    return (
      <>
        {/* Deadlines of receipts are of the off-chain desk, by the wall clock as they were set. */}
        <DisputesView desk={receipts} now={new Date()} />
        {epochs && <EpochDisputesView desk={epochs} />}
      </>
    )
  }
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <div className="mt-5">
        <SignIn why={receipts.address ? words.refused(shortHex(receipts.address)) : words.why} />
      </div>
    </>
  )
}
