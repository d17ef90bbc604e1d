import { largestRemainder } from './largest-remainder'
import { mulDivFloor } from './money'

/**
 * What a span burned by distributions, and what was paid and used in it: CXPT charged for plans and settled for metered use, wei; of each
 * service the charges and the covered usage at its list price, nano-USD.
 */
export type BurnSource = {
  burned: bigint
  charged: bigint
  settled: bigint
  uses: readonly { service: string; chargeNano: bigint; coveredNano: bigint }[]
}
export type ServiceBurn = { service: string; metered: bigint; plans: bigint }
export type BurnShares = { services: ServiceBurn[]; unattributed: bigint }

/**
 * Burn by service, wei. A distribution burns a share of what was paid: first it is parted between plans and metered use as the payments
 * were, then the metered part by the charges of each service and the part of plans by the usage they covered, at list prices. The parts
 * and what nothing can be said of add up to `burned`; largest remainder, ties by name.
 */
export function burnByService({ burned, charged, settled, uses }: BurnSource): BurnShares {
  const paid = charged + settled
  const ofPlans = paid === 0n ? 0n : mulDivFloor(burned, charged, paid)
  const ofMetered = paid === 0n ? 0n : burned - ofPlans
  const metered = largestRemainder(
    ofMetered,
    uses.map(({ service, chargeNano }) => weight(service, chargeNano)),
  )
  const plans = largestRemainder(
    ofPlans,
    uses.map(({ service, coveredNano }) => weight(service, coveredNano)),
  )
  const services = uses.map(({ service }) => ({
    service,
    metered: metered.get(service) ?? 0n,
    plans: plans.get(service) ?? 0n,
  }))
  const attributed = services.reduce((sum, part) => sum + part.metered + part.plans, 0n)
  return { services, unattributed: burned - attributed }
}

/** Credit notes can outweigh the charges of a span: it weighs nothing then. */
const weight = (key: string, value: bigint) => ({ key, weight: value > 0n ? value : 0n })

/** Spans added up, services by name. */
export function sumBurns(parts: readonly BurnShares[]): BurnShares {
  const sums = new Map<string, ServiceBurn>()
  for (const { service, metered, plans } of parts.flatMap(({ services }) => services)) {
    const sum = sums.get(service) ?? { service, metered: 0n, plans: 0n }
    sums.set(service, { service, metered: sum.metered + metered, plans: sum.plans + plans })
  }
  return { services: [...sums.values()], unattributed: parts.reduce((sum, part) => sum + part.unattributed, 0n) }
}
