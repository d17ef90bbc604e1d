import { ACCOUNTS, type Account } from './chart'

/**
 * Accounts that finance may adjust by hand. All others follow from the chain or from receipts, and gates hold them to it: an amount booked there
 * by hand would be a difference that nobody can explain by user or by transaction.
 */
export const ADJUSTABLE = ['1100', '1300', '5100', '6200', '6300', '6900'] as const satisfies readonly Account[]

export const isAdjustable = (account: string): account is Account => ADJUSTABLE.some((one) => one === account)

/** `6200 Network fees`. */
export const accountText = (account: Account): string => `${account} ${ACCOUNTS[account].name}`

/** Ten digits before the point: more is a mistake of typing. */
const AMOUNT = /^\d{1,10}(\.\d{1,2})?$/

/** USD as typed, in cents; null for what is no amount above zero to the cent. Finer is refused, never rounded. */
export function parseCents(text: string): bigint | null {
  const plain = text.trim().replaceAll(',', '')
  if (!AMOUNT.test(plain)) return null
  const [whole = '0', part = ''] = plain.split('.')
  const cents = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
  return cents > 0n ? cents : null
}

/** The first month from `month` on that is closed to adjustments: one being signed, or final, keeps its books and those before it. */
export const closedFrom = (month: string, live: readonly { month: string }[]): string | null =>
  live
    .map((one) => one.month)
    .filter((one) => one >= month)
    .sort()
    .at(0) ?? null
