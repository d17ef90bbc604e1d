import { BPS } from './units'

/** Who sells: the legal entity, its series of numbers and its tax. `taxBps` is contained in every price. */
export type Seller = { name: string; taxId: string; address: string; country: string; prefix: string; taxBps: number }

export type InvoiceKind = 'invoice' | 'credit_note'

/** Numbers run by legal entity, kind and year, each from 1 without a gap. */
export function seriesOf({ prefix }: Pick<Seller, 'prefix'>, kind: InvoiceKind, issuedAt: Date): string {
  return `${prefix}-${kind === 'credit_note' ? 'CN-' : ''}${issuedAt.getUTCFullYear()}-`
}

const DIGITS = 6

/** `CX-2026-` and 17 → `CX-2026-000017`. */
export const numberText = (series: string, number: number): string => `${series}${String(number).padStart(DIGITS, '0')}`

/** The series and number of a document's name; null when it is none. */
export function parseNumber(text: string): { series: string; number: number } | null {
  const match = /^([A-Z0-9]{1,12}-(?:CN-)?\d{4}-)(\d{6,9})$/.exec(text)
  const number = Number(match?.[2])
  return match?.[1] && number > 0 ? { series: match[1], number } : null
}

export type Taxed = { net: bigint; tax: bigint; gross: bigint }

/** What of a price is tax, micro-USD: ⌊gross · t ÷ (1 + t)⌋, the rest is net; together the price to the last unit. */
export function taxIn(gross: bigint, taxBps: number): Taxed {
  if (gross < 0n || taxBps < 0) throw new RangeError('a price and a tax are not negative')
  const tax = (gross * BigInt(taxBps)) / (BPS + BigInt(taxBps))
  return { net: gross - tax, tax, gross }
}

/** The mean price of a month's payments, WAD, rounded down: what the dollars were over what was debited. Null when nothing was. */
export function meanPrice(usd: bigint, wei: bigint): bigint | null {
  return wei === 0n ? null : (usd * 10n ** 30n) / wei
}
