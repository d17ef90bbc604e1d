import { sayError } from '@/lib/errors/say'

/** Public reads are open to every origin and never cached: each says its block. */
const HEADERS = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }

/** Answers with what `read` returns, or with `{code, say}` and the status of the error table. */
export async function respond<T>(read: () => Promise<T>): Promise<Response> {
  try {
    return Response.json(await read(), { headers: HEADERS })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status, headers: HEADERS })
  }
}
