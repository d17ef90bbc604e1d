import { getEpochs } from '@/lib/data/reward-proof'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

export function GET() {
  return respond(getEpochs)
}
