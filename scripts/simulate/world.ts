import type { Address, Hex } from 'viem'
import { epochOf } from '../../lib/domain/epoch'
import { type Month, monthOf } from '../../lib/domain/month'
import type { Tier } from '../../lib/domain/referral'
import type { PriceRules } from '../../lib/metering/parameters-at'
import type { Actor } from './actor'
import { Agenda } from './calendar'
import type { Cast } from './cast'
import type { Batch } from './metering/batch'
import { Metering } from './metering/metering'
import { PricePath } from './metering/price-path'
import { Refused } from './model/credits'
import type { Charge } from './model/periods'
import { State } from './model/state'
import { workingAt } from './providers'
import type { System } from './system'

/** A transaction to be. `data` may have to be signed first (a permit). `gas` is its limit, fixed so that nothing is estimated. */
export type Call = { from: Actor; to: Address; data: Hex | (() => Promise<Hex>); gas: bigint; say: string }

/** Transactions that share one block, in order. */
export type Block = { time: bigint; calls: Call[] }

export type Act = (time: bigint) => void

/** Parameters in force, read from the chain. Amounts in wei. */
export type Terms = {
  prices: PriceRules
  pointsRate: bigint
  epochPool: bigint
  referralTiers: readonly Tier[]
  loyaltyTiers: readonly Tier[]
  usageBonusTiers: readonly Tier[]
}

/** What is needed to write a history, and what it wrote so far. Nothing here reads the chain or a clock. */
export class World {
  state = new State()
  readonly agenda = new Agenda<Act>()
  /** Micro-USD spent (settled and charged) by month and user, by epoch and by everybody. */
  readonly spendingOf = new Map<Month, Map<Address, bigint>>()
  readonly spendingIn = new Map<bigint, bigint>()
  readonly metering: Metering
  /** Only a history meters by itself: afterwards the console does, and its worker settles. */
  isMetering = false
  /** The last block whose spending is in here, where others spend too; null: what is done here is all there is. */
  spendingUpTo: bigint | null = null
  /** Told of every settlement before its transaction is sent. */
  onBatch: ((batch: Batch) => void) | null = null
  /** Next nonce of EIP-2612 by owner. */
  readonly permitNonces = new Map<Address, bigint>()
  /** Accounts nothing is done for, not even what anyone may do. */
  readonly leavesAlone = new Set<Address>()
  /** Roots that were proposed, as 'category label': `provider epoch 2951`. */
  readonly published = new Set<string>()
  /** Where other people use the chain as well, an act may turn out to be impossible: it is left out. In a history that is a bug. */
  onRefused: ((error: Refused) => void) | null = null
  private calls: Call[] = []

  constructor(
    readonly system: System,
    readonly cast: Cast,
    readonly seed: number,
    /** 00:00 UTC of the first day. */
    readonly start: bigint,
    /** Length of the history that the price path is laid over, seconds. */
    readonly length: bigint,
    readonly terms: Terms,
  ) {
    const prices = new PricePath(seed, terms.prices, (time) => workingAt(cast.providers, start, time).length)
    const withOverage = new Set(
      [...cast.customers, cast.member].flatMap((one) => (one.overage ? one.actor.address : [])),
    )
    this.metering = new Metering(
      prices,
      (user) => this.state.periods.paidOf(user),
      (user) => withOverage.has(user),
    )
  }

  /** Days since the start, the first is 0. */
  dayAt(day: bigint, offset = 0n): bigint {
    return this.start + day * 86_400n + offset
  }

  send(call: Call): void {
    this.calls.push(call)
  }

  /** Of an act, unless spending is read from the chain. */
  spent(charge: Pick<Charge, 'user' | 'usd'>, time: bigint): void {
    if (this.spendingUpTo === null) this.addSpending(charge, time)
  }

  addSpending({ user, usd }: Pick<Charge, 'user' | 'usd'>, time: bigint): void {
    const month = monthOf(time)
    const users = this.spendingOf.get(month) ?? new Map<Address, bigint>()
    users.set(user, (users.get(user) ?? 0n) + usd)
    this.spendingOf.set(month, users)
    const epoch = epochOf(time)
    this.spendingIn.set(epoch, (this.spendingIn.get(epoch) ?? 0n) + usd)
  }

  /** Does everything that is due up to and including `until`, one block per instant at which something was sent. */
  *run(until: bigint): Generator<Block> {
    for (let next = this.agenda.take(until); next; next = this.agenda.take(until)) {
      const { time } = next
      this.do(next.what, time)
      for (let more = this.agenda.take(time); more; more = this.agenda.take(time)) this.do(more.what, time)
      const calls = this.taken()
      if (calls.length > 0) yield { time, calls }
    }
  }

  /** The transactions of one act at this moment, outside the agenda. */
  callsOf(act: Act, time: bigint): Call[] {
    this.do(act, time)
    return this.taken()
  }

  private taken(): Call[] {
    const calls = this.calls
    this.calls = []
    return calls
  }

  private do(act: Act, time: bigint): void {
    const before = this.calls.length
    try {
      act(time)
    } catch (error) {
      if (!this.onRefused || !(error instanceof Refused)) throw error
      this.calls.length = before
      this.onRefused(error)
    }
  }
}
