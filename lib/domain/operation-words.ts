import { hexToString } from 'viem'
import { CATEGORIES, TREASURY_BUCKETS } from './buckets'
import type { DecodedCall } from './operation'
import { planName } from './plan-name'
import { ROLES, roleById } from './roles'
import { formatTime } from './time'
import { CXPT_DECIMALS, formatFixed, PRICE_DECIMALS, USD_DECIMALS } from './units'

/** What an operation replaces, in words; null when it replaces nothing we know. `event` says it, and holds the value in force. */
export type Known = {
  title: string
  /** The value it sets, of its arguments by name. */
  to: (args: Args) => string
  /** The event of the same contract whose last one holds the value in force; the base of the operation. */
  base?: { event: string; say: (args: Args) => string; isSame?: (event: Args, call: Args) => boolean }
  /** Whether executing over a moved base would undo somebody's change. False: it adds to what is there. */
  replaces: boolean
}

/** Decoded calldata or the JSON of an event: numbers come as bigint, number or decimal text. */
export type Args = Readonly<Record<string, unknown>>

export type OperationWords = { title: string; to: string | null; replaces: boolean; known: Known | null; args: Args }

const PHASES = ['Testnet', 'Mainnet', 'Full']
const FLAG_NAMES = ['Loading credits', 'Spending', 'Distribution']
const SHARES = ['burn', 'protocol', 'operations', 'provider'] as const

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
const whole = (value: unknown): bigint =>
  typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string' ? BigInt(value) : 0n
const pick = (names: readonly string[], value: unknown) => names[Number(whole(value))] ?? String(value)
/** To the last digit, at least two: what is signed is never rounded, and two values that differ never read the same. */
const exact = (value: unknown, decimals: number) =>
  formatFixed(whole(value), decimals, decimals).replace(new RegExp(`0{1,${decimals - 2}}$`), '')
const cxpt = (value: unknown) => `${exact(value, CXPT_DECIMALS)} CXPT`
const usd = (value: unknown) => `$${exact(value, USD_DECIMALS)}`
const price = (value: unknown) => `$${exact(value, PRICE_DECIMALS)}`
const ppm = (value: unknown) => (Number(whole(value)) / 1_000_000).toFixed(6).replace(/0{1,4}$/, '')
const bpsOf = (split: unknown) => SHARES.map((share) => String(whole(field(split, share)))).join(' / ')
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const CURVES = ['Uptime', 'Response', 'Demand', 'Availability']
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const service = (value: unknown) => hexToString(String(value) as `0x${string}`, { size: 32 })
const ratesText = (rates: unknown) =>
  list(rates)
    .map(
      (rate) =>
        `${service(field(rate, 'service'))} ${whole(field(rate, 'inputNanoUsd'))} / ${whole(field(rate, 'outputNanoUsd'))} nano-USD per ${whole(field(rate, 'unit'))}`,
    )
    .join(', ')
const AVAILABILITY = 3n
/** Availability counts providers; the others go along a share. */
const curveText = ({ kind, knots }: Readonly<Record<string, unknown>>) => {
  const along = (x: unknown) => (whole(kind) === AVAILABILITY ? String(whole(x)) : ppm(x))
  const points = list(knots).map((knot) => `${along(field(knot, 'x'))} → ${ppm(field(knot, 'y'))}`)
  return `${pick(CURVES, kind)}: ${points.join(', ')}`
}
const weightsText = (weights: unknown) =>
  list(weights)
    .map((one) => `${service(field(one, 'service'))} ${ppm(field(one, 'weightPpm'))}`)
    .join(', ')
const tiersText = (tiers: unknown, threshold: (value: unknown) => string) =>
  list(tiers)
    .map((tier) => `from ${threshold(field(tier, 'threshold'))} ${whole(field(tier, 'bps'))} bps`)
    .join(', ')
const pricingText = (pricing: unknown) => {
  const of = (name: string) => ppm(field(pricing, name))
  return `target ${of('targetUtilisation')}, step 1/${whole(field(pricing, 'stepDivisor'))}, factor ${of('minFactor')} to ${of('maxFactor')}, at most ${of('maxDailyMove')} in 24 hours`
}
const configText = (config: unknown) => {
  const of = (name: string) => whole(field(config, name))
  const at = (name: string) => String(field(config, name)).toLowerCase()
  const posts = `${price(of('min'))} to ${price(of('max'))}, at most ${of('maxStepBps')} bps a step, every ${of('minInterval')} s, ${of('maxAge')} s old`
  if (of('feed') === 0n) return `${posts}, no feed`
  const feed = `at most ${of('maxGapBps')} bps from ${at('feed')} (${of('feedMaxAge')} s)`
  const sequencer = of('sequencer') === 0n ? 'no sequencer' : `sequencer ${at('sequencer')} (${of('sequencerGrace')} s)`
  return `${posts}, ${feed}, ${sequencer}`
}
const sameKind = (event: Args, call: Args) => whole(event.kind) === whole(call.kind)

