import { type Month, parseMonth } from '../domain/month'

/** `epoch 2950` or `2026-09`, and `… correction 1` for what was computed again after a veto. */
const FORM = /^(?:epoch (\d+)|(\d{4}-\d{2}))(?: correction (\d+))?$/

export const epochLabel = (epoch: bigint): string => `epoch ${epoch}`

/** What `epoch 2950` and `epoch 2950 correction 1` are about; null for another label. */
export function epochFrom(label: string): bigint | null {
  const [, digits] = FORM.exec(label) ?? []
  return digits ? BigInt(digits) : null
}

/** What `2026-09` and `2026-09 correction 1` are about; null for another label. */
export function monthFrom(label: string): Month | null {
  const [, , month] = FORM.exec(label) ?? []
  return parseMonth(month ?? '')
}

/** `2950` or `2026-09`, as addresses name it, and the number of the correction. */
export function partsOf(label: string): { period: string; correction: string | null } | null {
  const [, epoch, month, correction = null] = FORM.exec(label) ?? []
  const period = epoch ?? month
  return period ? { period, correction } : null
}

/** What the next computation of a period is called that was closed as these labels. */
export function correctionLabel(period: string, labels: readonly string[]): string {
  const done = labels.filter((label) => label === period || label.startsWith(`${period} correction `))
  return `${period} correction ${done.length}`
}
