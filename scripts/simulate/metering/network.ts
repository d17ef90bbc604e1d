import type { Address } from 'viem'
import { EPOCH_SECONDS, epochBounds, epochOf } from '../../../lib/domain/epoch'
import { HOUR, MINUTE } from '../../../lib/domain/time'
import { PROBERS_UP } from '../../../lib/rewards/uptime'
import { type Random, randomOf } from '../prng'
import { type Provider, registeredAt, workingAt } from '../providers'
import { AWAY, type Episode, INCIDENTS, MAINTENANCE, SILENCES, temperOf } from './tempers'

export const PROBERS = ['prober-1', 'prober-2', 'prober-3'] as const

/** [from, until) in seconds, whole minutes. */
export type Span = { from: bigint; until: bigint }
/** A provider that gave no valid answer, to anybody or (`prober`) to one. */
export type Failure = Span & { provider: Address; prober: string | null }
export type Silence = Span & { prober: string }

const MINUTES = Number(EPOCH_SECONDS / MINUTE)
const ALIVE_WITHIN = 15n * MINUTE
/** Minutes an epoch in which a single prober fails: its own network. */
const MISSES = [5, 40] as const
const LONG_OUTAGE = [60, 480] as const
/** How many probers a set of three bits names. */
const COUNT_OF = [0, 1, 1, 2, 1, 2, 2, 3] as const

export type Reporter = { provider: Provider; isAlive: boolean }

/** What three probers see of the providers, minute by minute, without anything being stored: the same seed, the same minutes. */
export class Network {
  private readonly known = new Map<string, Failure[]>()

  constructor(
    private readonly seed: number,
    private readonly providers: readonly Provider[],
    private readonly start: bigint,
    /** The last epoch that the history closes: what happened once hangs on it. Null after the history. */
    readonly lastEpoch: bigint | null,
  ) {}

  failuresOf(provider: Provider, epoch: bigint): Failure[] {
    const key = `${provider.index} ${epoch}`
    const known = this.known.get(key) ?? this.draw(provider, epoch)
    this.known.set(key, known)
    return known
  }

  private draw({ index, actor }: Provider, epoch: bigint): Failure[] {
    const random = randomOf(this.seed, 'uptime', index, Number(epoch))
    const { outages, minutes, badWeeks } = temperOf(this.seed, index)
    const { start } = epochBounds(epoch)
    const spans = Array.from({ length: random.between(...outages) }, () => drawSpan(random, start, minutes))
    if (random.chance(badWeeks)) spans.push(drawSpan(random, start, LONG_OUTAGE))
    for (const episode of [AWAY[index], MAINTENANCE[index], ...INCIDENTS]) {
      const span = episode && this.spanIn(episode, epoch)
      if (span) spans.push(span)
    }
    const misses = Array.from({ length: random.between(...MISSES) }, () => ({
      ...drawSpan(random, start, [1, 1]),
      prober: random.pick(PROBERS),
    }))
    const all = [...spans.map((span) => ({ ...span, prober: null })), ...misses]
    return all.map((one) => ({ provider: actor.address, ...one }))
  }

  /** When something happened, if it was in this epoch. */
  spanIn({ back, from, length }: Episode, epoch: bigint): Span | null {
    if (this.lastEpoch === null || epoch !== this.lastEpoch - back) return null
    const { start } = epochBounds(epoch)
    return { from: start + from, until: start + from + length }
  }

  silencesIn(epoch: bigint): Silence[] {
    return SILENCES.flatMap(({ prober, ...episode }) => {
      const span = this.spanIn(episode, epoch)
      return span ? [{ prober, ...span }] : []
    })
  }

  isAway(provider: Provider, time: bigint): boolean {
    return this.hasFailed(provider, null, time)
  }

  /** Whether a provider gave no valid answer to one prober, or (null) to any. */
  hasFailed(provider: Provider, asked: string | null, time: bigint): boolean {
    return this.failuresOf(provider, epochOf(time)).some(
      ({ prober, from, until }) => (prober === null || prober === asked) && from <= time && time < until,
    )
  }

  /** Who of those that work reports what he could serve in the hour that ends at a time: whoever was seen in it. `isAlive`: in its last quarter. */
  reportersAt(end: bigint): Reporter[] {
    return workingAt(this.providers, this.start, end - HOUR).flatMap((provider) => {
      const outages = this.failuresOf(provider, epochOf(end - HOUR)).filter(
        ({ prober, from, until }) => prober === null && from < end && until > end - HOUR,
      )
      if (outages.length === 0) return [{ provider, isAlive: true }]
      const isSeen = (from: bigint) => {
        for (let minute = from; minute < end; minute += MINUTE)
          if (!outages.some((one) => one.from <= minute && minute < one.until)) return true
        return false
      }
      return isSeen(end - HOUR) ? [{ provider, isAlive: isSeen(end - ALIVE_WITHIN + MINUTE) }] : []
    })
  }

  /** Minutes since 1970 of an epoch in which the probers were up, and those in which enough of them saw a provider, by its address in lower case. */
  minutesOf(epoch: bigint): { probed: Set<number>; valid: Map<string, number[]> } {
    const { start, end } = epochBounds(epoch)
    const first = Number(start / MINUTE)
    const up = new Uint8Array(MINUTES).fill(0b111)
    for (const { prober, ...span } of this.silencesIn(epoch)) clear(up, first, span, bitOf(prober))
    const valid = workingAt(this.providers, this.start, end - 1n).map((provider): [string, number[]] => {
      const seen = up.slice()
      for (const { prober, ...span } of this.failuresOf(provider, epoch)) clear(seen, first, span, bitOf(prober))
      const registered = Number(registeredAt(provider, this.start) / MINUTE)
      return [provider.actor.address.toLowerCase(), enough(seen, first, registered)]
    })
    return { probed: new Set(enough(up, first)), valid: new Map(valid) }
  }
}

function drawSpan(random: Random, start: bigint, minutes: readonly [number, number]): Span {
  const length = random.between(...minutes)
  const from = start + BigInt(random.between(0, MINUTES - length)) * MINUTE
  return { from, until: from + BigInt(length) * MINUTE }
}

/** Minutes in which enough probers are left, from one on. */
function enough(mask: Uint8Array, first: number, since = first): number[] {
  const minutes: number[] = []
  for (let i = Math.max(0, since - first); i < mask.length; i++) {
    if ((COUNT_OF[mask[i] ?? 0] ?? 0) >= PROBERS_UP) minutes.push(first + i)
  }
  return minutes
}

const bitOf = (prober: string | null): number =>
  prober === null ? 0b111 : 1 << (PROBERS as readonly string[]).indexOf(prober)

function clear(mask: Uint8Array, first: number, { from, until }: Span, bits: number): void {
  const last = Math.min(Number(until / MINUTE) - first, mask.length)
  for (let i = Number(from / MINUTE) - first; i < last; i++) mask[i] = (mask[i] ?? 0) & ~bits
}
