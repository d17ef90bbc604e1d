import { getHealth } from '@/lib/data/health'

export const dynamic = 'force-dynamic'

/** 503 tells a load balancer to look elsewhere; a replica that is only behind still serves. */
export async function GET() {
  const health = await getHealth()
  const isServing = health.status === 'ok' || health.status === 'behind'
  return Response.json(health, { status: isServing ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
