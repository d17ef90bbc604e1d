import { getLiability } from '@/lib/data/liability'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

export function GET() {
  return respond(getLiability)
}
