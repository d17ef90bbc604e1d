import { trancheRows } from '../../db/report-rows'
import { vested } from '../../domain/emission'
import { monthBounds, nextMonth } from '../../domain/month'
import { type Scenario, type StressMonth, scenariosOf, stressed } from '../../domain/stress'
import { PPM } from '../../domain/units'
import { tranchesAt } from '../sheet/emissions'
import type { ReviewFacts } from './facts'

/** Months of which the average is the base, where there are so many. */
const BASE_MONTHS = 3
const AHEAD = 12

export type Stress = { scenario: Scenario; months: StressMonth[] }[]

/** Emission of the twelve months after the last one that is over, under each scenario. */
export async function stressOf({ source, reports, span }: ReviewFacts): Promise<Stress> {
  const recent = reports.slice(-BASE_MONTHS)
  const last = reports.at(-1)
  if (!last) throw new RangeError('a review without a month')
  let [rewards, pool] = [0n, 0n]
  const byAccount = new Map<string, bigint>()
  for (const report of recent) {
    const flows = await report.ledger()
    const into = (to: string, from: readonly string[]) =>
      flows.reduce((sum, flow) => (flow.to === to && from.includes(flow.from) ? sum + flow.during : sum), 0n)
    rewards += into('rewards_allocated', ['rewards_pool', 'rewards_emission'])
    pool += into('rewards_pool', ['vault_revenue'])
    for (const { line, account, wei } of await report.books.rewards()) {
      if (line === 'earned' && wei !== null) byAccount.set(account, (byAccount.get(account) ?? 0n) + wei)
    }
  }
  const count = BigInt(recent.length)
  const earned = [...byAccount.values()]
  const [sum, top] = [earned.reduce((all, wei) => all + wei, 0n), earned.reduce((a, b) => (b > a ? b : a), 0n)]
  const { prices } = await last.books.ledger()
  const base = {
    ...{ rewards: rewards / count, pool: pool / count },
    price: prices.at(last.calendar.end - 1n) ?? 0n,
    topShare: sum === 0n ? 0n : (top * PPM) / sum,
  }
  const tranches = tranchesAt(await trancheRows(source.db, span.chainId, span.closing), span.closing)
  const months: { month: string; vested: bigint }[] = []
  for (let month = nextMonth(last.month); months.length < AHEAD; month = nextMonth(month))
    months.push({ month, vested: vested(tranches, monthBounds(month).end) })
  const used = (await last.emissions()).at(-1)?.used ?? 0n
  return scenariosOf(base).map((scenario) => ({ scenario, months: stressed(base, scenario, { used, months }) }))
}
