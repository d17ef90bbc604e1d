import type { Address } from 'viem'
import type { HourLoad } from '../../../lib/db/reward-source-rows'
import { epochOf } from '../../../lib/domain/epoch'
import { greater, lesser } from '../../../lib/domain/money'
import { SERVICES, type Service } from '../../../lib/domain/service'
import { dateOf, HOUR } from '../../../lib/domain/time'
import { PPM } from '../../../lib/domain/units'
import type { PriceRules } from '../../../lib/metering/parameters-at'
import { nextPrice } from '../../../lib/metering/prices'
import { randomOf } from '../prng'
import type { Network, Reporter } from './network'

/** A row of `service_prices`, without its chain. */
export type HourPrice = { at: Date } & ReturnType<typeof nextPrice>

/** A row of `capacity_reports`, without its chain. */
export type Report = { service: Service; provider: Address; at: Date; capacity: bigint; queued: bigint }

const HOURS_A_DAY = 24
/** Utilisation swings around the target by this much over a day, and by chance; ppm. */
const SWING = 150_000n
const NOISE = 60_000
/** From week to week a service is wanted more or less than what there is of it; ppm. */
const LEANING = 80_000
/** How much of a higher price is answered by less usage. */
const ELASTICITY = 8n
const [LEAST, MOST] = [150_000n, 950_000n]
/** From here on some requests wait: a twentieth of what is served. */
const QUEUES = 850_000n
const BUSIEST_HOUR = 14n

/**
 * Prices of services hour by hour, by the product's own rule. What was served in an hour is what the receipts say; the capacity is made up so
 * that the utilisation follows the hour of the day and falls when prices are high.
 */
export class PricePath {
  readonly rows: HourPrice[] = []
  private readonly byService = new Map<Service, HourPrice[]>(SERVICES.map((service) => [service, []]))
  private readonly servedIn = new Map<string, bigint>()
  private readonly loads = new Map<bigint, HourLoad[]>()
  private reported: Report[] = []
  /** The hour of the first row, seconds; null before anybody asked. */
  private first: bigint | null = null

  constructor(
    private readonly seed: number,
    private readonly rules: PriceRules,
    private readonly network: Network,
  ) {}

  /** The price in force at a time; requests are asked for in order of their hours. */
  at(service: Service, time: bigint): HourPrice {
    const hour = time - (time % HOUR)
    this.first ??= hour
    const list = this.byService.get(service) ?? []
    const index = Number((hour - this.first) / HOUR)
    while (list.length <= index) this.priceHour(this.first + BigInt(list.length) * HOUR)
    const price = list[Math.max(index, 0)]
    if (!price) throw new RangeError(`no price of ${service} at ${time}`)
    return price
  }

  /** Counts units of a request that began at `time`. */
  addServed(service: Service, time: bigint, units: bigint): void {
    const key = `${service} ${time / HOUR}`
    this.servedIn.set(key, (this.servedIn.get(key) ?? 0n) + units)
  }

  /** Every hour up to and with the one a time lies in has its prices. */
  completeTo(time: bigint): void {
    this.at(SERVICES[0], time)
  }

  /** What was served, waited and could have been served in the hour that begins at a time. */
  loadIn(hour: bigint): HourLoad[] {
    return this.loads.get(hour) ?? []
  }

  /** What providers reported for the hours that ended after a time. */
  reportsSince(time: bigint): Report[] {
    return this.reported.filter(({ at }) => at > dateOf(time))
  }

  private priceHour(hour: bigint): void {
    const at = dateOf(hour)
    const reporters = this.network.reportersAt(hour)
    for (const rate of this.rules.card.rates) {
      const service = SERVICES.find((name) => name === rate.service)
      const list = service && this.byService.get(service)
      if (!list) throw new Error(`the rate card on chain has an unknown service ${rate.service}`)
      const last = list.at(-1) ?? null
      const dayEarlier = (list.at(-HOURS_A_DAY) ?? list[0])?.factor ?? PPM
      const seen = { ...this.loadBefore(service, hour, last?.factor ?? PPM, reporters), isFrozen: false }
      const row = { at, ...nextPrice({ rate, rules: this.rules, last, dayEarlier, seen, hour: at }) }
      list.push(row)
      this.rows.push(row)
    }
  }

  /** Of the hour that ends at `hour`; nothing is reported for one in which nothing was served. */
  private loadBefore(service: Service, hour: bigint, factor: bigint, reporters: readonly Reporter[]) {
    const served = this.servedIn.get(`${service} ${hour / HOUR - 1n}`) ?? 0n
    const utilisation = utilisationOf(this.seed, service, hour, factor)
    const reports = shareOut({ service, served, utilisation, reporters, end: hour })
    if (reports.length === 0) return { served, load: null }
    this.reported.push(...reports.map(({ isAlive: _, ...report }) => report))
    const all = { service, served, ...sumOf(reports) }
    this.loads.set(hour - HOUR, [...this.loadIn(hour - HOUR), all])
    const alive = reports.filter(({ isAlive }) => isAlive)
    return { served, load: { service, ...sumOf(alive), reporters: alive.length, newest: dateOf(hour) } }
  }
}

type Hour = { service: Service; served: bigint; utilisation: bigint; reporters: readonly Reporter[]; end: bigint }

/** What each provider could have served in an hour, so that all of it gives the utilisation; nothing when nothing was served. */
export function shareOut({ service, served, utilisation, reporters, end }: Hour): (Report & { isAlive: boolean })[] {
  const weights = reporters.reduce((sum, { provider }) => sum + provider.weight, 0n)
  if (served === 0n || weights === 0n) return []
  const waiting = utilisation >= QUEUES ? served / 20n : 0n
  const offered = ((served + waiting) * PPM) / utilisation + 1n
  return reporters.map(({ provider, isAlive }) => ({
    isAlive,
    service,
    provider: provider.actor.address.toLowerCase() as Address,
    at: dateOf(end),
    capacity: (offered * provider.weight) / weights,
    queued: (waiting * provider.weight) / weights,
  }))
}

/** How much of what there is was wanted in the hour that ends at a time, ppm: more by day, less when it is dear. */
export function utilisationOf(seed: number, service: Service, end: bigint, factor: bigint): bigint {
  const apart = (end / HOUR + 24n - BUSIEST_HOUR) % 24n
  const fromBusiest = lesser(apart, 24n - apart)
  const wave = SWING - (2n * SWING * fromBusiest) / 12n
  const noise = randomOf(seed, 'load', service, Number(end)).between(-NOISE, NOISE)
  const leaning = randomOf(seed, 'leaning', service, Number(epochOf(end))).between(-LEANING, LEANING)
  const wanted = 600_000n + wave + BigInt(noise + leaning) - (factor - PPM) / ELASTICITY
  return lesser(greater(wanted, LEAST), MOST)
}

const sumOf = (reports: readonly Report[]) => ({
  queued: reports.reduce((sum, { queued }) => sum + queued, 0n),
  capacity: reports.reduce((sum, { capacity }) => sum + capacity, 0n),
})
