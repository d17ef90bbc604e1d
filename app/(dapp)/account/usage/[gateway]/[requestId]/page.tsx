import type { Metadata } from 'next'
import { notFound, unstable_rethrow } from 'next/navigation'
import { ReceiptView } from '@/components/account/receipt-view'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getOwnReceipt } from '@/lib/data/own-usage'
import { sayError } from '@/lib/errors/say'
import { usage as words } from '@/messages/usage'

export const metadata: Metadata = { title: words.receipt.title }
export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ gateway: string; requestId: string }> }

/** One receipt of the signed-in account; to everybody else it is not there. */
export default async function ReceiptPage({ params }: Props) {
  const { gateway, requestId } = await params
  try {
    const receipt = await getOwnReceipt(decodeURIComponent(gateway), decodeURIComponent(requestId))
    if (receipt) return <ReceiptView receipt={receipt} />
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof URIError || sayError(error).code === 'RECEIPT_NOT_FOUND') notFound()
    throw error
  }
  return (
    <>
      <PageHead title={words.receipt.title} />
      <SignIn why={words.why} />
    </>
  )
}
