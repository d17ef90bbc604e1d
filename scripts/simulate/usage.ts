import type { Address } from 'viem'
import { budgetInForce } from '../../lib/domain/budget'
import { lesser, usdOf } from '../../lib/domain/money'
import { cumulativeUsd, type Metered, type UnitPrices } from '../../lib/domain/price'
import { isCovered, type Service } from '../../lib/domain/service'
import { DAY, HOUR, MINUTE, utcDay } from '../../lib/domain/time'
import { isWeekend } from './calendar'
import type { HourPrice } from './metering/price-path'
import { type Random, randomOf } from './prng'
import type { Profile } from './profiles'
import { type Provider, providerOf } from './providers'
import type { World } from './world'

/** A request that somebody is about to make: tokens of his allowance, or about so much money (nano-USD). */
type Wish = {
  profile: Profile
  requestId: string
  provider: Provider
  startedAt: bigint
  endedAt: bigint
  service: Service
  /** Percent that is output, where output has a price. */
  outputShare: bigint
  want: { tokens: bigint } | { nanoUsd: bigint }
}

export const SLOT = 6n * HOUR
export const GATEWAYS = ['gateway-east', 'gateway-west'] as const

/** Percent of a day's usage in each quarter, from midnight UTC. */
const RHYTHM = [12n, 29n, 36n, 23n] as const
const PPM = 1_000_000n
const DAYS_A_PERIOD = 30n
/** Percent of the allowance that somebody would use in a period: some leave half of it, some need more. */
const PACE = [45, 135] as const
const LONGEST_REQUEST = 58
const SHORTEST_SPAN = 5n * MINUTE

/** Parts of a day, ppm of a working day's amount. */
function shareOf(profile: Profile, began: bigint, random: Random): bigint {
  const share = RHYTHM[Number((began % DAY) / SLOT)] ?? 25n
  const week = isWeekend(began) ? profile.weekendPercent : 100n
  return share * week * BigInt(random.between(75, 125))
}

/** What he would use between `time − SLOT` and `time`, micro-USD. */
export function wantedUsd(profile: Profile, start: bigint, time: bigint, random: Random): bigint {
  const began = time - SLOT
  const days = (began - start) / DAY - BigInt(profile.joinDay)
  const daily = (profile.usdPerDay * (PPM + profile.growthPpm * days)) / PPM
  return (daily * shareOf(profile, began, random)) / PPM
}

/** What the gateway serves on: available credits less what was used and not yet settled, micro-USD. */
function spendableUsd(world: World, user: Address): bigint {
  const { credits, price } = world.state
  const unsettled = cumulativeUsd(world.metering.chargedNano(user)) - credits.of(user).meteredUsd
  return usdOf(credits.availableOf(user), price) - unsettled
}

/** The part of a quarter of a day that is served: `span` seconds before `time`. */
type Slot = { time: bigint; span: bigint }

/** Plans are needed for overage: between periods and after a lapse nothing is served to plan customers. */
function isServed(world: World, profile: Profile, { time, span }: Slot): boolean {
  if (time - span < world.dayAt(BigInt(profile.joinDay) + 1n)) return false
  return profile.kind === 'payg' || world.state.periods.statusOf(profile.actor.address, time) === 'active'
}

/** Serves everybody for the six hours before `time`, or the last part of them, in the order in which the requests began. */
export function serve(world: World, profiles: readonly Profile[], time: bigint, span = SLOT): void {
  if (span < SHORTEST_SPAN) return
  const slot = { time, span }
  const served = profiles.filter((profile) => isServed(world, profile, slot))
  const wishes = served.flatMap((profile) => wishesOf(world, profile, slot))
  wishes.sort((a, b) => Number(a.startedAt - b.startedAt))
  for (const wish of wishes) meter(world, wish, time)
}

/** Meters a request as of `time`, unless there is nothing to serve it from. */
function meter(world: World, wish: Wish, time: bigint): void {
  const { profile, requestId, startedAt, endedAt } = wish
  const service = serviceOf(world, wish)
  const units = unitsOf(world, wish, world.metering.prices.at(service, startedAt))
  if (units.inputUnits + units.outputUnits === 0n) return
  world.metering.add({
    user: profile.actor.address,
    gateway: gatewayOf(profile),
    provider: wish.provider.actor.address,
    ...{ requestId, service, startedAt, endedAt, receivedAt: time },
    ...units,
  })
}

