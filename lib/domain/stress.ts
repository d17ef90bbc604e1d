import { greater, lesser } from './money'
import { PPM } from './units'

/** An average month of those before: what is owed to providers and what revenue brings into their pool. Wei; price as WAD. */
export type StressBase = {
  rewards: bigint
  /** The providers' share of revenue at `price`. */
  pool: bigint
  price: bigint
  /** Part of all rewards that the largest provider had, ppm. */
  topShare: bigint
}

/** What a scenario does to the base, ppm. `name`: on a chart, ASCII. */
export type Scenario = { id: string; name: string; price: bigint; demand: bigint; note: string }

/** The scenarios of finance.md §6; work of a provider that leaves is lost, not done by others. */
export const scenariosOf = ({ topShare }: Pick<StressBase, 'topShare'>): Scenario[] => [
  { id: 'base', name: 'Base', price: PPM, demand: PPM, note: 'every month as the average of the last ones' },
  { id: 'price_minus_80', name: 'Price -80%', price: PPM / 5n, demand: PPM, note: 'CXPT at a fifth of its price' },
  { id: 'demand_plus_50', name: 'Demand +50%', price: PPM, demand: (PPM * 3n) / 2n, note: 'half as much work again' },
  { id: 'demand_minus_50', name: 'Demand -50%', price: PPM, demand: PPM / 2n, note: 'half of the work' },
  {
    id: 'top_provider_leaves',
    name: 'Top provider leaves',
    price: PPM,
    demand: PPM - topShare,
    note: 'the work of the largest provider is lost, its customers with it',
  },
]

/** A month of a scenario; wei, but for `rewardsUsd`, nano-USD. Sums are lifetime. */
export type StressMonth = {
  month: string
  vested: bigint
  rewards: bigint
  fromPool: bigint
  fromEmission: bigint
  /** Owed beyond the pool and what has vested. */
  unfunded: bigint
  used: bigint
  /** Vested and not used. */
  left: bigint
  rewardsUsd: bigint
}

type Ahead = { month: string; vested: bigint }

/**
 * Emission for the months ahead. Rewards follow the work done, at a fixed rate of CXPT per point; the pool gets its share of a revenue that is in USD, so a lower
 * price brings more CXPT into it. The pool pays first, then what has vested (economics.md §3); what neither pays is unfunded. Rounded down.
 */
export function stressed(
  base: StressBase,
  { price, demand }: Scenario,
  { used: before, months }: { used: bigint; months: readonly Ahead[] },
): StressMonth[] {
  const rewards = (base.rewards * demand) / PPM
  const pool = (base.pool * demand) / price
  const rewardsUsd = (rewards * base.price * price) / (PPM * 10n ** 27n)
  let used = before
  return months.map(({ month, vested }) => {
    const fromPool = lesser(rewards, pool)
    const fromEmission = lesser(rewards - fromPool, greater(vested - used, 0n))
    used += fromEmission
    const unfunded = rewards - fromPool - fromEmission
    return { month, vested, rewards, fromPool, fromEmission, unfunded, used, left: vested - used, rewardsUsd }
  })
}
