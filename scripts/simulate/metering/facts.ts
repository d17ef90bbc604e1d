import type { Address, Hex } from 'viem'
import { epochBounds } from '../../../lib/domain/epoch'
import { type Month, monthOf, monthsBetween } from '../../../lib/domain/month'
import { closesAt } from '../../../lib/domain/referral'
import { dateOf } from '../../../lib/domain/time'
import type { EpochFacts } from '../../../lib/rewards/epoch-assembly'
import { sortedBy } from '../../../lib/rewards/inputs'
import type { MonthFacts } from '../../../lib/rewards/month-assembly'
import { epochParameters, monthParameters } from '../../../lib/rewards/parameters'
import { type Provider, registeredAt, workingAt } from '../providers'
import type { World } from '../world'
import { exclusionsOf } from './exclusions'

const lower = (address: Address) => address.toLowerCase() as Hex

/** Everything seen of an epoch that is over, as the console's tables would have it. */
export function epochFacts(world: World, epoch: bigint): EpochFacts {
  const { start, end } = epochBounds(epoch)
  const { network, work, demand } = world
  demand.completeTo(end)
  const registered = workingAt(world.cast.providers, world.start, end - 1n).map((one: Provider) => ({
    provider: lower(one.actor.address),
    registeredAt: dateOf(registeredAt(one, world.start)),
  }))
  const providers = sortedBy(registered, ({ provider }) => provider)
  return {
    parameters: epochParameters(world.terms.told),
    providers,
    payouts: new Map(providers.map(({ provider }) => [provider, provider])),
    work: work.workIn(epoch),
    hours: work.hoursIn(epoch),
    ...network.minutesOf(epoch),
    exclusions: exclusionsOf(world).filter(({ from, until }) => until > dateOf(start) && from <= dateOf(end)),
    demand: sortedBy(demand.rowsIn(start, end), ({ service, hour }) => `${service} ${hour.toISOString()}`).map(
      ({ service, demand: factor }) => ({ service, demand: factor.toString() }),
    ),
  }
}

/** What a month's rewards follow from; null before there was a price. */
export function monthFacts(world: World, month: Month): MonthFacts | null {
  const closing = closesAt(month)
  const posted = world.posted.findLast(({ time }) => time <= closing)
  if (!posted) return null
  const paid = monthsBetween(monthOf(world.start), month).flatMap((one) =>
    [...(world.spendingOf.get(one) ?? [])].map(([user, usd]) => ({ account: lower(user), month: one, usd })),
  )
  const referred = [...world.referred].flatMap(([user, { referrer, time }]) =>
    time < closing ? [{ user: lower(user), referrer: lower(referrer), isOneHouse: false }] : [],
  )
  return {
    parameters: monthParameters(world.terms.told),
    paid: sortedBy(paid, ({ account, month: at }) => `${account} ${at}`),
    notes: [],
    referred: sortedBy(referred, ({ user }) => user),
    price: posted.price,
    share: world.protocolIn.get(month) ?? 0n,
  }
}
