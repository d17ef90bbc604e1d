import type { Metadata } from 'next'
import { notFound, unstable_rethrow } from 'next/navigation'
import { NoPaymentView } from '@/components/payments/no-payment'
import { PaymentView } from '@/components/payments/payment-view'
import { SettlementView } from '@/components/payments/settlement-view'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { getPayment, type PaymentPage } from '@/lib/data/payment'
import { sayError } from '@/lib/errors/say'
import { payments as words } from '@/messages/payments'

export const metadata: Metadata = { title: words.title, robots: { index: false } }
export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ tx: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Public: what became of the payment of a transaction; `?log=12` chooses one of a settlement's. */
export default async function FollowPage({ params, searchParams }: Props) {
  const [{ tx }, { log }] = await Promise.all([params, searchParams])
  try {
    const index = typeof log === 'string' && /^\d{1,9}$/.test(log) ? Number(log) : null
    return viewOf(await getPayment(tx, index))
  } catch (error) {
    unstable_rethrow(error)
    const { code, say } = sayError(error)
    if (code === 'UNEXPECTED') throw error
    if (code === 'BAD_HASH') notFound()
    return (
      <>
        <PageHead title={words.title} />
        <Failure what={say} right={words.right} retryHref={`/payments/${tx}`} code={code} />
      </>
    )
  }
}

function viewOf(page: PaymentPage) {
  if (page.kind === 'one') return <PaymentView page={page} />
  if (page.kind === 'many') return <SettlementView page={page} />
  return <NoPaymentView page={page} />
}
