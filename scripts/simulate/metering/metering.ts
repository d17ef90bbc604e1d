import type { Address } from 'viem'
import { chargeNano } from '../../../lib/domain/price'
import { dateOf } from '../../../lib/domain/time'
import { type PaidPeriod, periodAt, roomIn } from '../../../lib/metering/allowance'
import { type AccountState, applyUsage } from '../../../lib/metering/meter'
import { placeOf } from '../../../lib/metering/months'
import type { Request, SimulatedReceipt } from './batch'
import type { PricePath } from './price-path'
import type { WorkBook } from './work-book'

const lower = (address: Address) => address.toLowerCase() as Address

/** The console's meter over the history: allowance first, then credits, by the product's own rules. */
export class Metering {
  private readonly states = new Map<Address, AccountState>()
  private pending: SimulatedReceipt[] = []
  private seq = 0n

  constructor(
    readonly prices: PricePath,
    private readonly work: WorkBook,
    /** Paid periods as they are now; the list of an account grows in place. */
    private readonly periodsOf: (user: Address) => readonly PaidPeriod[],
    /** Whether he lets credits pay for what his allowance does not cover. */
    readonly hasOverage: (user: Address) => boolean,
  ) {}

  /** Nano-USD ever charged. */
  chargedNano(user: Address): bigint {
    return this.states.get(user)?.meter.chargedNano ?? 0n
  }

  /** Tokens of the allowance left at a time; 0 outside a paid period. */
  roomOf(user: Address, time: bigint): bigint {
    const { periods, used } = this.stateOf(user)
    const period = periodAt(periods, dateOf(time))
    if (!period) return 0n
    const { rolled, fresh } = roomIn(periods, used, period.index)
    return rolled + fresh
  }

  add(request: Request): void {
    const { user, service, provider, gateway, requestId, inputUnits, outputUnits } = request
    const price = this.prices.at(service, request.startedAt)
    const startedAt = dateOf(request.startedAt)
    const facts = { service, inputUnits, outputUnits, startedAt, maxPrice: null }
    const outcome = applyUsage(facts, this.stateOf(user), price, 'FULL')
    if (!outcome) return
    const { priority: _, ...metered } = outcome
    this.prices.addServed(service, request.startedAt, inputUnits + outputUnits)
    this.work.add(request)
    this.seq += 1n
    this.pending.push({
      seq: this.seq,
      month: placeOf(startedAt).month,
      ...{ gateway, requestId, service, inputUnits, outputUnits, startedAt },
      endedAt: dateOf(request.endedAt),
      receivedAt: dateOf(request.receivedAt),
      kind: 'usage',
      account: lower(user),
      keyPrefix: null,
      provider: lower(provider),
      ...metered,
      priceAt: price.at,
      priceInput: price.input,
      priceOutput: price.output,
      priceUnit: price.unit,
      refersTo: null,
      listNano: chargeNano(request, { input: price.listInput, output: price.listOutput, unit: price.unit }),
    })
  }

  /** Receipts that are in no batch yet: for the next one. */
  take(): SimulatedReceipt[] {
    const receipts = this.pending
    this.pending = []
    return receipts
  }

  private stateOf(user: Address): AccountState {
    const known = this.states.get(user)
    if (known) return known
    const meter = { chargedNano: 0n, creditNano: 0n, overage: this.hasOverage(user) }
    const state = { meter, periods: this.periodsOf(user), used: new Map<number, bigint>() }
    this.states.set(user, state)
    return state
  }
}
