import { DISPUTE_BODY_BYTES, postDecision } from '@/lib/data/disputes'
import { answerPost } from '../../../answer-post'

export const dynamic = 'force-dynamic'

export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return answerPost(request, DISPUTE_BODY_BYTES, (post) => postDecision(id, post))
}
