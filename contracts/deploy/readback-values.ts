import { ABIS } from '@/contracts-abi'
import { CATEGORIES, TREASURY_BUCKETS } from '@/lib/domain/buckets'
import { CXPT, MAX_SUPPLY } from '@/lib/domain/units'
import { CONTRACTS, type Name, readArtifact } from './artifacts'
import { immutableValues, isCodeOf } from './code'
import { compare } from './compare'
import { CURVES, launchPlans, launchPricing, launchRates, launchWeights, PHASES } from './launch'
import type { Reader, System } from './plan'
import { oracleConfig } from './steps'

/** contracts.md §3.1, in CXPT. */
const GENESIS = { reserve: 300_000_000n, operations: 150_000_000n, liquidity: 70_000_000n, protocol: 0n } as const
const TREASURY_GENESIS = 520_000_000n * CXPT

/** What each constructor writes into the code; the token's are those of EIP-712, read as its domain instead. */
function expectedImmutables({ config, addresses: at }: System): Partial<Record<Name, (string | bigint | number)[]>> {
  const manager = at.AccessManager
  return {
    AccessManager: [],
    Treasury: [manager, at.CXPT, at.Rewards],
    Rewards: [manager, at.CXPT, config.rewards.window],
    PriceOracle: [manager, config.oracle.minInterval],
    Vault: [manager, at.CXPT, at.Treasury, at.Rewards],
    Subscriptions: [manager, at.CXPT, at.Vault],
    Parameters: [manager],
    Reports: [manager],
    Faucet: [at.CXPT, config.faucet?.amount ?? 0n, config.faucet?.dailyCap ?? 0n],
  }
}

async function checkCode(reader: Reader, system: System): Promise<string[]> {
  const immutables = expectedImmutables(system)
  const checks = CONTRACTS.map(async (name) => {
    const address = system.addresses[name]
    if (!address) return []
    const code = (await reader.getCode({ address })) ?? '0x'
    const artifact = readArtifact(name)
    if (!isCodeOf(code, artifact)) return [`The code at ${address} is not that of ${name}`]
    const wanted = immutables[name]?.map((value) => BigInt(value)).sort((a, b) => (a < b ? -1 : 1))
    return wanted ? compare(`values fixed in ${name}`, [...new Set(wanted)], immutableValues(code, artifact)) : []
  })
  return (await Promise.all(checks)).flat()
}

async function checkToken(reader: Reader, { config, addresses: at }: System): Promise<string[]> {
  const token = { address: at.CXPT, abi: ABIS.CXPT } as const
  const [supply, treasury, rewards, domain] = await Promise.all([
    reader.readContract({ ...token, functionName: 'totalSupply' }),
    reader.readContract({ ...token, functionName: 'balanceOf', args: [at.Treasury] }),
    reader.readContract({ ...token, functionName: 'balanceOf', args: [at.Rewards] }),
    reader.readContract({ ...token, functionName: 'eip712Domain' }),
  ])
  const buckets = TREASURY_BUCKETS.map(async (bucket, index) => {
    const found = await reader.readContract({
      address: at.Treasury,
      abi: ABIS.Treasury,
      functionName: 'balanceOf',
      args: [index],
    })
    return compare(`Treasury bucket ${bucket}`, GENESIS[bucket] * CXPT, found)
  })
  return [
    ...compare('total supply', MAX_SUPPLY, supply),
    ...compare('CXPT of the Treasury', TREASURY_GENESIS, treasury),
    ...compare('CXPT of Rewards', MAX_SUPPLY - TREASURY_GENESIS, rewards),
    ...compare(
      'EIP-712 domain of the token',
      ['Cxmpute Token', config.chainId, at.CXPT],
      [domain[1], domain[3], domain[4]],
    ),
    ...(await Promise.all(buckets)).flat(),
  ]
}

