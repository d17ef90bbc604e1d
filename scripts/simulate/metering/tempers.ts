import { DAY, HOUR, MINUTE } from '../../../lib/domain/time'
import { randomOf } from '../prng'

/** How a provider is to work with. Pairs are the least and the most. */
export type Temper = {
  /** Short outages an epoch, and minutes of each. */
  outages: [number, number]
  minutes: [number, number]
  /** Percent of epochs with one outage of one to eight hours. */
  badWeeks: number
  /** p95 in percent of the target. */
  response: [number, number]
  /** Calls that fail, ppm. */
  errorPpm: number
}

/** Those whose numbers are worth explaining: never away; 97% of the time; slow; failing. The others are drawn. */
const KNOWN: Record<number, Partial<Temper>> = {
  0: { outages: [0, 0], badWeeks: 0, response: [44, 50], errorPpm: 40 },
  2: { outages: [20, 20], minutes: [13, 17], badWeeks: 0 },
  4: { response: [150, 185], errorPpm: 2_000 },
  7: { errorPpm: 62_000 },
}

export function temperOf(seed: number, index: number): Temper {
  const random = randomOf(seed, 'temper', index)
  const usual = random.between(58, 120)
  return {
    outages: [0, 3],
    minutes: [1, 12],
    badWeeks: 8,
    response: [usual - 8, usual + 8],
    errorPpm: random.between(100, 4_000),
    ...KNOWN[index],
  }
}

/** Something that happened once, so many epochs before the last one that was closed; `from` counts from that epoch's Monday. */
export type Episode = { back: bigint; from: bigint; length: bigint }

/** By index of the provider: an incident of more than a day, and one that is away for more than half of an epoch. */
export const AWAY: Record<number, Episode> = {
  3: { back: 1n, from: DAY + 9n * HOUR, length: 31n * HOUR },
  5: { back: 0n, from: 14n * HOUR, length: 4n * DAY + 10n * HOUR },
}

/** Announced a day and a half ahead. */
export const MAINTENANCE: Record<number, Episode> = {
  6: { back: 0n, from: 2n * DAY + 2n * HOUR, length: 200n * MINUTE },
}
export const MAINTENANCE_AHEAD = 36n * HOUR

/** Nobody reached anybody: not counted against any provider. */
export const INCIDENTS: Episode[] = [{ back: 3n, from: 3n * DAY + 190n * MINUTE, length: 85n * MINUTE }]

/** Probers that reported nothing. While two of three are silent nothing is known. */
export const SILENCES: (Episode & { prober: string })[] = [
  { prober: 'prober-2', back: 2n, from: DAY, length: 6n * HOUR },
  { prober: 'prober-2', back: 0n, from: 4n * DAY + 5n * HOUR, length: 95n * MINUTE },
  { prober: 'prober-3', back: 0n, from: 4n * DAY + 5n * HOUR, length: 95n * MINUTE },
]
