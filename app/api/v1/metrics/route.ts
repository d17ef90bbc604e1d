import { getMetrics } from '@/lib/data/metrics'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

export function GET() {
  return respond(getMetrics)
}
