import type { ViewLink } from '@/components/ui/links'
import type { By } from '@/lib/data/overview'
import { overview } from '@/messages/overview'

const words = overview.views

/** What the URL of the overview chooses: `?by=month|epoch&range=4w|13w|all`. */
export type OverviewView = { by: By; weeks: number | null }

const RANGES = { '4w': 4, '13w': 13, all: null } as const
type Range = keyof typeof RANGES

const isRange = (value: unknown): value is Range => typeof value === 'string' && Object.hasOwn(RANGES, value)

/** Anything else than a known word is the standard view: months, everything. */
export function parseView(query: Record<string, string | string[] | undefined>): OverviewView {
  return { by: query.by === 'epoch' ? 'epoch' : 'month', weeks: isRange(query.range) ? RANGES[query.range] : null }
}

function hrefOf({ by, weeks }: OverviewView): string {
  const range = (Object.keys(RANGES) as Range[]).find((name) => RANGES[name] === weeks) ?? 'all'
  return `/?by=${by}&range=${range}`
}

export function viewLinks(view: OverviewView): { by: ViewLink[]; range: ViewLink[] } {
  const by = (value: By, label: string) => ({
    label,
    href: hrefOf({ ...view, by: value }),
    current: view.by === value,
  })
  const range = (weeks: number | null, label: string) => ({
    label,
    href: hrefOf({ ...view, weeks }),
    current: view.weeks === weeks,
  })
  return {
    by: [by('month', words.months), by('epoch', words.epochs)],
    range: [range(4, words.weeks(4)), range(13, words.weeks(13)), range(null, words.all)],
  }
}
