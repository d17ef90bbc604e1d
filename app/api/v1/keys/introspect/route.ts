import { INTROSPECT_BODY_BYTES, introspectKey } from '@/lib/data/keys'
import { answerPost } from '../../answer-post'

export const dynamic = 'force-dynamic'

export function POST(request: Request) {
  return answerPost(request, INTROSPECT_BODY_BYTES, introspectKey)
}
