import { isAddress } from 'viem'
import { getEntitlement } from '@/lib/data/entitlements'
import { AppError } from '@/lib/errors/app-error'
import { respondOrWait } from '../../waiting'

export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: Promise<{ address: string }> }) {
  const { address } = await params
  return respondOrWait(async () => {
    if (!isAddress(address)) throw new AppError('BAD_ADDRESS', { value: address })
    return getEntitlement(address, request.headers, new URL(request.url).searchParams.get('apiKey'))
  })
}
