import { DAY } from './time'

/** `Vault.MAX_PAUSE`: a pause ends by itself. */
export const MAX_PAUSE = 7n * DAY

/** In the order of the contract's enum `Flag`. */
export const FLAGS = ['deposit', 'spend', 'distribute'] as const
export type Flag = (typeof FLAGS)[number]

/** As `Vault.pauseOf` gives it, seconds: 0, 0 when there never was one. Rewards have no `from`. */
export type Pause = { from: bigint; until: bigint }

export const NO_PAUSE: Pause = { from: 0n, until: 0n }

export function isPaused({ until }: Pick<Pause, 'until'>, now: bigint): boolean {
  return now < until
}

/** What `pause` makes of the last one: pauses less than a day apart are one, and begin where the first began. */
export function pausedAgain(last: Pause, now: bigint): Pause {
  return { from: now >= last.until + DAY ? now : last.from, until: now + MAX_PAUSE }
}
