import { greater, lesser } from './money'

/** What may be used in a calendar month (UTC), or what is left of it; null: no limit. Charges in nano-USD. */
export type Limit = { chargeNano: bigint | null; tokens: bigint | null }
export type Used = { chargeNano: bigint; tokens: bigint }

export const NO_LIMIT: Limit = { chargeNano: null, tokens: null }

const below = (limit: bigint | null, used: bigint) => (limit === null ? null : greater(limit - used, 0n))

/** Never below 0: usage that was served is counted above a limit, too. */
export const leftOf = (limit: Limit, used: Used): Limit => ({
  chargeNano: below(limit.chargeNano, used.chargeNano),
  tokens: below(limit.tokens, used.tokens),
})

const narrower = (a: bigint | null, b: bigint | null) => (a === null ? b : b === null ? a : lesser(a, b))

/** What two limits leave together. */
export const tighter = (a: Limit, b: Limit): Limit => ({
  chargeNano: narrower(a.chargeNano, b.chargeNano),
  tokens: narrower(a.tokens, b.tokens),
})

/** One that is used up ends everything: charges also what an allowance covers, tokens also what is charged. */
export const isUsedUp = (left: Limit): boolean => left.chargeNano === 0n || left.tokens === 0n

export const sumUsed = (all: readonly Used[]): Used => ({
  chargeNano: all.reduce((sum, { chargeNano }) => sum + chargeNano, 0n),
  tokens: all.reduce((sum, { tokens }) => sum + tokens, 0n),
})
