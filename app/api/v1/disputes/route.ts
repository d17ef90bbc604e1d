import { DISPUTE_BODY_BYTES, getDisputes, getOpenDisputes, postDispute } from '@/lib/data/disputes'
import { answerPost } from '../answer-post'
import { respondOrWait } from '../waiting'

export const dynamic = 'force-dynamic'

/** `?open`: all that wait, for who decides. */
export function GET(request: Request) {
  const { headers, url } = request
  const isOpen = new URL(url).searchParams.has('open')
  return respondOrWait(() => (isOpen ? getOpenDisputes(headers) : getDisputes(headers)))
}

export function POST(request: Request) {
  return answerPost(request, DISPUTE_BODY_BYTES, postDispute)
}
