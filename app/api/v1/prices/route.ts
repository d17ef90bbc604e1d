import { getPrices } from '@/lib/data/prices'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

export function GET(request: Request) {
  return respond(() => getPrices(Object.fromEntries(new URL(request.url).searchParams)))
}
