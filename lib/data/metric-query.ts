import 'server-only'
import { z } from 'zod'
import { DAY_STEPS, type DayStep } from '../domain/day-step'
import type { AppError } from '../errors/app-error'

/** Points of one answer, all its metrics together. */
export const MOST_POINTS = 1_000

/** The newest block, an earlier one, the last one at or before a time, or the steps of a calendar. `to` null: up to the newest block. */
export type MetricQuery =
  | { kind: 'latest' }
  | { kind: 'block'; block: bigint }
  | { kind: 'time'; time: Date }
  | { kind: 'series'; from: string; to: string | null; step: DayStep }

const AT = 'must be a block number, or a time: ISO 8601 with zone'
const DAY = 'must be a day (YYYY-MM-DD), or a time: ISO 8601 with zone'

const instant = (error: string) => z.iso.datetime({ offset: true, error })
const block = z.string(AT).regex(/^\d{1,15}$/, AT)
const day = z
  .union([z.iso.date(DAY), instant(DAY)], { error: DAY })
  .transform((text) => new Date(text).toISOString().slice(0, 10))

export const metricQuerySchema = z.object({
  at: z.union([block, instant(AT)], { error: AT }).optional(),
  from: day.optional(),
  to: day.optional(),
  step: z.enum(DAY_STEPS, 'must be day, week or month').optional(),
})

const checked = metricQuerySchema.superRefine(({ at, from, to, step }, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const isSeries = from !== undefined || to !== undefined || step !== undefined
  if (at !== undefined && isSeries) refuse('at', 'cannot be asked together with from, to or step')
  else if (isSeries && from === undefined) refuse('from', 'is needed for a series')
  else if (from !== undefined && to !== undefined && from > to) refuse('from', 'must not be after to')
})

/** Throws what names the field that cannot be used. */
export function metricQueryFrom(raw: Record<string, string>): MetricQuery {
  const { at, from, to, step } = checked.parse(raw)
  if (from !== undefined) return { kind: 'series', from, to: to ?? null, step: step ?? 'day' }
  if (at === undefined) return { kind: 'latest' }
  return /^\d+$/.test(at) ? { kind: 'block', block: BigInt(at) } : { kind: 'time', time: new Date(at) }
}

/** A refusal that says which field it is about. */
export function refusedField(error: AppError, field: string): AppError {
  return Object.assign(error, { issues: [{ path: [field], message: error.say }] })
}
