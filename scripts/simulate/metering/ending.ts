import { epochOf } from '../../../lib/domain/epoch'
import { providerDomain, REGISTRATION_TYPES, type Registration } from '../../../lib/domain/provider-message'
import { SERVICES } from '../../../lib/domain/service'
import { dateOf, HOUR, secondsOf } from '../../../lib/domain/time'
import { type Provider, registeredAt, workingAt } from '../providers'
import type { World } from '../world'
import { exclusionsOf } from './exclusions'
import type { Metered } from './journal'
import { probingOf } from './observations'

/** What is known at the end of a history: prices, who may overdraw, who registered, and receipts that wait for a batch. */
export async function endingOf(world: World, now: bigint): Promise<Omit<Metered, 'batches'>> {
  const { cast, metering, start, demand, work, runs, reasons } = world
  demand.completeTo(now)
  const probing = probingOf(world, now)
  const running = epochOf(now)
  const working = workingAt(cast.providers, start, now)
  return {
    pending: metering.take(),
    prices: metering.prices.rows,
    overage: [...cast.customers, cast.member].map(({ actor }) => actor.address).filter(metering.hasOverage),
    probing,
    capacity: metering.prices.reportsSince(secondsOf(probing.from)),
    jobs: [running - 1n, running].flatMap((epoch) => work.hoursIn(epoch)),
    demand: demand.rowsIn(start, now),
    exclusions: exclusionsOf(world),
    runs,
    reasons,
    providers: await Promise.all(working.map((provider) => registrationOf(world, provider))),
  }
}

/** Signed by the provider as the console asks for it. */
async function registrationOf({ system, start }: World, provider: Provider): Promise<Metered['providers'][number]> {
  const { account, address } = provider.actor
  const issuedAt = registeredAt(provider, start)
  const number = String(provider.index + 1).padStart(2, '0')
  const message: Registration = {
    provider: address,
    payout: address,
    name: `Provider ${number}`,
    classes: SERVICES,
    endpoint: `https://provider-${number}.example/v1`,
    issuedAt,
    deadline: issuedAt + HOUR,
  }
  const signature = await account.signTypedData({
    domain: providerDomain(system.chainId),
    types: REGISTRATION_TYPES,
    primaryType: 'ProviderRegistration',
    message,
  })
  const { name, endpoint } = message
  return { provider: address, name, endpoint, registeredAt: dateOf(issuedAt), signature }
}
