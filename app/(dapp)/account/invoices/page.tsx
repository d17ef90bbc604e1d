import type { Metadata } from 'next'
import { InvoicesView } from '@/components/account/invoices-view'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getOwnInvoices } from '@/lib/data/own-invoices'
import { invoices as words } from '@/messages/invoices'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

/** Of the signed-in account, never of an address in the URL. */
export default async function InvoicesPage() {
  const own = await getOwnInvoices()
  if (own) return <InvoicesView own={own} />
  return (
    <>
      <PageHead title={words.title} />
      <SignIn why={words.why} />
    </>
  )
}
