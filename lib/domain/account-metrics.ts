import { type Answer, NO_PRICE, ratio, SHORT_LEDGER } from './metric-answer'
import type { AccountsInput, AccountsWindow } from './metric-input'
import type { MetricId } from './metrics'

type Compute = (input: AccountsInput) => Answer

/** nano-USD of one micro-USD. */
const NANO = 1_000n

/** Account 4200, whole micro-USD, rounded down. */
const payPerUse = ({ chargedNano }: AccountsWindow): bigint => chargedNano / NANO

/** Accounts 4100 + 4110 + 4200 − 4900; null when a reward was accepted before any price. */
const recognised = (window: AccountsWindow): bigint | null =>
  window.loyaltyUsd === null ? null : window.used + window.expired + payPerUse(window) - window.loyaltyUsd

/** How each metric of the accrual ledger is computed (economics.md §6, §7). */
export const ACCOUNT_METRICS = {
  revenue_recognised: ({ window }) => {
    if (!window) return SHORT_LEDGER
    const value = recognised(window)
    if (value === null) return NO_PRICE
    const parts = [
      { key: 'subscriptions', value: window.used.toString() },
      { key: 'breakage', value: window.expired.toString() },
      { key: 'pay_per_use', value: payPerUse(window).toString() },
      { key: 'loyalty', value: (-(window.loyaltyUsd ?? 0n)).toString() },
    ]
    return { value: value.toString(), parts }
  },
  revenue_deferred: ({ deferred }) => {
    if ('reason' in deferred) return deferred
    const parts = [
      { key: 'fresh', value: deferred.fresh.toString() },
      { key: 'rolled', value: deferred.rolled.toString() },
    ]
    return { value: (deferred.fresh + deferred.rolled).toString(), parts }
  },
  gross_margin: ({ window }) => {
    if (!window) return SHORT_LEDGER
    const [revenue, cost] = [recognised(window), window.providerUsd]
    if (revenue === null || cost === null) return NO_PRICE
    return ratio((revenue - cost) * 100n, revenue, 'No revenue was recognised in 30 days.')
  },
} as const satisfies Partial<Record<MetricId, Compute>>
