import { getAbiItem, hexToString, type PublicClient, toFunctionSelector } from 'viem'
import { parametersAbi } from '../../contracts-abi'
import type { PriceRules } from '../../lib/metering/parameters-at'
import type { System } from './system'
import type { Terms } from './world'

/** Index in the contract's enum `Kind`. */
const AVAILABILITY = 3

export async function loadTerms(client: PublicClient, system: System): Promise<Terms> {
  const [prices, logs] = await Promise.all([
    loadPriceRules(client, system),
    client.getContractEvents({
      address: system.at.Parameters,
      abi: parametersAbi,
      fromBlock: BigInt(system.startBlock),
      strict: true,
    }),
  ])
  const told = logs.map(({ eventName, args }) => ({ name: eventName, args: { ...args } as Record<string, unknown> }))
  return { prices, told }
}

async function loadPriceRules(client: PublicClient, { at }: System): Promise<PriceRules> {
  const parameters = { address: at.Parameters, abi: parametersAbi } as const
  const versionOf = (name: 'setRates' | 'setPricing') =>
    client.readContract({
      ...parameters,
      functionName: 'versionOf',
      args: [toFunctionSelector(getAbiItem({ abi: parametersAbi, name }))],
    })
  const [rates, pricing, availability, version, pricingVersion] = await Promise.all([
    client.readContract({ ...parameters, functionName: 'rates' }),
    client.readContract({ ...parameters, functionName: 'pricing' }),
    client.readContract({ ...parameters, functionName: 'curve', args: [AVAILABILITY] }),
    versionOf('setRates'),
    versionOf('setPricing'),
  ])
  return {
    card: {
      version,
      rates: rates.map(({ service, inputNanoUsd, outputNanoUsd, unit }) => ({
        service: hexToString(service, { size: 32 }),
        ...{ inputNanoUsd, outputNanoUsd, unit: BigInt(unit) },
      })),
    },
    pricing: {
      targetUtilisation: BigInt(pricing.targetUtilisation),
      stepDivisor: BigInt(pricing.stepDivisor),
      minFactor: BigInt(pricing.minFactor),
      maxFactor: BigInt(pricing.maxFactor),
      maxDailyMove: BigInt(pricing.maxDailyMove),
    },
    pricingVersion,
    availability,
  }
}
