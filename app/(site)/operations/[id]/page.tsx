import type { Metadata } from 'next'
import { notFound, unstable_rethrow } from 'next/navigation'
import { OperationReceipt } from '@/components/admin/receipt'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { getOperation } from '@/lib/data/operations'
import { sayError } from '@/lib/errors/say'
import { operations } from '@/messages/operations'

export const metadata: Metadata = { title: operations.title, robots: { index: false } }
export const dynamic = 'force-dynamic'

/** Public: one scheduled operation, decoded from its calldata. Nobody signs in, nothing can be done here. */
export default async function OperationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  try {
    const { now, block, runs } = await getOperation(id)
    return <OperationReceipt runs={runs} now={now} block={block} />
  } catch (error) {
    unstable_rethrow(error)
    const { code, say } = sayError(error)
    if (code === 'UNEXPECTED') throw error
    if (code === 'BAD_HASH') notFound()
    return (
      <>
        <PageHead title={operations.title} />
        <Failure
          what={say}
          right={code === 'OPERATION_NOT_FOUND' ? operations.soon : undefined}
          retryHref={`/operations/${id}`}
          code={code}
        />
      </>
    )
  }
}
