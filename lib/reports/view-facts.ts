import { isOurs } from '../domain/accrual'
import { fairValue } from '../domain/own-tokens'
import { bookedRoot } from './ledger/chain-steps'
import { purposeFrom } from './ledger/purpose'
import type { MonthLedger } from './ledger/read'
import type { ViewFacts } from './views'

type Booked = Pick<MonthLedger, 'entries' | 'movements' | 'prices' | 'roots'>
type Of = { start: bigint; end: bigint; span: { opening: bigint } }

/** What the three views of a month are made of. */
export function viewFactsOf({ entries, movements, prices, roots }: Booked, { start, end, span }: Of): ViewFacts {
  const cash = { charged: 0n, settled: 0n, claimed: 0n, withdrawn: 0n }
  for (const { journal, pairs } of entries) {
    const part = journal === 'J2' ? 'charged' : journal === 'J5' ? 'settled' : null
    if (part) cash[part] += pairs.reduce((sum, { nano }) => sum + nano, 0n)
  }
  const measured = { rewards: 0n, treasury: 0n }
  for (const row of movements) {
    if (row.block <= span.opening || !isOurs(row.from) || isOurs(row.to) || row.to.bucket === 'burned') continue
    const value = fairValue(row.wei, prices.atSpot(row) ?? 0n)
    cash[row.kind === 'claim' ? 'claimed' : 'withdrawn'] += value
    const purpose = purposeFrom(row.withdrawal?.reason ?? null)
    if (row.kind !== 'claim' && (purpose === null || purpose === 'expense')) measured.treasury += row.wei
  }
  for (const root of roots) {
    const { at, originalPeriod } = bookedRoot(root)
    if (at >= start && at < end && root.growth > 0n && originalPeriod === null) measured.rewards += root.growth
  }
  return { entries, cash, measured, average: prices.average(start, end) }
}
