import { postUsage, USAGE_BODY_BYTES } from '@/lib/data/usage'
import { answerPost } from '../answer-post'

export const dynamic = 'force-dynamic'

export function POST(request: Request) {
  return answerPost(request, USAGE_BODY_BYTES, postUsage)
}
