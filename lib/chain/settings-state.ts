import { hexToString } from 'viem'
import { CATEGORIES, TREASURY_BUCKETS } from '../domain/buckets'
import { ROLE_ACTS, type SettingId, TREASURY_ACTS } from '../domain/setting'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'
import { readOracleState } from './oracle-state'
import { readPlans } from './plans-state'

/** Values as the contracts take them: whole numbers as decimal strings, addresses, names of services. */
export type SettingRow = Record<string, string>

export type SettingsState = {
  asOf: AsOf
  /** Rows in force; acts (a reset, a plan, its end) have none. */
  values: Record<SettingId, SettingRow[]>
  /** What forms check against: the price now, the band, tops of tiers, plans on offer, what buckets hold, what is free in pools. */
  facts: Record<string, string> & { now: string }
}

const PHASES = ['TESTNET', 'MAINNET', 'FULL']
const name = (service: `0x${string}`) => hexToString(service, { size: 32 })
const text = (row: Record<string, bigint | number | string>): SettingRow =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]))

/** Every parameter that has a form, at one block. */
export async function readSettings(at: At): Promise<SettingsState> {
  const asOf = await pinBlock(at)
  const pinned = { ...at, blockNumber: asOf.block }
  const vault = getContract(at.deployment, 'Vault')
  const [parameters, oracle, { plans }, [address, minPrice, dailyCap], streams, buckets] = await Promise.all([
    readParameters(pinned, asOf),
    readOracleState(pinned),
    readPlans(pinned),
    said(
      at.client.multicall({
        ...together(at, asOf),
        allowFailure: false,
        contracts: [
          { ...vault, functionName: 'oracle' },
          { ...vault, functionName: 'minPrice' },
          { ...vault, functionName: 'dailyCapUsd' },
        ],
      }),
    ),
    readStreams(pinned, asOf),
    readBuckets(pinned, asOf),
  ])
  const { config } = oracle
  const none = '0x0000000000000000000000000000000000000000'
  return {
    asOf,
    values: {
      ...parameters.values,
      ...streams.values,
      ...ACTS,
      'daily-cap': [text({ usd: dailyCap })],
      'vault-oracle': [text({ oracle: address, minPrice })],
      'oracle-config': [text({ ...config, feed: config.feed ?? none, sequencer: config.sequencer ?? none })],
    },
    facts: {
      now: String(asOf.time),
      price: String(oracle.price ?? 0n),
      min: String(config.min),
      max: String(config.max),
      minInterval: String(oracle.minInterval),
      offered: plans
        .filter(({ isOffered }) => isOffered)
        .map(({ id }) => id)
        .join(','),
      ...parameters.facts,
      ...streams.facts,
      ...buckets,
    },
  }
}

/** Nothing of theirs is in force before and after: they happen. */
const ACTS = {
  plan: [],
  'retire-plan': [],
  'oracle-reset': [],
  ...(Object.fromEntries([...TREASURY_ACTS, ...ROLE_ACTS].map((id) => [id, []])) as unknown as Record<
    (typeof TREASURY_ACTS)[number] | (typeof ROLE_ACTS)[number],
    SettingRow[]
  >),
}

async function readBuckets(at: At, asOf: AsOf) {
  const treasury = getContract(at.deployment, 'Treasury')
  const buckets = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: false,
      contracts: TREASURY_BUCKETS.map((_, i) => ({
        ...treasury,
        functionName: 'balanceOf' as const,
        args: [i] as const,
      })),
    }),
  )
  return Object.fromEntries(TREASURY_BUCKETS.map((bucket, i) => [`bucket-${bucket}`, String(buckets[i] ?? 0n)]))
}

async function readStreams(at: At, asOf: AsOf) {
  const rewards = getContract(at.deployment, 'Rewards')
  const streams = await said(
    at.client.multicall({
      ...together(at, asOf),
      allowFailure: false,
      contracts: CATEGORIES.map((_, i) => ({ ...rewards, functionName: 'streamOf' as const, args: [i] as const })),
    }),
  )
  const [provider, referral, loyalty] = streams.map(({ maxStep }) => [text({ maxStep })])
  return {
    values: {
      'max-step-provider': provider ?? [],
      'max-step-referral': referral ?? [],
      'max-step-loyalty': loyalty ?? [],
    },
    facts: Object.fromEntries(
      streams.map(({ funded, total }, i) => [`free-${CATEGORIES[i]}`, String(funded > total ? funded - total : 0n)]),
    ),
  }
}

async function readParameters(at: At, asOf: AsOf) {
  const parameters = getContract(at.deployment, 'Parameters')
  const options = { ...together(at, asOf), allowFailure: false } as const
  const [rates, pricing, weights, pointsRate, epochPool, phase] = await said(
    at.client.multicall({
      ...options,
      contracts: [
        { ...parameters, functionName: 'rates' },
        { ...parameters, functionName: 'pricing' },
        { ...parameters, functionName: 'classWeights' },
        { ...parameters, functionName: 'pointsRate' },
        { ...parameters, functionName: 'epochPool' },
        { ...parameters, functionName: 'phase' },
      ],
    }),
  )
  const [referral, loyalty, usage] = await said(
    at.client.multicall({
      ...options,
      contracts: (['referralTiers', 'loyaltyTiers', 'usageBonusTiers'] as const).map((functionName) => ({
        ...parameters,
        functionName,
      })),
    }),
  )
  const curves = await said(
    at.client.multicall({
      ...options,
      contracts: [0, 1, 2, 3].map((kind) => ({ ...parameters, functionName: 'curve' as const, args: [kind] as const })),
    }),
  )
  const [uptime, response, demand, availability] = curves.map((knots) => knots.map((knot) => text(knot)))
  const top = (tiers: readonly { bps: number }[] | undefined) => String(tiers?.at(-1)?.bps ?? 0)
  return {
    values: {
      rates: rates.map((rate) => text({ ...rate, service: name(rate.service) })),
      pricing: [text(pricing)],
      weights: weights.map((weight) => text({ ...weight, service: name(weight.service) })),
      'points-rate': [text({ cxptPerPoint: pointsRate })],
      'epoch-pool': [text({ pool: epochPool })],
      phase: [{ phase: PHASES[phase] ?? '' }],
      'tiers-referral': (referral ?? []).map((tier) => text(tier)),
      'tiers-loyalty': (loyalty ?? []).map((tier) => text(tier)),
      'tiers-usage': (usage ?? []).map((tier) => text(tier)),
      'curve-uptime': uptime ?? [],
      'curve-response': response ?? [],
      'curve-demand': demand ?? [],
      'curve-availability': availability ?? [],
    },
    facts: { 'top.referral': top(referral), 'top.loyalty': top(loyalty), 'top.usage': top(usage) },
  }
}
