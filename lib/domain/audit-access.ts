const DAY_MS = 86_400_000

/** Longest access an admin grants at once: two quarters and the weeks a review takes. */
export const AUDIT_MOST_DAYS = 180

export type AuditSpan = { until: Date; endedAt: Date | null }

/** It reads; its date has come; a hand ended it before. */
export type AuditState = 'reads' | 'over' | 'ended'

export function auditState({ until, endedAt }: AuditSpan, now: Date): AuditState {
  if (endedAt !== null) return 'ended'
  return now < until ? 'reads' : 'over'
}

/** The first instant after the last day of an access, `YYYY-MM-DD` in UTC; null when that is no day. */
export function auditEnd(lastDay: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(lastDay)) return null
  const start = new Date(`${lastDay}T00:00:00Z`)
  // 2026-02-31 becomes 3 March: no day of the calendar.
  if (Number.isNaN(start.getTime()) || start.toISOString().slice(0, 10) !== lastDay) return null
  return new Date(start.getTime() + DAY_MS)
}

/** The last day on which an access that ends at `until` still reads. */
export const lastAuditDay = (until: Date): string => new Date(until.getTime() - 1).toISOString().slice(0, 10)

/** The last day that may be granted now. */
export const latestAuditDay = (now: Date): string =>
  new Date(now.getTime() + (AUDIT_MOST_DAYS - 1) * DAY_MS).toISOString().slice(0, 10)

export type UntilProblem = 'no-day' | 'past' | 'too-late'

/** Why an access cannot end after this day; null when it can. Today is a day that it can. */
export function untilProblem(lastDay: string, now: Date): UntilProblem | null {
  const end = auditEnd(lastDay)
  if (!end) return 'no-day'
  if (end <= now) return 'past'
  return lastDay > latestAuditDay(now) ? 'too-late' : null
}
