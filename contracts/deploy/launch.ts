import { encodeFunctionData, getAbiItem, type Hex, toFunctionSelector, zeroAddress } from 'viem'
import { parametersAbi, rewardsAbi, subscriptionsAbi } from '@/contracts-abi'
import { CATEGORIES } from '@/lib/domain/buckets'
import type { CallStep, Reader, System } from './plan'

export const CURVES = ['uptime', 'response', 'demand', 'availability'] as const
export const PHASES = ['TESTNET', 'MAINNET', 'FULL'] as const

/** Plans as the contract takes them: offered to everybody, not retired. */
export function launchPlans({ config }: System) {
  return config.launch.plans.map(({ name: _, ...plan }) => ({ ...plan, retireAt: 0, customer: zeroAddress }))
}

export function launchRates({ config }: System) {
  return config.launch.rates.map(({ service, inputUsd, outputUsd, unit }) => ({
    service,
    inputNanoUsd: inputUsd,
    outputNanoUsd: outputUsd,
    unit,
  }))
}

export function launchPricing({ config }: System) {
  const { targetUtilisation, stepDivisor, minFactor, maxFactor, maxDailyMove } = config.launch.pricing
  return {
    targetUtilisation: Number(targetUtilisation),
    stepDivisor,
    minFactor: Number(minFactor),
    maxFactor: Number(maxFactor),
    maxDailyMove: Number(maxDailyMove),
  }
}

export function launchWeights({ config }: System) {
  return config.launch.classWeights.map(({ service, weight }) => ({ service, weightPpm: weight }))
}

function planSteps(system: System): CallStep[] {
  const to = system.addresses.Subscriptions
  return launchPlans(system).map((plan, index) => ({
    kind: 'call',
    say: `plan ${index + 1}, ${system.config.launch.plans[index]?.name}`,
    to,
    data: encodeFunctionData({ abi: subscriptionsAbi, functionName: 'addPlan', args: [plan] }),
    isDone: async (reader) =>
      (await reader.readContract({ address: to, abi: subscriptionsAbi, functionName: 'planCount' })) > index,
  }))
}

function maxStepSteps({ config, addresses }: System): CallStep[] {
  const to = addresses.Rewards
  return CATEGORIES.map((category, index) => {
    const maxStep = config.rewards.maxStep[category]
    return {
      kind: 'call',
      say: `most that a ${category} root may add`,
      to,
      data: encodeFunctionData({ abi: rewardsAbi, functionName: 'setMaxStep', args: [index, maxStep] }),
      isDone: async (reader) => {
        const stream = await reader.readContract({
          address: to,
          abi: rewardsAbi,
          functionName: 'streamOf',
          args: [index],
        })
        return stream.maxStep === maxStep
      },
    }
  })
}

type Setter =
  | 'setRates'
  | 'setPricing'
  | 'setReferralTiers'
  | 'setLoyaltyTiers'
  | 'setUsageBonusTiers'
  | 'setClassWeights'
  | 'setPointsRate'
  | 'setEpochPool'

/** Each setter counts its versions: one that was called once is done. */
function parameterStep(system: System, say: string, setter: Setter, data: Hex): CallStep {
  const to = system.addresses.Parameters
  const selector = toFunctionSelector(getAbiItem({ abi: parametersAbi, name: setter }))
  return {
    kind: 'call',
    say,
    to,
    data,
    isDone: async (reader) =>
      (await reader.readContract({ address: to, abi: parametersAbi, functionName: 'versionOf', args: [selector] })) >
      0n,
  }
}

function parameterSteps(system: System): CallStep[] {
  const { launch } = system.config
  const abi = parametersAbi
  const encode = encodeFunctionData
  return [
    parameterStep(
      system,
      'rate card',
      'setRates',
      encode({ abi, functionName: 'setRates', args: [launchRates(system)] }),
    ),
    parameterStep(
      system,
      'pricing',
      'setPricing',
      encode({ abi, functionName: 'setPricing', args: [launchPricing(system)] }),
    ),
    parameterStep(
      system,
      'referral tiers',
      'setReferralTiers',
      encode({ abi, functionName: 'setReferralTiers', args: [launch.referralTiers] }),
    ),
    parameterStep(
      system,
      'loyalty tiers',
      'setLoyaltyTiers',
      encode({ abi, functionName: 'setLoyaltyTiers', args: [launch.loyaltyTiers] }),
    ),
    parameterStep(
      system,
      'usage bonus tiers',
      'setUsageBonusTiers',
      encode({ abi, functionName: 'setUsageBonusTiers', args: [launch.usageBonusTiers] }),
    ),
    parameterStep(
      system,
      'class weights',
      'setClassWeights',
      encode({ abi, functionName: 'setClassWeights', args: [launchWeights(system)] }),
    ),
    parameterStep(
      system,
      'CXPT per point',
      'setPointsRate',
      encode({ abi, functionName: 'setPointsRate', args: [launch.pointsRate] }),
    ),
    parameterStep(
      system,
      'epoch pool',
      'setEpochPool',
      encode({ abi, functionName: 'setEpochPool', args: [launch.epochPool] }),
    ),
  ]
}

/** The curves share one version, so each is done when it has knots. */
function curveSteps({ config, addresses }: System): CallStep[] {
  const to = addresses.Parameters
  return CURVES.map((name, kind) => ({
    kind: 'call',
    say: `${name} curve`,
    to,
    data: encodeFunctionData({
      abi: parametersAbi,
      functionName: 'setCurve',
      args: [kind, config.launch.curves[name]],
    }),
    isDone: async (reader) => {
      const knots = await reader.readContract({ address: to, abi: parametersAbi, functionName: 'curve', args: [kind] })
      return knots.length > 0
    },
  }))
}

/** One step at a time: the contract refuses to skip a phase. */
function phaseSteps({ config, addresses }: System): CallStep[] {
  const to = addresses.Parameters
  const wanted = PHASES.indexOf(config.phase)
  const isAt = async (reader: Reader, phase: number) =>
    (await reader.readContract({ address: to, abi: parametersAbi, functionName: 'phase' })) >= phase
  return PHASES.slice(1, wanted + 1).map((name, index) => ({
    kind: 'call',
    say: `phase ${name}`,
    to,
    data: encodeFunctionData({ abi: parametersAbi, functionName: 'setPhase', args: [index + 1] }),
    isDone: (reader) => isAt(reader, index + 1),
  }))
}

/** Everything the launch sets, by the deployer's short-lived membership of PARAMS. */
export function launchSteps(system: System): CallStep[] {
  return [
    ...planSteps(system),
    ...maxStepSteps(system),
    ...parameterSteps(system),
    ...curveSteps(system),
    ...phaseSteps(system),
  ]
}
