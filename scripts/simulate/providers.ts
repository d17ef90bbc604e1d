import { EPOCH_SECONDS, mondayAtOrAfter } from '../../lib/domain/epoch'
import { type Actor, crowdActor, demoActor } from './actor'
import type { Network } from './metering/network'
import { type Random, randomOf } from './prng'

/** How often a provider collects: every how many epochs; null is never. */
export type Claims = 1 | 2 | 4 | null

export type Provider = {
  index: number
  actor: Actor
  /** First epoch of the history he works in, from 0. */
  joinEpoch: number
  /** When he registers, if the end of the history says so; seconds. */
  joinsAt: bigint | null
  /** Share of the network's work relative to the others. */
  weight: bigint
  claims: Claims
  /** He sells this share of what he claims, in percent. */
  sellsPercent: bigint
}

/** The demo provider is one of them: he works from the first epoch on and does not collect by himself. */
export function castProviders(seed: number, count: number, firstCrowd: number): Provider[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(seed, 'provider', index)
    const isDemo = index === 1
    return {
      index,
      actor: isDemo ? demoActor('provider') : crowdActor(firstCrowd + index, `provider ${index}`),
      joinsAt: null,
      joinEpoch: index < 9 || isDemo ? 0 : Math.floor((index - 7) / 2),
      weight: BigInt(Math.floor(2400 / (index + 2)) + random.between(20, 120)),
      claims: claimsOf(index, isDemo),
      sellsPercent: random.chance(70) ? BigInt(random.between(30, 90)) : 0n,
    }
  })
}

function claimsOf(index: number, isDemo: boolean): Claims {
  if (isDemo) return 4
  if (index % 8 === 7) return null
  const habits = [1, 1, 2, 1, 4] as const
  return habits[index % habits.length] ?? 1
}

/** When he registers: before his first epoch begins, the first ones with the history. */
export function registeredAt({ joinEpoch, joinsAt }: Provider, start: bigint): bigint {
  if (joinsAt !== null) return joinsAt
  return joinEpoch === 0 ? start : mondayAtOrAfter(start) + BigInt(joinEpoch) * EPOCH_SECONDS
}

export function workingAt(providers: readonly Provider[], start: bigint, time: bigint): Provider[] {
  return providers.filter((provider) => registeredAt(provider, start) <= time)
}

type Where = { cast: { providers: readonly Provider[] }; start: bigint; network: Network }

/** Who serves a request that begins at `time`: by weight, of those that work then and answer; of all that work when nobody does. */
export function providerOf({ cast, start, network }: Where, time: bigint, random: Random): Provider {
  const all = workingAt(cast.providers, start, time)
  const there = all.filter((provider) => !network.isAway(provider, time))
  const working = there.length > 0 ? there : all
  let left = random.amount(
    1n,
    working.reduce((sum, { weight }) => sum + weight, 0n),
  )
  const chosen = working.find(({ weight }) => {
    left -= weight
    return left <= 0n
  })
  if (!chosen) throw new RangeError('no provider works yet')
  return chosen
}
