import { deferredOf } from '../../domain/deferred'
import { nanoOfMicro } from '../../domain/nano-usd'
import { closeOf } from '../../domain/subscription'
import { DAY, dateOf } from '../../domain/time'
import type { DeferredAccount } from '../deferred'
import type { Column, RowOf } from '../table'

/** Sheet 10: tokens carried and not used yet, by how long they still live. */
export type AgeingLine = {
  account: string
  plan: number
  tokens: bigint
  nano: bigint
  /** Seconds: when they were carried, and when the rest of them expires. */
  carriedAt: bigint
  expiresAt: bigint
  bucket: (typeof AGES)[number]['name']
}

/** Days left at the end of the month, the last one included. */
export const AGES = [
  { name: '0-7 days', days: 7n },
  { name: '8-14 days', days: 14n },
  { name: '15-30 days', days: 30n },
  { name: 'over 30 days', days: null },
] as const

export function ageingLines(accounts: readonly DeferredAccount[], end: bigint): AgeingLine[] {
  return accounts.flatMap(({ account, periods, plans }): AgeingLine[] => {
    const { rolled } = deferredOf(periods, end)
    if (rolled.tokens === 0n) return []
    const at = periods.findLastIndex(({ start }) => start < end)
    const period = periods[at]
    if (!period) return []
    // Between its end and a renewal the rest of a period waits in the rolled layer; during the next one it is used first.
    const isWaiting = period.end < end
    const carriedAt = isWaiting ? period.end : (periods[at - 1]?.end ?? period.start)
    const expiresAt = isWaiting ? (period.close ?? closeOf(period.end)) : period.end
    const plan = plans.findLast(({ from }) => from < end)?.plan ?? 0
    const nano = nanoOfMicro(rolled.usd)
    return [{ account, plan, tokens: rolled.tokens, nano, carriedAt, expiresAt, bucket: bucketOf(expiresAt - end) }]
  })
}

function bucketOf(seconds: bigint): AgeingLine['bucket'] {
  const days = (seconds + DAY - 1n) / DAY
  return (AGES.find((age) => age.days !== null && days <= age.days) ?? AGES[3]).name
}

export const AGEING_COLUMNS = [
  { name: 'bucket', kind: 'text' },
  { name: 'account', kind: 'text' },
  { name: 'plan', kind: 'count' },
  { name: 'tokens', kind: 'count' },
  { name: 'amount', kind: 'nano' },
  { name: 'carried', kind: 'time' },
  { name: 'expires', kind: 'time' },
] as const satisfies readonly Column[]

/** Every bucket with its sum, then the accounts in it; the sum of all last. */
export function* ageingTable(lines: readonly AgeingLine[]): Generator<RowOf<typeof AGEING_COLUMNS>> {
  const sum = (of: readonly AgeingLine[], unit: 'tokens' | 'nano') => of.reduce((all, one) => all + one[unit], 0n)
  for (const { name } of AGES) {
    const inside = lines.filter(({ bucket }) => bucket === name)
    yield [name, 'all', null, sum(inside, 'tokens'), sum(inside, 'nano'), null, null]
    const sorted = inside.toSorted((a, b) => Number(a.expiresAt - b.expiresAt) || (a.account < b.account ? -1 : 1))
    for (const { account, plan, tokens, nano, carriedAt, expiresAt } of sorted)
      yield [name, account, plan, tokens, nano, dateOf(carriedAt), dateOf(expiresAt)]
  }
  yield ['total', 'all', null, sum(lines, 'tokens'), sum(lines, 'nano'), null, null]
}
