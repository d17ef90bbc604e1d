import { getReceipt } from '@/lib/data/receipts'
import { respondOrWait } from '../../../waiting'

export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: Promise<{ gateway: string; requestId: string }> }) {
  const { gateway, requestId } = await params
  return respondOrWait(() => getReceipt(gateway, requestId, request.headers))
}
