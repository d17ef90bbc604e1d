import { getMetric } from '@/lib/data/metrics'
import { respond } from '../../respond'

export const dynamic = 'force-dynamic'

/** `?at=` a block or a time, or `?from=&to=&step=`. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return respond(() => getMetric(id, Object.fromEntries(new URL(request.url).searchParams)))
}
