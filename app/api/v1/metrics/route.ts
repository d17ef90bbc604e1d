import { getMetrics } from '@/lib/data/metrics'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

/** `?at=` a block or a time, or `?from=&to=&step=`. */
export function GET(request: Request) {
  return respond(() => getMetrics(Object.fromEntries(new URL(request.url).searchParams)))
}