const gatewayOf = ({ index }: Profile): string => GATEWAYS[index % GATEWAYS.length] ?? GATEWAYS[0]

function wishesOf(world: World, profile: Profile, { time, span }: Slot): Wish[] {
  const random = randomOf(world.seed, 'usage', profile.index, Number(time))
  const { credits } = world.state
  const budget = budgetInForce(credits.of(profile.actor.address), utcDay(time))
  const wanted = (wantedUsd(profile, world.start, time, random) * span) / SLOT
  // The gateway honours a daily budget; a quarter of it and a little more in a slot lets the chain's own limit bite now and then.
  const usd = budget === 0n ? wanted : lesser(wanted, (budget * 30n) / 100n)
  const canPay = !credits.isSpendPaused(time) && spendableUsd(world, profile.actor.address) > 0n
  const wants: Wish['want'][] = canPay && usd > 0n ? [{ nanoUsd: usd * 1_000n }] : []
  const tokens = (tokensFor(world, profile, time) * span) / SLOT
  if (tokens > 0n) wants.push({ tokens })
  return wants.map((want, nth) => wishFor(world, profile, { want, nth, time, span, random }))
}

/** Tokens he would take from his allowance in the six hours before `time`. */
function tokensFor(world: World, profile: Profile, time: bigint): bigint {
  if (profile.kind === 'payg') return 0n
  const { allowance } = world.state.periods.of(profile.actor.address)
  const random = randomOf(world.seed, 'tokens', profile.index, Number(time))
  const pace = BigInt(randomOf(world.seed, 'pace', profile.index).between(...PACE))
  const daily = (allowance * pace) / (100n * DAYS_A_PERIOD)
  return (daily * shareOf(profile, time - SLOT, random)) / PPM
}

/** Somewhere in the `span` before `time`. */
function wishFor(
  world: World,
  profile: Profile,
  { want, nth, time, span, random }: Slot & { want: Wish['want']; nth: number; random: Random },
): Wish {
  const [first, second = first] = profile.services
  const startedAt = time - BigInt(random.between(60, Number(span)))
  return {
    profile,
    want,
    requestId: `${time}-${profile.index}-${nth}`,
    provider: providerOf(world, startedAt, random),
    startedAt,
    endedAt: startedAt + BigInt(random.between(1, LONGEST_REQUEST)),
    service: random.chance(70) ? first : second,
    outputShare: BigInt(random.between(20, 40)),
  }
}

/** While he has allowance left, or lets no credits pay for tokens, his money goes to what an allowance never covers. */
function serviceOf(world: World, { profile, service, startedAt, want }: Wish): Service {
  if ('tokens' in want) return isCovered(service) ? service : 'blue-surge'
  if (profile.kind === 'payg' || !isCovered(service)) return service
  const needsNone = profile.overage && world.metering.roomOf(profile.actor.address, startedAt) === 0n
  if (needsNone) return service
  return profile.index % 2 === 0 ? 'speech' : 'scraping'
}

function unitsOf(world: World, { profile, want, startedAt, outputShare }: Wish, price: HourPrice): Metered {
  if ('nanoUsd' in want) return unitsFor(price, want.nanoUsd, outputShare)
  const room = world.metering.roomOf(profile.actor.address, startedAt)
  // With overage the request that uses the allowance up is served whole.
  const tokens = room > 0n && profile.overage ? want.tokens : lesser(want.tokens, room)
  const outputUnits = price.output === 0n ? 0n : (tokens * outputShare) / 100n
  return { inputUnits: tokens - outputUnits, outputUnits }
}

/** Units that cost about `nanoUsd`; where output has a price, a part of the money goes there. */
export function unitsFor({ input, output, unit }: UnitPrices, nanoUsd: bigint, outputShare: bigint): Metered {
  const share = output === 0n ? 0n : outputShare
  const part = (percent: bigint, price: bigint) => (price === 0n ? 0n : (nanoUsd * percent * unit) / (100n * price))
  return { inputUnits: part(100n - share, input), outputUnits: part(share, output) }
}
