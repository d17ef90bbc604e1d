import { type Tranche, vested } from '@/lib/domain/emission'
import { mulDivCeil, mulDivFloor } from '@/lib/domain/money'
import { DAY } from '@/lib/domain/time'
import { EMISSION_CAP } from '@/lib/domain/units'
import { emission } from '@/messages/admin-emission'

const { errors: words } = emission

/** The most that all factors together can lift a provider's points (economics.md §3): ×2.64, in hundredths. */
const WORST = { times: 264n, of: 100n }
const WINDOW_DAYS = 30n
/** Tranches ever, cancelled ones too (`Rewards.MAX_TRANCHES`). */
const MOST_TRANCHES = 64
/** Days the guard looks ahead: 50 years, beyond which "later" is said. */
const HORIZON_DAYS = 18_250n

export type Supply = { tranches: readonly Tranche[]; used: bigint; recent: bigint; now: bigint }

export type Solvency = {
  /** Wei a day: the last 30 complete days, and ×2.64 of it, rounded up. */
  perDay: bigint
  worstPerDay: bigint
  /** Scheduled and not yet used, wei. */
  left: bigint
  /** The first day (seconds) on which the worst case wants more than has been released; null: not within the horizon. */
  shortAt: bigint | null
  /** The day (seconds) on which everything scheduled would be used at the worst rate; null without a rate. */
  exhaustedAt: bigint | null
}

/**
 * Whether the schedule carries the worst case. `recent`: emission used in 30 complete days, wei. Day by day, because tranches release
 * linearly and may pause: a sum over all of it would hide a gap.
 */
export function solvencyOf({ tranches, used, recent, now }: Supply): Solvency {
  const perDay = mulDivCeil(recent, 1n, WINDOW_DAYS)
  const worstPerDay = mulDivCeil(recent, WORST.times, WORST.of * WINDOW_DAYS)
  const scheduled = tranches.reduce((sum, { amount }) => sum + amount, 0n)
  const left = scheduled > used ? scheduled - used : 0n
  if (worstPerDay === 0n) return { perDay, worstPerDay, left, shortAt: null, exhaustedAt: null }
  const exhaustedAt = now + mulDivFloor(left, DAY, worstPerDay)
  return { perDay, worstPerDay, left, shortAt: firstShort(tranches, used, worstPerDay, now), exhaustedAt }
}

function firstShort(tranches: readonly Tranche[], used: bigint, worstPerDay: bigint, now: bigint): bigint | null {
  for (let day = 1n; day <= HORIZON_DAYS; day++) {
    const time = now + day * DAY
    if (used + day * worstPerDay > vested(tranches, time)) return time
  }
  return null
}

export type TrancheText = { start: string; end: string; amount: string }
export type TrancheErrors = Partial<Record<keyof TrancheText | 'whole', string>>
export type TrancheDraft = { tranche: Tranche | null; errors: TrancheErrors }

type Limits = { now: bigint; scheduled: bigint; count: number }

/** What `Rewards.addTranche` will check, said before: start not past, end not before start, within the cap, at most 64 ever. */
export function checkTranche(
  input: { start: bigint | null; end: bigint | null; amount: bigint | null },
  limits: Limits,
) {
  const errors: TrancheErrors = {}
  const { start, end, amount } = input
  const room = EMISSION_CAP - limits.scheduled
  if (start === null) errors.start = words.start
  else if (start < limits.now) errors.start = words.startPast
  if (end === null) errors.end = words.end
  else if (start !== null && end < start) errors.end = words.endBefore
  if (amount === null) errors.amount = words.amount
  else if (amount === 0n) errors.amount = words.zero
  else if (amount > room) errors.amount = words.aboveCap
  if (limits.count >= MOST_TRANCHES) errors.whole = words.full
  const isWhole = Object.keys(errors).length === 0 && start !== null && end !== null && amount !== null
  return { tranche: isWhole ? { start, end, amount } : null, errors } satisfies TrancheDraft
}

/** Tranches that release while this one does, wholly or in part: the contract adds them up (decision 030). Touching ends do not overlap. */
export function overlapsOf<T extends Tranche>(tranches: readonly T[], draft: Tranche): T[] {
  return tranches.filter(({ start, end }) => start < draft.end && draft.start < end)
}

/** `2026-12-01T00:00` as a moment in UTC, seconds; null when it is none. */
export function parseMoment(text: string): bigint | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null
  const time = Date.parse(`${text}Z`)
  return Number.isNaN(time) ? null : BigInt(Math.floor(time / 1000))
}

export function momentInput(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 16)
}
