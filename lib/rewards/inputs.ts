import canonicalize from 'canonicalize'
import { type Hex, sha256, stringToBytes } from 'viem'
import type { Category } from '../domain/buckets'
import { partsOf } from './run-label'

/** [account, lower case; lifetime wei], sorted by account. */
export type LeafInput = [account: string, cumulative: string]
/** [x, y] in ppm. */
export type KnotInput = [x: string, y: string]
/** A parameter with the version of the contract's history that it comes from; 0: the launch value, because nothing was set. */
export type Versioned<T> = { version: number; value: T }

/** What every run builds on: where its leaves are bound to, and the root before it. Wei as decimal strings, times in seconds. */
type Basis<C extends Category> = {
  format: 'cxpt-rewards'
  formatVersion: 1
  chainId: number
  rewards: string
  category: C
  label: string
  /** `root` is 0x0…0 before the first; `leaves` are those of the last accepted root. */
  previous: { root: string; leaves: LeafInput[] }
  /** The block at which `allocatable`, `funded` and `total` were read. */
  block: string
}

/** What a provider did in one class. `units`: served, of the rate card; `latencies`: [upper bound in ms, count], ascending. */
export type ClassInput = {
  service: string
  units: string
  requests: number
  errors: number
  latencies: [ms: number, count: number][]
}

export type ProviderInput = {
  provider: string
  /** In force at the end of the epoch. */
  payout: string
  goodMinutes: number
  eligibleMinutes: number
  classes: ClassInput[]
}

/** Everything an epoch's root is made of (economics.md §3). */
export type ProviderInputs = Basis<'provider'> & {
  epoch: number
  start: string
  end: string
  parameters: {
    uptime: Versioned<KnotInput[]>
    response: Versioned<KnotInput[]>
    /** ppm by service. */
    classWeights: Versioned<[service: string, ppm: string][]>
    pointsRate: Versioned<string>
    epochPool: Versioned<string>
  }
  /** p95 that counts as 1.000000, and what an error counts as, in ms. */
  targets: [service: string, target: number, timeout: number][]
  allocatable: string
  total: string
  /** Hourly D of each class, ppm, oldest first. */
  demand: [service: string, hourly: string[]][]
  providers: ProviderInput[]
}

export type TierInput = [threshold: string, bps: number]
/** Net base by month, micro-USD, oldest first and without gaps, from the first spending to the month that closes. */
export type SpendingInput = { account: string; months: [month: string, usd: string][] }

type MonthBasis<C extends Category> = Basis<C> & {
  month: string
  closesAt: string
  /** USD per CXPT in WAD, in force at `closesAt`. */
  price: string
  /** The most the run may add: what is funded, and this category's part of the month's protocol share. */
  pool: string
  spending: SpendingInput[]
}

/** A month of referral rewards (economics.md §4). `flags`: for a person to look at; they change no amount. */
export type ReferralInputs = MonthBasis<'referral'> & {
  tiers: Versioned<TierInput[]>
  referred: { user: string; referrer: string; flags: string[] }[]
}

/** A month of loyalty and usage bonus. */
export type LoyaltyInputs = MonthBasis<'loyalty'> & {
  loyaltyTiers: Versioned<TierInput[]>
  usageBonusTiers: Versioned<TierInput[]>
}

export type RunInputs = ProviderInputs | ReferralInputs | LoyaltyInputs

/** RFC 8785: the same inputs are the same bytes. */
export function canonicalInputs(inputs: RunInputs): string {
  const text = canonicalize(inputs)
  if (text === undefined) throw new RangeError('inputs must be JSON')
  return text
}

/** SHA-256 of the canonical bytes, as `sha256sum` says it. */
export const hashOfInputs = (text: string): Hex => sha256(stringToBytes(text))

/** Ascending by a key, the order of everything in the file: it must not depend on how rows were read. */
export const sortedBy = <T>(rows: readonly T[], keyOf: (row: T) => string): T[] =>
  [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))

/** Where the canonical bytes of a run are served. */
export function inputsPath({ category, label }: Pick<RunInputs, 'category' | 'label'>): string {
  const { period, correction } = partsOf(label) ?? { period: label, correction: null }
  const query = [
    ...(category === 'provider' ? [] : [`category=${category}`]),
    ...(correction ? [`correction=${correction}`] : []),
  ]
  return `/api/v1/epochs/${period}/inputs${query.length > 0 ? `?${query.join('&')}` : ''}`
}
