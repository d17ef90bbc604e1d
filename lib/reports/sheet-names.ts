import { type Month, monthBounds } from '../domain/month'
import { DAY, dateOf } from '../domain/time'

/**
 * The sheets there are, in the order of the report. `number` as in the report's contents; all movements are the ledger behind
 * sheet 3, the trial balance the one behind sheet 16: they have none. Public sheets need no sign-in once the month is over; the others name customers or reasons, or (1, 2, 13)
 * follow from the whole ledger: those are public in the final report, which is kept.
 */
export const SHEET_INDEX = [
  { name: 'cover', number: 1, title: 'Cover', tab: 'Cover', isPublic: false },
  { name: 'summary', number: 2, title: 'Summary', tab: 'Summary', isPublic: false },
  { name: 'views', number: 2, title: 'Cash, accrual and normalised view', tab: 'Views', isPublic: false },
  { name: 'supply-roll-forward', number: 3, title: 'Supply roll-forward', tab: 'Supply', isPublic: true },
  { name: 'address-register', number: 4, title: 'Address register', tab: 'Addresses', isPublic: true },
  { name: 'chain-reconciliation', number: 5, title: 'Chain reconciliation', tab: 'Chain', isPublic: true },
  { name: 'emissions', number: 6, title: 'Emissions', tab: 'Emissions', isPublic: true },
  { name: 'burns', number: 7, title: 'Burns', tab: 'Burns', isPublic: true },
  { name: 'payments', number: 8, title: 'Payments received', tab: 'Payments', isPublic: false },
  { name: 'customer-balances', number: 9, title: 'Customer balances', tab: 'Balances', isPublic: false },
  { name: 'rollover-ageing', number: 10, title: 'Rollover ageing', tab: 'Rollover', isPublic: false },
  { name: 'revenue', number: 11, title: 'Revenue', tab: 'Revenue', isPublic: false },
  { name: 'split', number: 12, title: 'Split', tab: 'Split', isPublic: true },
  { name: 'provider-rewards', number: 13, title: 'Provider rewards', tab: 'Rewards', isPublic: false },
  { name: 'treasury', number: 14, title: 'Treasury', tab: 'Treasury', isPublic: false },
  { name: 'prices', number: 15, title: 'Prices', tab: 'Prices', isPublic: true },
  { name: 'journals', number: 16, title: 'Journals', tab: 'Journals', isPublic: false },
  { name: 'exceptions', number: 16, title: 'Exceptions', tab: 'Exceptions', isPublic: false },
  { name: 'parameter-changes', number: 16, title: 'Parameter changes', tab: 'Parameters', isPublic: false },
  { name: 'gates', number: 16, title: 'Gates', tab: 'Gates', isPublic: false },
  { name: 'trial-balance', number: null, title: 'Trial balance', tab: 'Trial balance', isPublic: false },
  { name: 'movements', number: null, title: 'All movements', tab: 'Movements', isPublic: false },
] as const

export type SheetName = (typeof SHEET_INDEX)[number]['name']
export type SheetInfo = (typeof SHEET_INDEX)[number]

export const findSheet = (name: string): SheetInfo | null => SHEET_INDEX.find((sheet) => sheet.name === name) ?? null

/** `cxpt-burns-2026-10-01-to-2026-10-31.csv`: the range is in the name, because a download leaves its page behind. */
export function fileNameOf(sheet: SheetName, month: Month): string {
  const { start, end } = monthBounds(month)
  const day = (seconds: bigint) => dateOf(seconds).toISOString().slice(0, 10)
  return `cxpt-${sheet}-${day(start)}-to-${day(end - DAY)}.csv`
}
