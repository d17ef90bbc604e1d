import { decimalRatio } from './ratio'

/** One line of a metric that is made of several: a service, a day, a reason. `list`: what the rate card says, beside it. */
export type MetricPart = { key: string; value: string; list?: string }

/** A value, a value with what it is made of, or why there is none. */
export type Answer = string | { value: string; parts: MetricPart[] } | { reason: string }

export const NO_PRICE = { reason: 'A reward was accepted before any price was posted.' }
export const SHORT_LEDGER = { reason: 'The ledger holds fewer than 30 complete days.' }

export const ratio = (numerator: bigint, denominator: bigint, reason: string): Answer =>
  decimalRatio(numerator, denominator) ?? { reason }

/** A sum of 30 days × 365/30, of a base. */
export const annualised = (amount: bigint, base: bigint, reason: string): Answer =>
  ratio(amount * 365n, base * 30n, reason)