function tiersOf(title: string, event: string, threshold = (value: unknown) => `${whole(value)}`): Known {
  const say = ({ tiers }: Args) => tiersText(tiers, threshold)
  return { title, to: say, base: { event, say }, replaces: true }
}

const sameCategory = (event: Args, call: Args) => whole(event.category) === whole(call.category)

/** By `Contract.function`. What is not here is shown by its decoded call alone. */
const KNOWN: Record<string, Known> = {
  'Vault.setSplit': {
    title: 'Revenue split',
    to: ({ newSplit }) => `${bpsOf(newSplit)} bps`,
    base: { event: 'SplitSet', say: ({ split }) => `${bpsOf(split)} bps` },
    replaces: true,
  },
  'Vault.setDailyCap': {
    title: 'Daily cap of settlements',
    to: (args) => usd(args.usd),
    base: { event: 'CapSet', say: (args) => usd(args.usd) },
    replaces: true,
  },
  'Vault.setOracle': {
    title: 'Oracle of the Vault',
    to: ({ newOracle, newMinPrice }) => `${String(newOracle).toLowerCase()}, at least ${price(newMinPrice)}`,
    base: {
      event: 'OracleSet',
      say: ({ oracle, minPrice }) => `${String(oracle).toLowerCase()}, at least ${price(minPrice)}`,
    },
    replaces: true,
  },
  'Vault.unpause': { title: 'End a pause', to: ({ flag }) => `${pick(FLAG_NAMES, flag)} goes on`, replaces: false },
  'Rewards.unpause': {
    title: 'End a pause',
    to: ({ category }) => `${capital(pick(CATEGORIES, category))} claims go on`,
    replaces: false,
  },
  'Rewards.addTranche': {
    title: 'Add a tranche',
    to: ({ start, end, amount }) => `${cxpt(amount)} more, ${formatTime(whole(start))} to ${formatTime(whole(end))}`,
    replaces: false,
  },
  'Rewards.cancelTranche': { title: 'Cancel a tranche', to: ({ id }) => `tranche ${whole(id)}`, replaces: false },
  'Rewards.setMaxStep': {
    title: 'Most a root may add',
    to: ({ category, maxStep }) => `${pick(CATEGORIES, category)}: ${cxpt(maxStep)}`,
    base: {
      event: 'MaxStepSet',
      say: ({ category, maxStep }) => `${pick(CATEGORIES, category)}: ${cxpt(maxStep)}`,
      isSame: sameCategory,
    },
    replaces: true,
  },
  'Rewards.defund': {
    title: 'Take back rewards',
    to: ({ category, to, amount }) => `${cxpt(amount)} of ${pick(CATEGORIES, category)} to ${String(to)}`,
    replaces: false,
  },
  'Rewards.migrate': {
    title: 'Migrate rewards',
    to: ({ to }) => `everything not allocated to ${String(to)}`,
    replaces: false,
  },
  'Treasury.withdraw': {
    title: 'Treasury withdrawal',
    to: ({ bucket, to, amount }) => `${cxpt(amount)} of ${pick(TREASURY_BUCKETS, bucket)} to ${String(to)}`,
    replaces: false,
  },
  'Treasury.fund': {
    title: 'Fund rewards',
    to: ({ bucket, category, amount }) =>
      `${cxpt(amount)} of ${pick(TREASURY_BUCKETS, bucket)} to ${pick(CATEGORIES, category)}`,
    replaces: false,
  },
  'Treasury.move': {
    title: 'Move between buckets',
    to: ({ from, to, amount }) => `${cxpt(amount)} of ${pick(TREASURY_BUCKETS, from)} to ${pick(TREASURY_BUCKETS, to)}`,
    replaces: false,
  },
  'PriceOracle.reset': {
    title: 'Reset the price',
    to: ({ newPrice }) => price(newPrice),
    replaces: false,
  },
  'Subscriptions.addPlan': {
    title: 'Add a plan',
    to: ({ plan }) => `${usd(field(plan, 'usd'))} for ${formatTokens(field(plan, 'allowance'))} tokens`,
    replaces: false,
  },
  'Subscriptions.retirePlan': {
    title: 'Retire a plan',
    to: ({ id, retireAt }) => `${planName(Number(whole(id)))} closes ${formatTime(whole(retireAt))}`,
    replaces: false,
  },
  'Parameters.setPricing': {
    title: 'Pricing rules',
    to: ({ newPricing }) => pricingText(newPricing),
    base: { event: 'PricingSet', say: ({ pricing }) => pricingText(pricing) },
    replaces: true,
  },
  'Parameters.setPhase': {
    title: 'Phase',
    to: ({ newPhase }) => pick(PHASES, newPhase),
    base: { event: 'PhaseSet', say: ({ phase }) => pick(PHASES, phase) },
    replaces: true,
  },
  'Parameters.setPointsRate': {
    title: 'CXPT per point',
    to: ({ cxptPerPoint }) => cxpt(cxptPerPoint),
    base: { event: 'PointsRateSet', say: ({ cxptPerPoint }) => cxpt(cxptPerPoint) },
    replaces: true,
  },
  'Parameters.setEpochPool': {
    title: 'Pool of an epoch',
    to: ({ pool }) => cxpt(pool),
    base: { event: 'EpochPoolSet', say: ({ pool }) => cxpt(pool) },
    replaces: true,
  },
  'Parameters.setRates': {
    title: 'Rate card',
    to: ({ newRates }) => ratesText(newRates),
    base: { event: 'RatesSet', say: ({ rates }) => ratesText(rates) },
    replaces: true,
  },
  'Parameters.setCurve': {
    title: 'Curve',
    to: curveText,
    base: { event: 'CurveSet', say: curveText, isSame: sameKind },
    replaces: true,
  },
  'Parameters.setClassWeights': {
    title: 'Weights of services',
    to: ({ weights }) => weightsText(weights),
    base: { event: 'ClassWeightsSet', say: ({ weights }) => weightsText(weights) },
    replaces: true,
  },
  'Parameters.setReferralTiers': tiersOf('Referral tiers', 'ReferralTiersSet'),
  'Parameters.setLoyaltyTiers': tiersOf('Loyalty tiers', 'LoyaltyTiersSet'),
  'Parameters.setUsageBonusTiers': tiersOf('Tiers of the usage bonus', 'UsageBonusTiersSet', usd),
  'PriceOracle.setConfig': {
    title: 'Rules of the oracle',
    to: ({ newConfig }) => configText(newConfig),
    base: { event: 'Configured', say: ({ config }) => configText(config) },
    replaces: true,
  },
  'AccessManager.grantRole': {
    title: 'Grant a role',
    to: ({ roleId, account, executionDelay }) =>
      `${roleText(roleId)} to ${String(account)}, delay ${whole(executionDelay)} s`,
    replaces: false,
  },
  'AccessManager.revokeRole': {
    title: 'Revoke a role',
    to: ({ roleId, account }) => `${roleText(roleId)} of ${String(account)}`,
    replaces: false,
  },
}

