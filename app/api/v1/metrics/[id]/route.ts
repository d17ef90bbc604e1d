import { getMetric } from '@/lib/data/metrics'
import { respond } from '../../respond'

export const dynamic = 'force-dynamic'

export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return respond(() => getMetric(id))
}
