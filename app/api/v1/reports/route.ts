import { getReports } from '@/lib/data/finance-public'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

export function GET() {
  return respond(getReports)
}