function formatTokens(value: unknown): string {
  return whole(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

export function roleText(roleId: unknown): string {
  return roleById(whole(roleId))?.name ?? `role ${whole(roleId)}`
}

/** What a decoded call does, from its calldata alone. */
export function wordsOf(call: DecodedCall | null): OperationWords {
  if (!call) return { title: 'Unknown call', to: null, replaces: false, known: null, args: {} }
  const args = Object.fromEntries(call.args.map(({ name, value }) => [name, value]))
  const known = KNOWN[`${call.contract}.${call.functionName}`] ?? null
  if (!known) return { title: `${call.contract}.${call.functionName}`, to: null, replaces: false, known: null, args }
  return { title: known.title, to: known.to(args), replaces: known.replaces, known, args }
}

/** Arguments that tell two calls of one function apart: each sets something else. */
const TOLD_APART: Record<string, readonly string[]> = {
  'Rewards.setMaxStep': ['category'],
  'Parameters.setCurve': ['kind'],
  'Rewards.cancelTranche': ['id'],
  'Subscriptions.retirePlan': ['id'],
  'Rewards.unpause': ['category'],
  'Vault.unpause': ['flag'],
}
const MEMBERSHIP = ['AccessManager.grantRole', 'AccessManager.revokeRole']

/** What a call touches: two operations of one kind come after each other. Null for bytes that cannot be read. */
export function kindOf(call: DecodedCall | null): string | null {
  if (!call) return null
  const name = `${call.contract}.${call.functionName}`
  const value = (key: string) => String(call.args.find((arg) => arg.name === key)?.value)
  if (MEMBERSHIP.includes(name)) return `membership ${value('roleId')} ${value('account').toLowerCase()}`
  return [name, ...(TOLD_APART[name] ?? []).map(value)].join(' ')
}

export type AdminEvent = { contract: string; name: string; args: Args }

const EVENTS: Record<string, (args: Args) => string> = {
  'AccessManager.RoleGranted': ({ roleId, account }) => `${roleText(roleId)} granted to ${short(account)}`,
  'AccessManager.RoleRevoked': ({ roleId, account }) => `${roleText(roleId)} revoked from ${short(account)}`,
  'Vault.SplitSet': ({ split }) => `Split is ${bpsOf(split)} bps`,
  'Vault.CapSet': (args) => `Daily cap is ${usd(args.usd)}`,
  'Vault.OracleSet': ({ oracle }) => `Oracle is ${short(oracle)}`,
  'Vault.PauseSet': ({ flag, until }) => `${pick(FLAG_NAMES, flag)}: pause ends ${formatTime(whole(until))}`,
  'Rewards.PauseSet': ({ category, until }) =>
    `${capital(pick(CATEGORIES, category))} claims: pause ends ${formatTime(whole(until))}`,
  'Rewards.TrancheAdded': ({ id, amount }) => `Tranche ${whole(id)}, ${cxpt(amount)}`,
  'Rewards.TrancheCancelled': ({ id }) => `Tranche ${whole(id)} cancelled`,
  'Rewards.MaxStepSet': ({ category, maxStep }) =>
    `${capital(pick(CATEGORIES, category))} roots add at most ${cxpt(maxStep)}`,
  'Rewards.Vetoed': ({ category }) => `${capital(pick(CATEGORIES, category))} root vetoed`,
  'Rewards.Revoked': ({ category }) => `${capital(pick(CATEGORIES, category))} root revoked`,
  'Subscriptions.PlanAdded': ({ id }) => `Plan ${whole(id)} added`,
  'Subscriptions.PlanRetired': ({ id, retireAt }) => `Plan ${whole(id)} closes ${formatTime(whole(retireAt))}`,
  'PriceOracle.Reset': (args) => `Price reset to ${price(args.price)}`,
  'PriceOracle.Configured': () => 'Oracle configured',
  'Treasury.Withdrawn': ({ bucket, amount }) => `${cxpt(amount)} left ${pick(TREASURY_BUCKETS, bucket)}`,
  'Treasury.Moved': ({ from, to, amount }) =>
    `${cxpt(amount)} from ${pick(TREASURY_BUCKETS, from)} to ${pick(TREASURY_BUCKETS, to)}`,
  'Parameters.PhaseSet': ({ phase }) => `Phase is ${pick(PHASES, phase)}`,
  'Treasury.Funded': ({ bucket, category, amount }) =>
    `${cxpt(amount)} from ${pick(TREASURY_BUCKETS, bucket)} for ${pick(CATEGORIES, category)} rewards`,
  'Rewards.Defunded': ({ category, amount }) => `${cxpt(amount)} taken back from ${pick(CATEGORIES, category)} rewards`,
  'Rewards.Migrated': ({ to, amount }) => `${cxpt(amount)} moved to ${short(to)}: rewards migrated`,
  'Parameters.PricingSet': ({ pricing }) => `Pricing is ${pricingText(pricing)}`,
  'Parameters.RatesSet': ({ rates }) => `Rate card of ${list(rates).length} services set`,
  'Parameters.CurveSet': ({ kind }) => `${pick(CURVES, kind)} curve set`,
  'Parameters.ClassWeightsSet': ({ weights }) => `Weights of ${list(weights).length} services set`,
  'Parameters.ReferralTiersSet': ({ tiers }) => `Referral tiers: ${tiersText(tiers, (from) => `${whole(from)}`)}`,
  'Parameters.LoyaltyTiersSet': ({ tiers }) => `Loyalty tiers: ${tiersText(tiers, (from) => `${whole(from)}`)}`,
  'Parameters.UsageBonusTiersSet': ({ tiers }) => `Usage bonus: ${tiersText(tiers, usd)}`,
  'Parameters.PointsRateSet': ({ cxptPerPoint }) => `A point is worth ${cxpt(cxptPerPoint)}`,
  'Parameters.EpochPoolSet': ({ pool }) => `An epoch pays at most ${cxpt(pool)}`,
}

/** Names of the events that the activity list shows, by contract. */
export const ACTIVITY_EVENTS = Object.keys(EVENTS)

/** One event of the activity list as a sentence; null for events that are not administration. */
export function eventText({ contract, name, args }: AdminEvent): string | null {
  return EVENTS[`${contract}.${name}`]?.(args) ?? null
}

function short(value: unknown): string {
  const text = String(value)
  return text.length > 12 ? `${text.slice(0, 6)}…${text.slice(-4)}` : text
}

export function phaseText(phase: unknown): string {
  return pick(PHASES, phase)
}

/** Roles whose holders administer; any one opens the console's admin pages. */
export const ADMIN_ROLES = [
  ROLES.ADMIN.name,
  ROLES.PARAMS.name,
  ROLES.TREASURER.name,
  ROLES.GUARDIAN.name,
  ROLES.UNPAUSER.name,
  ROLES.MIGRATOR.name,
  ROLES.WARDEN.name,
  ROLES.KEYKEEPER.name,
] as const
