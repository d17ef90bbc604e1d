import type { Address } from 'viem'
import { SERVICES } from '../../lib/domain/service'
import { type Actor, crowdActor, demoActor } from './actor'
import { castCustomers, type Profile } from './profiles'
import { castProviders, type Provider } from './providers'

/** Holders of the roles the simulation acts for. `admin` sets parameters and ends pauses. */
export type Staff = Record<'admin' | 'treasurer' | 'meter' | 'publisher' | 'guardian' | 'pricer', Actor>

export type Cast = {
  staff: Staff
  /** Demo account: credits, an active Professional plan with history, a withdrawal asked for. Left alone after the history. */
  member: Profile
  /** Demo account: plenty of CXPT in the wallet, nothing bought. Signs nothing here. */
  newcomer: Address
  /** Sells CXPT of the LIQUIDITY bucket to customers and buys from providers, by plain transfers. */
  market: Actor
  /** Renews subscriptions, distributes revenue, skims: what anyone may do. */
  keeper: Actor
  /** Bought CXPT early; pays some into OPERATIONS, sends some to the Vault by mistake, burns some. */
  partner: Actor
  customers: Profile[]
  providers: Provider[]
}

/** Receive treasury withdrawals. Nobody here signs for them. */
export const PAYEES = {
  payroll: crowdActor(130, 'payroll agent').address,
  auditor: crowdActor(131, 'audit firm').address,
  hosting: crowdActor(132, 'hosting company').address,
  custody: crowdActor(133, 'cold custody').address,
  stranger: crowdActor(134, 'unknown account').address,
} as const satisfies Record<string, Address>

const FIRST_PROVIDER = 80
const MOST_CUSTOMERS = 75
const MOST_PROVIDERS = 40

/** `memberDay`: the day of the history on which the demo customer buys his plan. */
export function castOf(seed: number, sizes: { customers: number; providers: number }, memberDay: number): Cast {
  if (sizes.customers > MOST_CUSTOMERS || sizes.providers > MOST_PROVIDERS) {
    throw new RangeError(`at most ${MOST_CUSTOMERS} customers and ${MOST_PROVIDERS} providers`)
  }
  const customers = castCustomers(seed, sizes.customers)
  return {
    staff: {
      admin: demoActor('admin'),
      treasurer: demoActor('treasurer'),
      meter: demoActor('meter'),
      publisher: demoActor('publisher'),
      guardian: demoActor('guardian'),
      pricer: demoActor('pricer'),
    },
    member: castMember(customers, memberDay),
    newcomer: demoActor('newcomer').address,
    market: crowdActor(125, 'market maker'),
    keeper: crowdActor(126, 'keeper'),
    partner: crowdActor(127, 'partner'),
    customers,
    providers: castProviders(seed, sizes.providers, FIRST_PROVIDER),
  }
}

function castMember(customers: readonly Profile[], joinDay: number): Profile {
  return {
    index: 1_000,
    actor: demoActor('customer'),
    kind: 'professional',
    joinDay,
    usdPerDay: 6_500_000n,
    growthPpm: 4_000n,
    weekendPercent: 45n,
    services: [SERVICES[2], SERVICES[4]],
    overage: true,
    habit: 'permit',
    referrer: customers[2] ?? null,
    round: 1,
    capPercent: 300n,
    turns: [],
    absences: [],
  }
}

/** Everybody whose transactions the simulation signs. */
export function signersOf(cast: Cast): Actor[] {
  return [
    ...Object.values(cast.staff),
    ...[cast.member, ...cast.customers, ...cast.providers].map(({ actor }) => actor),
    cast.market,
    cast.keeper,
    cast.partner,
  ]
}
