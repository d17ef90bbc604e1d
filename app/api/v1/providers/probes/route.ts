import { postProbes } from '@/lib/data/provider-api'
import { respond } from '../../respond'

export const dynamic = 'force-dynamic'

export function POST(request: Request) {
  return respond(() => postProbes(request))
}
