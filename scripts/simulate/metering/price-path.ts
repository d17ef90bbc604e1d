import { greater, lesser } from '../../../lib/domain/money'
import { SERVICES, type Service } from '../../../lib/domain/service'
import { dateOf, HOUR } from '../../../lib/domain/time'
import { PPM } from '../../../lib/domain/units'
import type { PriceRules } from '../../../lib/metering/parameters-at'
import { nextPrice } from '../../../lib/metering/prices'
import { randomOf } from '../prng'

/** A row of `service_prices`, without its chain. */
export type HourPrice = { at: Date } & ReturnType<typeof nextPrice>

const HOURS_A_DAY = 24
/** Utilisation swings around the target by this much over a day, and by chance; ppm. */
const SWING = 150_000n
const NOISE = 60_000
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
  /** The hour of the first row, seconds; null before anybody asked. */
  private first: bigint | null = null

  constructor(
    private readonly seed: number,
    private readonly rules: PriceRules,
    /** How many providers report at a time. */
    private readonly reportersAt: (time: bigint) => number,
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

  private priceHour(hour: bigint): void {
    const at = dateOf(hour)
    for (const rate of this.rules.card.rates) {
      const service = SERVICES.find((name) => name === rate.service)
      const list = service && this.byService.get(service)
      if (!list) throw new Error(`the rate card on chain has an unknown service ${rate.service}`)
      const last = list.at(-1) ?? null
      const dayEarlier = (list.at(-HOURS_A_DAY) ?? list[0])?.factor ?? PPM
      const seen = { ...this.loadBefore(service, hour, last?.factor ?? PPM), isFrozen: false }
      const row = { at, ...nextPrice({ rate, rules: this.rules, last, dayEarlier, seen, hour: at }) }
      list.push(row)
      this.rows.push(row)
    }
  }

  /** Of the hour that ends at `hour`; nothing is reported for one in which nothing was served. */
  private loadBefore(service: Service, hour: bigint, factor: bigint) {
    const served = this.servedIn.get(`${service} ${hour / HOUR - 1n}`) ?? 0n
    if (served === 0n) return { served, load: null }
    const utilisation = this.utilisationOf(service, hour, factor)
    const queued = utilisation >= QUEUES ? served / 20n : 0n
    const capacity = ((served + queued) * PPM) / utilisation + 1n
    return { served, load: { service, queued, capacity, reporters: this.reportersAt(hour), newest: dateOf(hour) } }
  }

  private utilisationOf(service: Service, hour: bigint, factor: bigint): bigint {
    const apart = (hour / HOUR + 24n - BUSIEST_HOUR) % 24n
    const fromBusiest = lesser(apart, 24n - apart)
    const wave = SWING - (2n * SWING * fromBusiest) / 12n
    const noise = BigInt(randomOf(this.seed, 'load', service, Number(hour)).between(-NOISE, NOISE))
    return lesser(greater(600_000n + wave + noise - (factor - PPM) / 4n, LEAST), MOST)
  }
}
