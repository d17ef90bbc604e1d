import { SERVICES, type Service } from '../../lib/domain/service'
import { USD } from '../../lib/domain/units'
import { type Actor, crowdActor } from './actor'
import { type Random, randomOf } from './prng'

export const KINDS = ['starter', 'professional', 'scale', 'enterprise', 'payg'] as const
export type Kind = (typeof KINDS)[number]

/** How credits get into the Vault: approve and deposit, one permit, or somebody else's deposit. */
export type Habit = 'plain' | 'permit' | 'sponsored'

/** Something a customer does beside using compute and topping up. Days count from the day of joining. */
export type Turn =
  | { day: number; does: 'upgrade' | 'downgrade' | 'cancel' | 'returnToPlan' | 'withdraw' | 'regret' }
  | { day: number; does: 'budget'; usdPerDay: bigint }

export type Profile = {
  index: number
  actor: Actor
  kind: Kind
  /** Days from the start of the history, from 0. */
  joinDay: number
  /** Micro-USD of usage paid from credits on a working day, when he joins. */
  usdPerDay: bigint
  /** Growth a day, in ppm of `usdPerDay`. */
  growthPpm: bigint
  /** Usage on a Saturday or Sunday, in percent of a working day. */
  weekendPercent: bigint
  services: [Service, ...Service[]]
  /** Whether credits pay for what the allowance does not cover. */
  overage: boolean
  habit: Habit
  referrer: Profile | null
  /** Which of the day's rounds he looks at his credits in. */
  round: number
  /** Renewal cap in percent of the plan's price on the day he sets it. */
  capPercent: bigint
  turns: Turn[]
  /** Days from joining, first included, last not, on which he does not top up. */
  absences: [number, number][]
}

/** Rounds a day in which customers look after their credits. */
export const ROUNDS = 3

/** One Enterprise customer, then this order over and over: every kind is there from six customers on. */
const PATTERN: Kind[] = [
  'payg',
  'starter',
  'professional',
  'payg',
  'scale',
  'starter',
  'professional',
  'payg',
  'starter',
]

/** Micro-USD a working day. Pay-per-use is spread like real customers: a few make most of the revenue. */
const USAGE: Record<Kind, readonly bigint[]> = {
  starter: [0n, 400_000n, 900_000n, 1_500_000n, 2_600_000n],
  professional: [2n * USD, 5n * USD, 9n * USD, 14n * USD, 25n * USD],
  scale: [25n * USD, 45n * USD, 70n * USD, 110n * USD],
  enterprise: [420n * USD],
  payg: [12n, 20n, 35n, 55n, 80n, 120n, 180n, 260n, 390n, 560n].map((usd) => usd * USD),
}

export function castCustomers(seed: number, count: number): Profile[] {
  const customers: Profile[] = []
  const seen = new Map<Kind, number>()
  for (let index = 0; index < count; index++) {
    const kind = index === 0 ? 'enterprise' : (PATTERN[(index - 1) % PATTERN.length] ?? 'payg')
    const nth = seen.get(kind) ?? 0
    seen.set(kind, nth + 1)
    customers.push(profileOf(seed, index, kind, nth, customers))
  }
  return customers
}

function profileOf(seed: number, index: number, kind: Kind, nth: number, before: readonly Profile[]): Profile {
  const random = randomOf(seed, 'customer', index)
  const joinDay = index < 18 ? 3 + Math.floor(index / 5) : Math.floor(6 + (index - 18) * 2.1) + random.below(3)
  const base = USAGE[kind][nth % USAGE[kind].length] ?? 0n
  const elders = before.filter((other) => other.joinDay < joinDay)
  return {
    index,
    actor: crowdActor(index, `customer ${index}`),
    kind,
    joinDay,
    usdPerDay: (base * BigInt(random.between(80, 125))) / 100n,
    growthPpm: BigInt(random.between(1_000, 7_000)),
    weekendPercent: BigInt(random.between(35, 90)),
    services: servicesOf(random),
    overage: kind !== 'payg' && randomOf(seed, 'overage', index).chance(55),
    habit: habitOf(index, kind),
    referrer: elders.length > 0 && random.chance(45) ? random.pick(elders) : null,
    round: random.below(ROUNDS),
    capPercent: random.chance(20) ? 120n : 300n,
    turns: kind === 'payg' ? paygTurns(nth, random) : planTurns(kind, nth, random),
    absences: absencesOf(kind, nth),
  }
}

function servicesOf(random: Random): Profile['services'] {
  const first = random.pick(SERVICES)
  return random.chance(60) ? [first, random.pick(SERVICES.filter((other) => other !== first))] : [first]
}

function habitOf(index: number, kind: Kind): Habit {
  if (index % 13 === 7) return 'sponsored'
  return index % 2 === 0 || kind === 'enterprise' ? 'permit' : 'plain'
}

/** What plan customers do; by rank, so that each of it happens in a small crowd too. */
function planTurns(kind: Kind, nth: number, random: Random): Turn[] {
  const soon = random.between(12, 24)
  const later = random.between(38, 52)
  if (kind === 'enterprise') return []
  if (kind === 'starter' && nth % 4 === 1) return [{ day: soon, does: 'upgrade' }]
  if (kind === 'starter' && nth % 5 === 2) return [{ day: soon, does: 'cancel' }]
  if (kind === 'professional' && nth % 4 === 0) return [{ day: soon, does: 'downgrade' }]
  if (kind === 'professional' && nth % 4 === 1) return [{ day: later, does: 'upgrade' }]
  if (kind === 'professional' && nth % 4 === 2) {
    return [
      { day: soon, does: 'cancel' },
      { day: 30 + random.between(8, 25), does: 'returnToPlan' },
    ]
  }
  if (kind === 'scale' && nth % 3 === 1) return [{ day: later, does: 'downgrade' }]
  if (kind === 'scale' && nth % 3 === 2) return [{ day: soon, does: 'withdraw' }]
  return []
}

function paygTurns(nth: number, random: Random): Turn[] {
  const soon = random.between(9, 20)
  const later = random.between(40, 60)
  if (nth % 5 === 0) return [{ day: soon, does: 'withdraw' }]
  if (nth % 5 === 1) {
    return [
      { day: soon, does: 'budget', usdPerDay: 15n * USD },
      { day: later, does: 'budget', usdPerDay: 40n * USD },
      { day: later + 14, does: 'budget', usdPerDay: 12n * USD },
    ]
  }
  if (nth % 5 === 2) return [{ day: soon, does: 'regret' }]
  return nth % 5 === 3 ? [{ day: later, does: 'withdraw' }] : []
}

/** Some forget to top up: their usage is cut short, or their renewal fails and they come back late or never. */
function absencesOf(kind: Kind, nth: number): [number, number][] {
  if (kind === 'payg' && nth % 4 === 1) return [[24, 33]]
  if (kind === 'payg' && nth % 4 === 3) return [[44, 51]]
  if (kind === 'starter' && nth % 4 === 0) return [[22, 32]]
  if (kind === 'professional' && nth % 5 === 3) return [[50, 62]]
  if (kind === 'starter' && nth % 6 === 5) return [[20, 75]]
  return []
}