async function checkOracleAndVault(reader: Reader, { config, addresses: at }: System): Promise<string[]> {
  const oracle = { address: at.PriceOracle, abi: ABIS.PriceOracle } as const
  const vault = { address: at.Vault, abi: ABIS.Vault } as const
  const [bounds, interval, posted, used, minPrice, cap, split] = await Promise.all([
    reader.readContract({ ...oracle, functionName: 'config' }),
    reader.readContract({ ...oracle, functionName: 'MIN_INTERVAL' }),
    reader.readContract({ ...oracle, functionName: 'posted' }),
    reader.readContract({ ...vault, functionName: 'oracle' }),
    reader.readContract({ ...vault, functionName: 'minPrice' }),
    reader.readContract({ ...vault, functionName: 'dailyCapUsd' }),
    reader.readContract({ ...vault, functionName: 'split' }),
  ])
  return [
    ...compare('oracle configuration', oracleConfig(config), bounds),
    ...compare('least interval of the oracle', config.oracle.minInterval, interval),
    ...compare('first price', config.oracle.firstPrice, posted[0]),
    ...compare("the Vault's oracle", at.PriceOracle, used),
    ...compare("the Vault's least price", config.vault.minPrice, minPrice),
    ...compare('daily cap', config.vault.dailyCapUsd, cap),
    ...compare('split', config.vault.split, split),
  ]
}

async function checkPlansAndSteps(reader: Reader, system: System): Promise<string[]> {
  const { config, addresses } = system
  const subscriptions = { address: addresses.Subscriptions, abi: ABIS.Subscriptions } as const
  const rewards = { address: addresses.Rewards, abi: ABIS.Rewards } as const
  const plans = launchPlans(system)
  const count = await reader.readContract({ ...subscriptions, functionName: 'planCount' })
  const found = plans.map(async (plan, index) =>
    compare(
      `plan ${index + 1}`,
      plan,
      await reader.readContract({ ...subscriptions, functionName: 'planOf', args: [index + 1] }),
    ),
  )
  const steps = CATEGORIES.map(async (category, index) => {
    const stream = await reader.readContract({ ...rewards, functionName: 'streamOf', args: [index] })
    return compare(`largest step of ${category}`, config.rewards.maxStep[category], stream.maxStep)
  })
  const window = await reader.readContract({ ...rewards, functionName: 'WINDOW' })
  return [
    ...compare('number of plans', plans.length, count),
    ...compare('window of Rewards', config.rewards.window, window),
    ...(await Promise.all([...found, ...steps])).flat(),
  ]
}

async function checkParameters(reader: Reader, system: System): Promise<string[]> {
  const { launch, phase } = system.config
  const parameters = { address: system.addresses.Parameters, abi: ABIS.Parameters } as const
  const curves = CURVES.map(async (name, kind) =>
    compare(
      `${name} curve`,
      launch.curves[name],
      await reader.readContract({ ...parameters, functionName: 'curve', args: [kind] }),
    ),
  )
  const [rates, pricing, referral, loyalty, bonus, weights, pointsRate, pool, current] = await Promise.all([
    reader.readContract({ ...parameters, functionName: 'rates' }),
    reader.readContract({ ...parameters, functionName: 'pricing' }),
    reader.readContract({ ...parameters, functionName: 'referralTiers' }),
    reader.readContract({ ...parameters, functionName: 'loyaltyTiers' }),
    reader.readContract({ ...parameters, functionName: 'usageBonusTiers' }),
    reader.readContract({ ...parameters, functionName: 'classWeights' }),
    reader.readContract({ ...parameters, functionName: 'pointsRate' }),
    reader.readContract({ ...parameters, functionName: 'epochPool' }),
    reader.readContract({ ...parameters, functionName: 'phase' }),
  ])
  return [
    ...compare('rates', launchRates(system), rates),
    ...compare('pricing', launchPricing(system), pricing),
    ...compare('referral tiers', launch.referralTiers, referral),
    ...compare('loyalty tiers', launch.loyaltyTiers, loyalty),
    ...compare('usage bonus tiers', launch.usageBonusTiers, bonus),
    ...compare('class weights', launchWeights(system), weights),
    ...compare('CXPT per point', launch.pointsRate, pointsRate),
    ...compare('epoch pool', launch.epochPool, pool),
    ...compare('phase', PHASES.indexOf(phase), current),
    ...(await Promise.all(curves)).flat(),
  ]
}

/** Every difference between the values that are configured and those on chain, as sentences; empty when there is none. */
export async function checkValues(reader: Reader, system: System): Promise<string[]> {
  const parts = [checkCode, checkToken, checkOracleAndVault, checkPlansAndSteps, checkParameters]
  return (await Promise.all(parts.map((check) => check(reader, system)))).flat()
}
