import { INTROSPECT_BODY_BYTES, introspectKey } from '@/lib/data/keys'
import { boundedBody } from '../../bounded-body'
import { respondOrWait } from '../../waiting'

export const dynamic = 'force-dynamic'

export function POST(request: Request) {
  return respondOrWait(async () =>
    introspectKey({ headers: request.headers, body: await boundedBody(request, INTROSPECT_BODY_BYTES) }),
  )
}
