import type { FeeDay } from '../../db/fee-rows'
import type { Ordered } from './chain-steps'
import { booked, noon } from './usage-steps'

export type FeePrices = ReadonlyMap<string, { nano: bigint; source: string }>

/** Fees of a day that no price turns into USD. */
export type FeesOfMonth = { month: string; wei: bigint; count: number }

const WEI_PER_COIN = 10n ** 18n
const monthOfDay = (day: string): string => day.slice(0, 7)

/** What our accounts spent on gas, by day, at the price of the coin in its month (J10). nano-USD, rounded down; a month without a price books nothing. */
export function feeSteps(days: readonly FeeDay[], prices: FeePrices): Ordered[] {
  return days.flatMap(({ day, wei, count }) => {
    const price = prices.get(monthOfDay(day))
    if (!price) return []
    const memo = `Gas of ${count} transactions, ${wei} wei, ${price.source}`
    const pairs = [{ debit: '6200', credit: '1300', nano: (wei * price.nano) / WEI_PER_COIN }] as const
    return booked('J10', noon(day), memo, pairs, { ref: `${day} gas` })
  })
}

/** Months whose fees have no price, with what was spent. */
export function unpricedFees(days: readonly FeeDay[], prices: FeePrices): FeesOfMonth[] {
  const months = new Map<string, FeesOfMonth>()
  for (const { day, wei, count } of days) {
    const month = monthOfDay(day)
    if (prices.has(month)) continue
    const sum = months.get(month) ?? { month, wei: 0n, count: 0 }
    months.set(month, { month, wei: sum.wei + wei, count: sum.count + count })
  }
  return [...months.values()]
}
