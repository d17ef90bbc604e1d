import type { Address } from 'viem'
import { epochOf, mondayAtOrAfter } from '../../lib/domain/epoch'
import { greater, lesser } from '../../lib/domain/money'
import { pointsOf, responseFactor, rewardsOf, type Scored, uptimeFactor } from '../../lib/domain/points'
import { DAY, HOUR, MINUTE } from '../../lib/domain/time'
import { accept, claim, propose, veto } from './acts/roots'
import { transfer } from './acts/wallet'
import { jobTime } from './days'
import { randomOf } from './prng'
import type { Provider } from './providers'
import { SLOT } from './usage'
import type { World } from './world'

const WEEK = 7n * DAY
/** Roots are proposed at six in the morning of the Monday. */
export const PROPOSE_OFFSET = 6n * HOUR
const VETO_OFFSET = 9n * HOUR
const CORRECT_OFFSET = 11n * HOUR
/** The window is a day in production; nobody accepts in its first minute. */
const PATIENCE = DAY + 30n * MINUTE
/** Epoch of the history, from 0, whose first root was wrong. */
const VETOED = 9n

/** Class-weighted units of work behind a micro-USD of spending: at the launch prices between 2.5 and 3.2 in every class. */
const WORK_PER_MICRO_USD = 3n

const MINUTES_A_WEEK = 10_080n
const RESPONSE_TARGET = 1_000n
const REQUESTS = 5_000n

/** Enters every epoch that ends after `from` and whose root can be proposed up to `until`. */
export function enterEpochs(world: World, from: bigint, until: bigint): void {
  const first = mondayAtOrAfter(world.start) + WEEK
  for (let monday = first; monday + PROPOSE_OFFSET <= until; monday += WEEK) {
    if (monday + PROPOSE_OFFSET <= from) continue
    world.agenda.enter(monday + PROPOSE_OFFSET, (time) => closeEpoch(world, monday, time))
  }
}

function ordinal(world: World, monday: bigint): bigint {
  return (monday - mondayAtOrAfter(world.start)) / WEEK - 1n
}

/** What the root of the epoch that ended on a Monday is called. */
export function epochLabel(monday: bigint): string {
  return `epoch ${epochOf(monday) - 1n}`
}

/** `monday` is the end of the epoch. */
export function closeEpoch(world: World, monday: bigint, time: bigint): void {
  const owed = owedFor(world, monday, time)
  if (owed.size === 0) return
  const label = epochLabel(monday)
  const before = world.state.rewards.streams.provider.active?.leaves ?? new Map<Address, bigint>()
  const right = added(before, owed)
  if (ordinal(world, monday) !== VETOED) {
    propose(world, 'provider', label, right, time)
    world.agenda.enter(time + PATIENCE, (later) => acceptEpoch(world, monday, later))
    return
  }
  propose(world, 'provider', label, added(before, misattributed(owed)), time)
  world.agenda.enter(monday + VETO_OFFSET, () => veto(world, 'provider'))
  world.agenda.enter(monday + CORRECT_OFFSET, (later) => propose(world, 'provider', label, right, later))
  world.agenda.enter(monday + CORRECT_OFFSET + PATIENCE, (later) => acceptEpoch(world, monday, later))
}

/** The mistake the guardian sees: what the first provider earned is booked to the last. */
function misattributed(owed: ReadonlyMap<Address, bigint>): Map<Address, bigint> {
  const wrong = new Map(owed)
  const accounts = [...owed.keys()]
  const [first, last] = [accounts[0], accounts.at(-1)]
  if (!first || !last) return wrong
  wrong.set(last, (owed.get(first) ?? 0n) + (owed.get(last) ?? 0n))
  wrong.set(first, 0n)
  return wrong
}

function owedFor(world: World, monday: bigint, time: bigint): Map<Address, bigint> {
  const spending = world.spendingIn.get(epochOf(monday) - 1n) ?? 0n
  const working = world.cast.providers.filter(({ joinEpoch }) => BigInt(joinEpoch) <= ordinal(world, monday))
  const weights = working.reduce((sum, { weight }) => sum + weight, 0n)
  const scores = working.map(
    (provider): Scored => ({
      account: provider.actor.address,
      points: pointsFor(world, provider, (spending * WORK_PER_MICRO_USD * provider.weight) / weights, monday),
    }),
  )
  const { rewards } = world.state
  const room = rewards.allocatable('provider', time) - rewards.streams.provider.total
  const owed = rewardsOf(scores, world.terms.pointsRate, lesser(world.terms.epochPool, room))
  return new Map(owed.filter(({ amount }) => amount > 0n).map(({ account, amount }) => [account, amount]))
}

/** One class; most providers are up 97% to 100% of the week and answer around the target. */
function pointsFor(world: World, { index }: Provider, base: bigint, monday: bigint): bigint {
  const random = randomOf(world.seed, 'epoch', index, Number(monday))
  const down = random.chance(12) ? random.between(400, 6_000) : random.between(0, 140)
  const uptime = uptimeFactor(MINUTES_A_WEEK - BigInt(down), MINUTES_A_WEEK)
  const response = responseFactor(BigInt(random.between(480, 1_500)), RESPONSE_TARGET, REQUESTS)
  return pointsOf(uptime, [{ base, response, demand: BigInt(random.between(850_000, 1_250_000)) }])
}

export function added(before: ReadonlyMap<Address, bigint>, more: ReadonlyMap<Address, bigint>): Map<Address, bigint> {
  const sum = new Map(before)
  for (const [account, amount] of more) sum.set(account, (sum.get(account) ?? 0n) + amount)
  return new Map([...sum].filter(([, amount]) => amount > 0n))
}

/** Also for a root that was proposed before a restart. `monday` is the end of its epoch. */
export function acceptEpoch(world: World, monday: bigint, time: bigint): void {
  accept(world, 'provider', time)
  for (const provider of world.cast.providers) {
    const random = randomOf(world.seed, 'claim', provider.index, Number(monday))
    if (!isCollecting(world, provider, monday)) continue
    const slot = monday + BigInt(random.between(1, 5)) * DAY + BigInt(random.between(2, 3)) * SLOT
    world.agenda.enter(greater(jobTime(world.seed, slot), time + HOUR), () => collect(world, provider))
  }
}

function isCollecting(world: World, { claims, index, actor }: Provider, monday: bigint): boolean {
  if (claims === null) return false
  // The demo provider is left with something to claim.
  if (actor.name === 'provider' && monday > world.start + world.length / 2n) return false
  return (ordinal(world, monday) + BigInt(index)) % BigInt(claims) === 0n
}

/** Some let the keeper send the transaction: a claim always pays the account of the leaf. */
function collect(world: World, { actor, index, sellsPercent }: Provider): void {
  if (world.leavesAlone.has(actor.address)) return
  if (world.state.rewards.claimable('provider', actor.address) <= 0n) return
  const amount = claim(world, index % 6 === 5 ? world.cast.keeper : actor, 'provider', actor.address)
  const sold = (amount * sellsPercent) / 100n
  if (sold > 0n) transfer(world, actor, world.cast.market.address, sold, `${actor.name} sells ${sold}`)
}
