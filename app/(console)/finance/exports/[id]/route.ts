import { type Download, openDownload } from '@/lib/data/close-jobs'
import { AppError } from '@/lib/errors/app-error'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

type Params = { params: Promise<{ id: string }> }

/** A finished export, by a link that was made for who is signed in. Refused it is a sentence: a person follows it. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { id } = await params
  const { searchParams } = new URL(request.url)
  const until = searchParams.get('until') ?? ''
  try {
    if (!/^\d{1,12}$/.test(until)) throw new AppError('LINK_WRONG')
    return download(await openDownload(id, Number(until), searchParams.get('seal') ?? ''))
  } catch (error) {
    const { status, say } = sayError(error)
    return new Response(say, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  }
}

/** Piece by piece, as fast as it is taken. */
function download({ name, bytes, pieces }: Download): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
      'content-length': String(bytes),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
