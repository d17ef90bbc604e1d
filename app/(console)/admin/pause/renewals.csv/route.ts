import { csvAnswer } from '@/app/csv-answer'
import { pauseRenewalPages } from '@/lib/data/pause-renewals'

export const dynamic = 'force-dynamic'

const HEAD = [
  'account',
  'ends',
  'then',
  'renewable_from',
  'lapses',
  'lapses_without_the_pause',
  'seconds_without_allowance',
]

const iso = (seconds: number | bigint) => new Date(Number(seconds) * 1_000).toISOString()

/** Every paid period that ends inside the pause of spending, with what becomes of it; the first end first. */
export function GET(): Promise<Response> {
  return csvAnswer({
    name: 'renewals-inside-the-pause',
    head: HEAD,
    pages: pauseRenewalPages(),
    lineOf: ({ account, end, fate }) => [
      account,
      iso(end),
      fate.what,
      iso(fate.renewableFrom),
      iso(fate.lapsesAt),
      iso(fate.lapsesWithout),
      fate.gap,
    ],
  })
}
