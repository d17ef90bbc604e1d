import type { PoolClient } from 'pg'
import { phasesOf } from '../db/metering-parameter-rows'
import { type PriceRow, pricesSince } from '../db/metering-price-rows'
import type { UnitPrices } from '../domain/price'
import { SERVICES, type Service } from '../domain/service'
import type { Phase } from './meter'

const PHASES: readonly Phase[] = ['TESTNET', 'MAINNET', 'FULL']

export type PriceInForce = { row: PriceRow; prices: UnitPrices; phase: Phase }

/** What a request costs, and in which phase it began. */
export class PriceBook {
  private constructor(
    private readonly prices: ReadonlyMap<string, PriceRow[]>,
    private readonly phases: readonly { at: Date; phase: number }[],
  ) {}

  /** For requests that began at `since` or later. */
  static async read(client: Pick<PoolClient, 'query'>, chainId: number, since: Date): Promise<PriceBook> {
    const prices = await pricesSince(client, chainId, since, SERVICES)
    return new PriceBook(prices, await phasesOf(client, chainId))
  }

  /** The newest price at or before the start; the first one for what began before there was any. Null without a price. */
  at(service: Service, startedAt: Date): PriceInForce | null {
    const rows = this.prices.get(service)
    const row = rows?.findLast(({ at }) => at <= startedAt) ?? rows?.[0]
    if (!row) return null
    const phase = this.phaseAt(startedAt)
    const prices = phase === 'TESTNET' ? { input: 0n, output: 0n, unit: row.unit } : row
    return { row, prices, phase }
  }

  phaseAt(time: Date): Phase {
    const number = this.phases.findLast(({ at }) => at <= time)?.phase ?? 0
    return PHASES[number] ?? 'TESTNET'
  }
}
