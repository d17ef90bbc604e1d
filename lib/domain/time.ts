/** Chain time is `bigint` seconds; `Date` only at the edges (rows of the database, props of a page). */
export const MINUTE = 60n
export const HOUR = 3_600n
export const DAY = 86_400n

export function secondsOf(date: Date): bigint {
  return BigInt(Math.floor(date.getTime() / 1000))
}

export function dateOf(seconds: bigint): Date {
  return new Date(Number(seconds) * 1000)
}

/** UTC day number, as the contracts count days. */
export function utcDay(seconds: bigint): bigint {
  return seconds / DAY
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `19 Dec 2026`, UTC. */
export function formatDay(seconds: bigint): string {
  const date = dateOf(seconds)
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `19 Dec 2026, 14:05 UTC`. */
export function formatTime(seconds: bigint): string {
  return `${formatDay(seconds)}, ${dateOf(seconds).toISOString().slice(11, 16)} UTC`
}

/** The largest two units: `2 days 3 hours`, `40 minutes`, `12 seconds`. */
export function formatDuration(seconds: bigint): string {
  const units = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
    ['second', 1n],
  ] as const
  let rest = seconds < 0n ? -seconds : seconds
  const words: string[] = []
  for (const [name, size] of units) {
    const count = rest / size
    rest -= count * size
    if (count > 0n) words.push(`${count} ${name}${count === 1n ? '' : 's'}`)
    else if (words.length > 0) break
    if (words.length === 2) break
  }
  return words.join(' ') || '0 seconds'
}
