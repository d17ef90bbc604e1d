import { problemOf } from '@/lib/errors/say'

/** Public reads are open to every origin and never cached: each says its block. */
const HEADERS = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }

/** Answers with what `read` returns, or with a problem (RFC 9457) that has our code and sentence, and the status of the error table. */
export async function respond<T>(read: () => Promise<T>): Promise<Response> {
  try {
    return Response.json(await read(), { headers: HEADERS })
  } catch (error) {
    return refuse(error)
  }
}

/** `headers`: `retry-after` and the like. */
export function refuse(error: unknown, headers: Record<string, string> = {}): Response {
  const problem = problemOf(error)
  return Response.json(problem, {
    status: problem.status,
    headers: { ...HEADERS, ...headers, 'content-type': 'application/problem+json' },
  })
}
