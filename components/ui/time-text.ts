import { ui } from '@/messages/ui'

/** Times as text: UTC always, months by name, `now` passed in (block time). Seconds as the chain has them, or a Date. */
export type Time = Date | bigint | number

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400

function dateOf(time: Time): Date {
  return time instanceof Date ? time : new Date(Number(time) * 1000)
}

function two(value: number): string {
  return value.toString().padStart(2, '0')
}

/** `6 Nov`, with `year` `6 Nov 2026`. */
export function dayText(time: Time, options: { year?: boolean } = {}): string {
  const date = dateOf(time)
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
  return options.year ? `${day} ${date.getUTCFullYear()}` : day
}

/** `5 Nov`: the last complete day before an instant. */
export function yesterdayText(time: Date): string {
  return dayText(new Date(time.getTime() - DAY * 1000))
}

/** `14:32`, with `seconds` `14:32:05`. */
export function clockText(time: Time, options: { seconds?: boolean } = {}): string {
  const date = dateOf(time)
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  return options.seconds ? `${clock}:${two(date.getUTCSeconds())}` : clock
}

/** `6 Nov 2026 14:32 UTC`. */
export function momentText(time: Time, options: { year?: boolean; seconds?: boolean } = {}): string {
  const { year = true, seconds = false } = options
  return `${dayText(time, { year })} ${clockText(time, { seconds })} UTC`
}

/** Time left or gone, exact: `1 d 03:14:22`, under a day `03:14:22`; `compact` drops the hours when there are none: `0:42`. */
export function durationText(seconds: number, options: { compact?: boolean } = {}): string {
  const whole = Math.max(0, Math.floor(seconds))
  const days = Math.floor(whole / DAY)
  const hours = Math.floor((whole % DAY) / HOUR)
  const minutes = Math.floor((whole % HOUR) / MINUTE)
  const rest = two(whole % MINUTE)
  if (options.compact && days === 0 && hours === 0) return `${minutes}:${rest}`
  const clock = `${two(hours)}:${two(minutes)}:${rest}`
  return days > 0 ? `${days} d ${clock}` : clock
}

/** An age in its largest unit, cut: `6 s`, `4 min`, `3 h`, `2 d`. */
export function ageText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < MINUTE) return `${whole} s`
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h`
  return `${Math.floor(whole / DAY)} d`
}

export type Freshness = { level: 'fresh' | 'late' | 'lost'; text: string; age: string }

/** Over 60 s the ledger is behind, over 10 min it is lost. `block` null: there is no ledger to read. */
export function freshnessOf(block: string | null, ageSeconds: number | null): Freshness {
  if (block === null || ageSeconds === null) return { level: 'lost', text: ui.noLedger, age: '' }
  if (ageSeconds > 10 * MINUTE) return { level: 'lost', text: ui.noChain(ageText(ageSeconds)), age: '' }
  if (ageSeconds > MINUTE) return { level: 'late', text: ui.behind(ageText(ageSeconds)), age: '' }
  return { level: 'fresh', text: ui.block(block), age: ui.ago(ageText(ageSeconds)) }
}
