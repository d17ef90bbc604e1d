import type { PoolClient } from 'pg'
import { hexToString } from 'viem'
import { z } from 'zod'
import { parameterAt } from '../db/metering-load-rows'
import { AVAILABILITY_CURVE, type Curve } from '../domain/curve'
import { LAUNCH_PRICING, type Pricing } from '../domain/price'

const integer = z.union([z.number(), z.string()]).transform(BigInt)
const name = z.string().transform((hex) => hexToString(hex as `0x${string}`, { size: 32 }))

const ratesSet = z.object({
  version: integer,
  rates: z.array(z.object({ service: name, inputNanoUsd: integer, outputNanoUsd: integer, unit: integer })),
})
const pricingSet = z.object({
  version: integer,
  pricing: z.object({
    targetUtilisation: integer,
    stepDivisor: integer,
    minFactor: integer,
    maxFactor: integer,
    maxDailyMove: integer,
  }),
})
const curveSet = z.object({ knots: z.array(z.object({ x: integer, y: integer })) })

/** In the order of the contract's enum `Kind`. */
const AVAILABILITY = 3

export type RateCard = z.output<typeof ratesSet>
export type PriceRules = { card: RateCard; pricing: Pricing; pricingVersion: bigint; availability: Curve }

/** The rate card and the rules of prices in force at a time, from the ledger's events. Null before there is a rate card. */
export async function priceRulesAt(
  db: Pick<PoolClient, 'query'>,
  chainId: number,
  at: Date,
): Promise<PriceRules | null> {
  const rates = await parameterAt(db, chainId, 'RatesSet', at)
  if (!rates) return null
  const pricing = await parameterAt(db, chainId, 'PricingSet', at)
  const curve = await parameterAt(db, chainId, 'CurveSet', at, AVAILABILITY)
  const set = pricing ? pricingSet.parse(pricing) : null
  return {
    card: ratesSet.parse(rates),
    pricing: set?.pricing ?? LAUNCH_PRICING,
    pricingVersion: set?.version ?? 0n,
    availability: curve ? curveSet.parse(curve).knots : AVAILABILITY_CURVE,
  }
}
