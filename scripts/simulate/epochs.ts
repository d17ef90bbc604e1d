import type { Hex } from 'viem'
import type { Work } from '../../lib/db/reward-source-rows'
import { epochBounds, epochOf, mondayAtOrAfter } from '../../lib/domain/epoch'
import { greater } from '../../lib/domain/money'
import { DAY, HOUR, MINUTE } from '../../lib/domain/time'
import { type EpochFacts, epochInputsOf } from '../../lib/rewards/epoch-assembly'
import { epochLabel } from '../../lib/rewards/epoch-inputs'
import { sortedBy } from '../../lib/rewards/inputs'
import { accept, claim, veto } from './acts/roots'
import { transfer } from './acts/wallet'
import { jobTime } from './days'
import { epochFacts } from './metering/facts'
import { basisOf, publishRun } from './metering/runs'
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

/** Enters every epoch that ends after `from` and whose root can be proposed up to `until`. */
export function enterEpochs(world: World, from: bigint, until: bigint): void {
  const first = epochBounds(epochOf(world.start)).end
  for (let monday = first; monday + PROPOSE_OFFSET <= until; monday += WEEK) {
    if (monday + PROPOSE_OFFSET <= from) continue
    world.agenda.enter(monday + PROPOSE_OFFSET, (time) => closeEpoch(world, monday, time))
  }
}

function ordinal(world: World, monday: bigint): bigint {
  return (monday - mondayAtOrAfter(world.start)) / WEEK - 1n
}

/** `monday` is the end of the epoch. */
function closeEpoch(world: World, monday: bigint, time: bigint): void {
  const epoch = epochOf(monday) - 1n
  const facts = epochFacts(world, epoch)
  const label = epochLabel(epoch)
  const publish = (seen: EpochFacts, name: string, at: bigint): boolean =>
    publishRun(world, epochInputsOf(seen, epoch, basisOf(world, 'provider'), name), at)
  if (ordinal(world, monday) !== VETOED) {
    if (publish(facts, label, time)) {
      world.agenda.enter(time + PATIENCE, (later) => acceptEpoch(world, monday, later))
    }
    return
  }
  publish(misattributed(facts), label, time)
  world.agenda.enter(monday + VETO_OFFSET, () => veto(world, 'provider'))
  world.agenda.enter(monday + CORRECT_OFFSET, (later) => {
    publish(facts, `${label} correction 1`, later)
  })
  world.agenda.enter(monday + CORRECT_OFFSET + PATIENCE, (later) => acceptEpoch(world, monday, later))
}

/** The mistake the guardian sees: a gateway books what the busiest provider served to the one that served least. */
function misattributed(facts: EpochFacts): EpochFacts {
  const sums = new Map<Hex, bigint>()
  for (const { provider, units } of facts.work) sums.set(provider, (sums.get(provider) ?? 0n) + units)
  const order = [...sums].sort(([, a], [, b]) => (a < b ? 1 : -1)).map(([provider]) => provider)
  const [busiest, least] = [order[0], order.at(-1)]
  if (!busiest || !least || busiest === least) return facts
  const moved = new Map<string, Work>()
  for (const { provider, service, units } of facts.work) {
    const to = provider === busiest ? least : provider
    const key = `${to} ${service}`
    moved.set(key, { provider: to, service, units: (moved.get(key)?.units ?? 0n) + units })
  }
  return { ...facts, work: sortedBy([...moved.values()], ({ provider, service }) => `${provider} ${service}`) }
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
