/** Steps of a calendar (UTC): days as `YYYY-MM-DD`, weeks from Monday. */
export const DAY_STEPS = ['day', 'week', 'month'] as const
export type DayStep = (typeof DAY_STEPS)[number]

const DAY_MS = 86_400_000

/** A day, moved by whole days. */
export function movedDay(day: string, plus: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + plus * DAY_MS).toISOString().slice(0, 10)
}

/** The first day of the step a day lies in. */
export function startOfStep(step: DayStep, day: string): string {
  if (step === 'day') return day
  if (step === 'month') return `${day.slice(0, 7)}-01`
  return movedDay(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** The first day of the step after the one that begins with `start`. */
export function nextStep(step: DayStep, start: string): string {
  if (step === 'month') return startOfStep('month', movedDay(start, 31))
  return movedDay(start, step === 'week' ? 7 : 1)
}

export type DaySpanOf = { start: string; next: string }

/** The steps that hold a day of [from, to], oldest first; null when there are more than `most`. */
export function stepsBetween(step: DayStep, from: string, to: string, most: number): DaySpanOf[] | null {
  const steps: DaySpanOf[] = []
  for (let start = startOfStep(step, from); start <= to; start = nextStep(step, start)) {
    if (steps.length === most) return null
    steps.push({ start, next: nextStep(step, start) })
  }
  return steps
}
