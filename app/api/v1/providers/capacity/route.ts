import { OBSERVATION_BODY_BYTES, postCapacity } from '@/lib/data/provider-api'
import { answerPost } from '../../answer-post'

export const dynamic = 'force-dynamic'

export function POST(request: Request) {
  return answerPost(request, OBSERVATION_BODY_BYTES, postCapacity)
}
