import { dateOf, HOUR } from '../../../lib/domain/time'
import { demandOfHour } from '../../../lib/rewards/demand'
import { curveFrom } from '../../../lib/rewards/epoch-points'
import type { KnotInput } from '../../../lib/rewards/inputs'
import type { PricePath } from './price-path'

/** A row of `demand_hours`, without its chain. */
export type HourDemand = ReturnType<typeof demandOfHour>[number]

const HOURS_A_DAY = 24

/** Demand hour by hour, by the product's own rule, from the first hour of the history on. */
export class DemandPath {
  private readonly hours: HourDemand[][] = []

  constructor(
    private readonly prices: PricePath,
    private readonly knots: readonly KnotInput[],
    private readonly start: bigint,
  ) {}

  /** Every hour that ended by a time. */
  completeTo(time: bigint): void {
    this.prices.completeTo(time)
    const curve = curveFrom(this.knots)
    for (let hour = this.next(); hour + HOUR <= time; hour = this.next()) {
      const recent = this.hours.slice(-HOURS_A_DAY).flat()
      this.hours.push(demandOfHour(dateOf(hour), this.prices.loadIn(hour), recent, curve))
    }
  }

  private next(): bigint {
    return this.start + BigInt(this.hours.length) * HOUR
  }

  /** Of the hours that began in [from, until), oldest first. */
  rowsIn(from: bigint, until: bigint): HourDemand[] {
    const [first, last] = [dateOf(from), dateOf(until)]
    return this.hours.flat().filter(({ hour }) => hour >= first && hour < last)
  }
}
