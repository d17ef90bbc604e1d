import { rewardCsv } from '@/app/reward-csv'

export const dynamic = 'force-dynamic'

/** Everything an address earned by referral and loyalty, and claimed. */
export const GET = (request: Request) => rewardCsv(request, ['referral', 'loyalty'], 'rewards')
