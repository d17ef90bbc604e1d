import { type Address, concatHex, encodeAbiParameters, type Hex, keccak256, numberToHex } from 'viem'
import { budgetInForce } from '../../lib/domain/budget'
import { lesser, usdOf } from '../../lib/domain/money'
import { chargeNano, cumulativeUsd, type UnitPrices } from '../../lib/domain/price'
import { serviceId } from '../../lib/domain/receipt'
import type { Service } from '../../lib/domain/service'
import { DAY, HOUR, utcDay } from '../../lib/domain/time'
import { isWeekend } from './calendar'
import type { Usage } from './model/credits'
import { type Random, randomOf } from './prng'
import type { Profile } from './profiles'
import type { World } from './world'

/** One priced unit of usage. `time` is the start of the request. */
export type Receipt = {
  id: Hex
  user: Address
  service: Service
  inputUnits: bigint
  outputUnits: bigint
  nanoUsd: bigint
  time: bigint
}

export const SLOT = 6n * HOUR

/** Percent of a day's usage in each quarter, from midnight UTC. */
const RHYTHM = [12n, 29n, 36n, 23n] as const

const PPM = 1_000_000n

/** What he would use between `time − SLOT` and `time`, micro-USD. */
export function wantedUsd(profile: Profile, start: bigint, time: bigint, random: Random): bigint {
  const began = time - SLOT
  const days = (began - start) / DAY - BigInt(profile.joinDay)
  const daily = (profile.usdPerDay * (PPM + profile.growthPpm * days)) / PPM
  const share = RHYTHM[Number((began % DAY) / SLOT)] ?? 25n
  const week = isWeekend(began) ? profile.weekendPercent : 100n
  return (daily * share * week * BigInt(random.between(75, 125))) / 1_000_000n
}

/** What the gateway serves on: available credits less what was used and not yet settled, micro-USD. */
function spendableUsd(world: World, user: Address): bigint {
  const { credits, price } = world.state
  const unsettled = cumulativeUsd(world.meteredNano.get(user) ?? 0n) - credits.of(user).meteredUsd
  return usdOf(credits.availableOf(user), price) - unsettled
}

/** Plans are needed for overage: between periods and after a lapse nothing is served to plan customers. */
function isServed(world: World, profile: Profile, time: bigint): boolean {
  const { address } = profile.actor
  if (time - SLOT < world.dayAt(BigInt(profile.joinDay) + 1n)) return false
  if (profile.kind !== 'payg' && world.state.periods.statusOf(address, time) !== 'active') return false
  return !world.state.credits.isSpendPaused(time) && spendableUsd(world, address) > 0n
}

/** Serves everybody for the six hours before `time`: meters what they use and returns the receipts. */
export function serve(world: World, profiles: readonly Profile[], time: bigint): Receipt[] {
  return profiles.flatMap((profile) => {
    if (!isServed(world, profile, time)) return []
    const random = randomOf(world.seed, 'usage', profile.index, Number(time))
    const budget = budgetInForce(world.state.credits.of(profile.actor.address), utcDay(time))
    const wanted = wantedUsd(profile, world.start, time, random)
    // The gateway honours a daily budget; a quarter of it and a little more in a slot lets the chain's own limit bite now and then.
    const usd = budget === 0n ? wanted : lesser(wanted, (budget * 30n) / 100n)
    return usd === 0n ? [] : meter(world, profile, usd, time, random)
  })
}

/** Meters about `usd` micro-USD, as one receipt: of his first service mostly, of his second in three of ten. */
export function meter(world: World, profile: Profile, usd: bigint, time: bigint, random: Random): Receipt[] {
  const user = profile.actor.address
  const [first, second = first] = profile.services
  const service = random.chance(70) ? first : second
  const units = unitsFor(world.terms.rates[service], usd * 1_000n, random)
  const nanoUsd = chargeNano(units, world.terms.rates[service])
  if (nanoUsd === 0n) return []
  world.meteredNano.set(user, (world.meteredNano.get(user) ?? 0n) + nanoUsd)
  const id = numberToHex((BigInt(profile.index) << 64n) | time, { size: 32 })
  return [{ id, user, service, ...units, nanoUsd, time: time - BigInt(random.between(60, Number(SLOT))) }]
}

/** Units that cost about `nanoUsd`; where output has a price, a fifth to two fifths of the money goes there. */
function unitsFor({ input, output, unit }: UnitPrices, nanoUsd: bigint, random: Random) {
  const share = output === 0n ? 0n : BigInt(random.between(20, 40))
  const part = (percent: bigint, price: bigint) => (price === 0n ? 0n : (nanoUsd * percent * unit) / (100n * price))
  return { inputUnits: part(100n - share, input), outputUnits: part(share, output) }
}

const LEAF = [
  { type: 'bytes32' },
  { type: 'address' },
  { type: 'bytes32' },
  { type: 'uint256' },
  { type: 'uint256' },
  { type: 'uint256' },
  { type: 'uint256' },
] as const

function leafOf({ id, user, service, inputUnits, outputUnits, nanoUsd, time }: Receipt): Hex {
  const inner = encodeAbiParameters(LEAF, [id, user, serviceId(service), inputUnits, outputUnits, nanoUsd, time])
  return keccak256(keccak256(inner))
}

/** Leaves are hashed twice; leaves and pairs are sorted, nodes laid out as in OpenZeppelin's merkle-tree. At least one receipt. */
export function receiptsRoot(receipts: readonly Receipt[]): Hex {
  if (receipts.length === 0) throw new RangeError('a batch has at least one receipt')
  const leaves = receipts.map(leafOf).sort().reverse()
  const tree = [...Array<Hex>(leaves.length - 1).fill('0x'), ...leaves]
  for (let i = leaves.length - 2; i >= 0; i--) tree[i] = pair(tree[2 * i + 1] ?? '0x', tree[2 * i + 2] ?? '0x')
  return tree[0] ?? '0x'
}

function pair(a: Hex, b: Hex): Hex {
  return keccak256(a < b ? concatHex([a, b]) : concatHex([b, a]))
}

/** Everybody with usage that is not settled yet, by what the meter says he used in all. */
export function unsettled(world: World, profiles: readonly Profile[]): Usage[] {
  return profiles.flatMap(({ actor }) => {
    const used = cumulativeUsd(world.meteredNano.get(actor.address) ?? 0n)
    return used > world.state.credits.of(actor.address).meteredUsd ? [{ user: actor.address, cumulativeUsd: used }] : []
  })
}
