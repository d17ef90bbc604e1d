import { getProviders, MESSAGE_BODY_BYTES, postProvider } from '@/lib/data/provider-api'
import { answerPost } from '../answer-post'
import { respond } from '../respond'

export const dynamic = 'force-dynamic'

/** `?after=` an address: the next page. */
export function GET(request: Request) {
  return respond(() => getProviders(new URL(request.url).searchParams.get('after')))
}

export function POST(request: Request) {
  return answerPost(request, MESSAGE_BODY_BYTES, postProvider)
}
