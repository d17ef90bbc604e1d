import { isService } from '@/lib/domain/service'

export type UsageSpan = 7 | 30 | 90
/** What the URL of the usage page holds. `key`: a prefix, empty for requests without one. */
export type UsageUrl = {
  days: UsageSpan
  service?: string | undefined
  key?: string | undefined
  day?: string | undefined
  before?: { startedAt: Date; seq: bigint } | undefined
}

type Query = Record<string, string | string[] | undefined>

/** What cannot be read is as if it were not there. */
export function parseUsage(query: Query): UsageUrl {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
  const [service, key, day] = [text('service'), text('key'), text('day')]
  return {
    days: query.days === '7' ? 7 : query.days === '90' ? 90 : 30,
    service: service !== undefined && isService(service) ? service : undefined,
    key: key !== undefined && /^(cxk_[a-z2-9]{8})?$/.test(key) ? key : undefined,
    day: day !== undefined && isDay(day) ? day : undefined,
    before: cursorOf(text('before')),
  }
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function cursorOf(text: string | undefined): UsageUrl['before'] {
  const match = text ? /^(\d{1,14})\.(\d{1,18})$/.exec(text) : null
  return match ? { startedAt: new Date(Number(match[1])), seq: BigInt(match[2] ?? 0) } : undefined
}

export function usageHref({ days, service, key, day, before }: UsageUrl, path = '/account/usage'): string {
  const params = new URLSearchParams()
  if (days !== 30) params.set('days', String(days))
  if (service !== undefined) params.set('service', service)
  if (key !== undefined) params.set('key', key)
  if (day !== undefined) params.set('day', day)
  if (before) params.set('before', `${before.startedAt.getTime()}.${before.seq}`)
  return params.size > 0 ? `${path}?${params}` : path
}
