import { csvAnswer } from '@/app/csv-answer'
import { filterOf, parseActivity } from '@/components/admin/activity-query'
import { adminActivityPages } from '@/lib/data/admin-activity'
import { AppError } from '@/lib/errors/app-error'
import { sayError } from '@/lib/errors/say'

export const dynamic = 'force-dynamic'

const HEAD = ['time', 'kind', 'who', 'did', 'what', 'operation', 'transaction'] as const

/** The whole of what the page's filter chooses, newest first. A filter that cannot be read gives no file. */
export function GET(request: Request): Promise<Response> | Response {
  const { url, problems } = parseActivity(Object.fromEntries(new URL(request.url).searchParams))
  if (problems.length > 0) {
    const { code, status } = sayError(new AppError('BAD_INPUT', { field: 'query' }))
    return Response.json({ code, say: problems.join(' ') }, { status })
  }
  return csvAnswer({
    name: ['activity', url.kind, url.from, url.to].filter(Boolean).join('-'),
    head: HEAD,
    pages: adminActivityPages(filterOf(url)),
    lineOf: ({ at, kind, who, did, what, href, tx }) => [
      new Date(at * 1_000).toISOString(),
      kind,
      who ?? '',
      did,
      what,
      href?.replace('/operations/', '') ?? '',
      tx ?? '',
    ],
  })
}
