import { rewardCsv } from '@/app/reward-csv'

export const dynamic = 'force-dynamic'

/** Everything a provider earned and claimed. */
export const GET = (request: Request) => rewardCsv(request, ['provider'], 'provider-earnings')
