import { closeOf } from '../../lib/domain/subscription'
import { HOUR } from '../../lib/domain/time'
import { CXPT } from '../../lib/domain/units'
import { depositWithPermit } from './acts/credits'
import { postPrice } from './acts/operator'
import { renewMany } from './acts/plans'
import { claim } from './acts/roots'
import { transfer } from './acts/wallet'
import { nextPrice, targetPrice } from './price-path'
import { type Random, randomOf } from './prng'
import type { Profile } from './profiles'
import type { Act, World } from './world'

const PRICE_GAP = HOUR
const BOUGHT = 200n * CXPT

/** What happens now, in the minutes between the regular jobs: something small, of the kinds the history is made of. Null: only usage. */
export function nextTraffic(world: World, time: bigint): Act | null {
  if (time >= world.state.postedAt + PRICE_GAP) return post
  const random = randomOf(world.seed, 'traffic', Number(time))
  const draw = random.below(100)
  if (draw < 40) return null
  if (draw < 80) return (now) => depositSome(world, random, now)
  if (draw < 92) return () => claimOne(world, random)
  return (now) => renewDue(world, now)

  function post(now: bigint): void {
    const target = targetPrice(now - world.start, world.length)
    postPrice(world, nextPrice(world.state.price, target, randomOf(world.seed, 'price', Number(now))), now)
  }
}

export function isCustomer(world: World, profile: Profile, time: bigint): boolean {
  const { address } = profile.actor
  if (world.leavesAlone.has(address) || world.state.credits.of(address).balance === 0n) return false
  return profile.kind === 'payg' || world.state.periods.statusOf(address, time) === 'active'
}

/** From the wallet, with a permit; who has nothing left buys some first and loads it another time. One transaction either way. */
function depositSome(world: World, random: Random, time: bigint): void {
  const customers = world.cast.customers.filter((profile) => isCustomer(world, profile, time))
  if (customers.length === 0) return
  const { actor } = random.pick(customers)
  const amount = BigInt(random.between(1, 8)) * 5n * CXPT
  if (world.state.walletOf(actor.address) >= amount) depositWithPermit(world, actor, amount, time)
  else transfer(world, world.cast.market, actor.address, BOUGHT, `${actor.name} buys ${BOUGHT}`)
}

function claimOne(world: World, random: Random): void {
  const waiting = world.cast.providers.filter(
    ({ actor, claims }) =>
      claims !== null &&
      !world.leavesAlone.has(actor.address) &&
      world.state.rewards.claimable('provider', actor.address) > 0n,
  )
  if (waiting.length === 0) return
  const { actor } = random.pick(waiting)
  claim(world, actor, 'provider', actor.address)
}

function renewDue(world: World, time: bigint): void {
  const { periods, credits, price } = world.state
  if (credits.isSpendPaused(time)) return
  const due = [...periods.subs].flatMap(([user, { end, autoRenew, plan, nextPlan }]) => {
    if (!autoRenew || plan === 0 || world.leavesAlone.has(user)) return []
    if (end > time || time >= closeOf(end, credits.spendPause)) return []
    // Those who cannot pay are left to the daily retry.
    const cost = (periods.plan(nextPlan || plan).usd * 10n ** 30n) / price
    return credits.availableOf(user) > cost ? [user] : []
  })
  if (due.length > 0) renewMany(world, world.cast.keeper, due, time)
}
