import { getFinalText } from '@/lib/data/close'
import { respond } from '../../respond'

type Params = { params: Promise<{ month: string }> }

/** Of a final report: its hash is signed and anchored, so these bytes are the ones. */
export async function finalText({ params }: Params, file: 'manifest' | 'attestation'): Promise<Response> {
  try {
    const text = await getFinalText((await params).month, file)
    return new Response(text, {
      headers: {
        'content-type': 'application/json',
        'content-disposition': `attachment; filename="${file}.json"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    return respond(() => Promise.reject(error))
  }
}
