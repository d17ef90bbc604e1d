import { fileAnswer } from '@/app/file-answer'
import { openDownload } from '@/lib/data/close-jobs'
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
    const { name, bytes, pieces } = await openDownload(id, Number(until), searchParams.get('seal') ?? '')
    return fileAnswer({ name, type: 'application/octet-stream', pieces, more: { 'content-length': String(bytes) } })
  } catch (error) {
    const { status, say } = sayError(error)
    return new Response(say, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  }
}
