import { getProvider } from '@/lib/data/provider-api'
import { respond } from '../../respond'

export const dynamic = 'force-dynamic'

export async function GET(_: Request, { params }: { params: Promise<{ address: string }> }) {
  const { address } = await params
  return respond(() => getProvider(address))
}
