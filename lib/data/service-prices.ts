import 'server-only'
import { cache } from 'react'
import { database } from '../auth/database'
import { requireRole } from '../auth/roles'
import { listFreezes, priceHistory, pricesAt, type ServicePrice } from '../db/metering-price-history'
import { SERVICES, type Service } from '../domain/service'
import { env } from '../env/env'
import { marketTime } from '../metering/clock'
import { freezePrice, unfreezePrice } from '../metering/freeze'
import { hourOf } from '../metering/prices'
import { requireAdminReader } from './admin'

const HOUR_MS = 3_600_000
const SHOWN_DAYS = 7

/** A hand that holds the factor of a service. */
export type Freeze = { by: string; reason: string; since: Date; until: Date | null }

/** What a service costs and why: prices in nano-USD per `unit`, factors and use in ppm. */
export type PricedService = Omit<ServicePrice, 'chainId' | 'service'> & { service: Service; freeze: Freeze | null }

export type ServicePrices = {
  nextUpdate: Date
  services: PricedService[]
  /** Hours of the last seven days, the oldest first, with the factor of each service; null before its first price. */
  hours: { at: Date; factors: Partial<Record<Service, bigint>> }[]
}

/** Prices in force, who holds one, and how the factors moved. */
export const getServicePrices = cache(async (): Promise<ServicePrices> => {
  await requireAdminReader()
  const db = database()
  const now = await marketTime(db, env.CHAIN_ID)
  const freezes = new Map((await listFreezes(db, env.CHAIN_ID, now)).map((row) => [row.service, row]))
  const prices = new Map((await pricesAt(db, env.CHAIN_ID, now)).map((row) => [row.service, row]))
  const services = SERVICES.flatMap((service): PricedService[] => {
    const price = prices.get(service)
    const freeze = freezes.get(service)
    if (!price) return []
    const held = freeze && { by: freeze.by, reason: freeze.reason, since: freeze.from, until: freeze.until }
    return [{ ...price, service, freeze: held ?? null }]
  })
  const nextUpdate = new Date(hourOf(now).getTime() + HOUR_MS)
  return { nextUpdate, services, hours: await readHours(nextUpdate) }
})

async function readHours(until: Date): Promise<ServicePrices['hours']> {
  const span = { from: new Date(until.getTime() - SHOWN_DAYS * 24 * HOUR_MS), until }
  const hours = new Map<number, Partial<Record<Service, bigint>>>()
  for (const service of SERVICES) {
    const rows = await priceHistory(database(), env.CHAIN_ID, service, span, SHOWN_DAYS * 24)
    for (const { at, factor } of rows) {
      const factors = hours.get(at.getTime()) ?? {}
      factors[service] = factor
      hours.set(at.getTime(), factors)
    }
  }
  return [...hours].sort(([a], [b]) => a - b).map(([at, factors]) => ({ at: new Date(at), factors }))
}

type Hand = { service: Service; reason: string }

/** Holds the factor of a service until it is let go. PARAMS sets how prices move, GUARDIAN stops what goes wrong. */
export async function holdPrice({ service, reason }: Hand): Promise<void> {
  const { session } = await requireRole('PARAMS', 'GUARDIAN')
  const now = await marketTime(database(), env.CHAIN_ID)
  await freezePrice(database(), { chainId: env.CHAIN_ID, service, by: session.address, reason, now })
}

/** Lets the factor of a service move again. PARAMS alone: a guardian stops, he does not start. NOT_FOUND when nothing holds it. */
export async function letPriceMove({ service, reason }: Hand): Promise<void> {
  const { session } = await requireRole('PARAMS')
  const now = await marketTime(database(), env.CHAIN_ID)
  await unfreezePrice(database(), { chainId: env.CHAIN_ID, service, by: session.address, reason, now })
}
