import { MESSAGE_BODY_BYTES, postMaintenance } from '@/lib/data/provider-api'
import { answerPost } from '../../answer-post'

export const dynamic = 'force-dynamic'

export function POST(request: Request) {
  return answerPost(request, MESSAGE_BODY_BYTES, postMaintenance)
}
