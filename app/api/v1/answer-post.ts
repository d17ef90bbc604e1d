import { counting, type Posted } from '@/lib/data/posted'
import { boundedBody } from './bounded-body'
import { respondOrWait } from './waiting'

/** Reads a body of at most `most` bytes and answers with what `take` makes of it. What is refused is counted, also what is too large. */
export function answerPost<T>(request: Request, most: number, take: (post: Posted) => Promise<T>): Promise<Response> {
  return respondOrWait(() =>
    counting(async () => take({ headers: request.headers, body: await boundedBody(request, most) })),
  )
}
