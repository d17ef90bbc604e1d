import { getAdjustmentEvidence } from '@/lib/data/adjustments'
import { AppError } from '@/lib/errors/app-error'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

/** The evidence of an adjustment, as it was sent: never shown by the browser, only saved. */
export async function GET(request: Request) {
  const id = new URL(request.url).searchParams.get('id') ?? ''
  try {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new AppError('ADJUSTMENT_NOT_FOUND')
    const { name, bytes } = await getAdjustmentEvidence(id)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    const { code, status, say } = sayError(error)
    return Response.json({ code, say }, { status })
  }
}
