import { getInputs } from '@/lib/data/reward-proof'
import { refuse } from '../../../respond'

export const dynamic = 'force-dynamic'

/** The bytes themselves, so that `sha256sum` of the answer is the published hash. */
export async function GET(request: Request, { params }: { params: Promise<{ epoch: string }> }) {
  const { epoch } = await params
  try {
    const { inputs, hash } = await getInputs(epoch, new URL(request.url).searchParams)
    const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/json', 'x-content-sha256': hash }
    return new Response(inputs, { headers: { ...headers, 'cache-control': 'no-store' } })
  } catch (error) {
    return refuse(error)
  }
}
