import { postUsage, USAGE_BODY_BYTES } from '@/lib/data/usage'
import { boundedBody } from '../bounded-body'
import { respondOrWait } from '../waiting'

export const dynamic = 'force-dynamic'

export function POST(request: Request) {
  return respondOrWait(async () =>
    postUsage({ headers: request.headers, body: await boundedBody(request, USAGE_BODY_BYTES) }),
  )
}
