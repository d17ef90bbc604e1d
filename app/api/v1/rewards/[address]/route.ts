import { getRewards, getRewardsIn } from '@/lib/data/reward-proof'
import { respond } from '../../respond'

export const dynamic = 'force-dynamic'

/** `?root=`: what the address had in that root. */
export async function GET(request: Request, { params }: { params: Promise<{ address: string }> }) {
  const { address } = await params
  const root = new URL(request.url).searchParams.get('root')
  return respond<unknown>(() => (root === null ? getRewards(address) : getRewardsIn(address, root)))
}
