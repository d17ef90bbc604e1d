import { ACTIVITY_KINDS, type ActivityCursor, type ActivityKind } from '@/lib/domain/activity'
import { activity as words } from '@/messages/activity'

/** What the URL of the activity page holds; days are UTC, both inclusive. */
export type ActivityUrl = {
  kind?: ActivityKind | undefined
  who?: string | undefined
  from?: string | undefined
  to?: string | undefined
  after?: ActivityCursor | undefined
}

type Query = Record<string, string | string[] | undefined>

const DAY_MS = 86_400_000
const startOf = (day: string) => new Date(`${day}T00:00:00Z`)

/** What cannot be read is left out, and said: a list that silently ignores its filter would be believed. */
export function parseActivity(query: Query): { url: ActivityUrl; problems: string[] } {
  const problems: string[] = []
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const read = <T>(name: string, of: (value: string) => T | undefined, say: (value: string) => string) => {
    const value = text(name)
    if (value === undefined) return undefined
    const known = of(value)
    if (known === undefined) problems.push(say(value.slice(0, 40)))
    return known
  }
  const day = (value: string) => (isDay(value) ? value : undefined)
  const url = {
    kind: read('kind', (value) => ACTIVITY_KINDS.find((kind) => kind === value), words.badKind),
    who: text('who')?.slice(0, 80),
    from: read('from', day, words.badDay),
    to: read('to', day, words.badDay),
    after: read('after', cursorOf, () => words.badPlace),
  }
  return { url, problems }
}

/** For `lib/data`: kinds, and times from inclusive to exclusive. */
export const filterOf = ({ kind, who, from, to }: ActivityUrl) => ({
  kinds: kind ? [kind] : [],
  who,
  from: from === undefined ? undefined : startOf(from),
  to: to === undefined ? undefined : new Date(startOf(to).getTime() + DAY_MS),
})

export function activityHref({ kind, who, from, to, after }: ActivityUrl, path = '/admin/activity'): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ kind, who, from, to })) if (value) params.set(name, value)
  if (after) params.set('after', `${after.at} ${after.key}`)
  return params.size > 0 ? `${path}?${params}` : path
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOf(text).getTime() : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function cursorOf(text: string): ActivityCursor | undefined {
  const [, at, key] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-zA-Z.]{1,120})$/.exec(text) ?? []
  return at && key && !Number.isNaN(Date.parse(at)) ? { at, key } : undefined
}
