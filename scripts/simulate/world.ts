import { type Address, type Hex, zeroAddress } from 'viem'
import { type Month, monthOf } from '../../lib/domain/month'
import type { PriceRules } from '../../lib/metering/parameters-at'
import { epochParameters, type Told } from '../../lib/rewards/parameters'
import type { Actor } from './actor'
import { Agenda } from './calendar'
import type { Cast } from './cast'
import type { Batch } from './metering/batch'
import { DemandPath } from './metering/demand-path'
import type { GivenReason } from './metering/given-reason'
import { Metering } from './metering/metering'
import { Network } from './metering/network'
import { PricePath } from './metering/price-path'
import type { SimulatedRun } from './metering/simulated-run'
import { WorkBook } from './metering/work-book'
import { Refused } from './model/credits'
import type { Charge } from './model/periods'
import { State } from './model/state'
import type { System } from './system'

/** A transaction to be. `data` may have to be signed first (a permit). `gas` is its limit, fixed so that nothing is estimated. */
export type Call = { from: Actor; to: Address; data: Hex | (() => Promise<Hex>); gas: bigint; say: string }

/** Transactions that share one block, in order. */
export type Block = { time: bigint; calls: Call[] }

export type Act = (time: bigint) => void

/** Parameters in force, read from the chain. Amounts in wei. */
export type Terms = {
  prices: PriceRules
  /** Everything `Parameters` was told, in chain order. The simulation changes nothing of it. */
  told: readonly Told[]
}

/** What is needed to write a history, and what it wrote so far. Nothing here reads the chain or a clock. */
export class World {
  state = new State()
  readonly agenda = new Agenda<Act>()
  /** Micro-USD spent (settled and charged) by month and user. */
  readonly spendingOf = new Map<Month, Map<Address, bigint>>()
  /** What distributions gave the protocol, wei. */
  readonly protocolIn = new Map<Month, bigint>()
  /** Prices of CXPT as they were posted, oldest first. */
  readonly posted: { time: bigint; price: bigint }[] = []
  readonly referred = new Map<Address, { referrer: Address; time: bigint }>()
  readonly metering: Metering
  readonly network: Network
  readonly work: WorkBook
  readonly demand: DemandPath
  /** Why each operation of the history was scheduled, as its proposer would have written it in the console. */
  readonly reasons: GivenReason[] = []
  /** Runs of rewards that were closed, oldest first. */
  readonly runs: SimulatedRun[] = []
  /** Nobody else meters and publishes: only in a history. Afterwards the console does, and its worker settles. */
  isAlone = false
  /** The last block that there is, and when what is done now happens, seconds. */
  block = { number: 0n, time: 0n }
  now = 0n
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
    /** The last epoch that the history closes; null after the history. */
    lastEpoch: bigint | null = null,
  ) {
    this.network = new Network(seed, cast.providers, start, lastEpoch)
    this.work = new WorkBook(seed, cast.providers)
    const prices = new PricePath(seed, terms.prices, this.network)
    this.demand = new DemandPath(prices, epochParameters(terms.told).demand.value, start)
    const withOverage = new Set(
      [...cast.customers, cast.member].flatMap((one) => (one.overage ? one.actor.address : [])),
    )
    this.metering = new Metering(
      prices,
      this.work,
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
  }

  distribute(): void {
    const { protocol } = this.state.distribute()
    this.addProtocolShare(protocol, this.now)
  }

  addProtocolShare(wei: bigint, time: bigint): void {
    const month = monthOf(time)
    this.protocolIn.set(month, (this.protocolIn.get(month) ?? 0n) + wei)
  }

  /** Whoever was named first stays. */
  noteReferrer(user: Address): void {
    const { referrer } = this.state.periods.of(user)
    if (referrer === zeroAddress || this.referred.has(user)) return
    this.referred.set(user, { referrer, time: this.now })
  }

  /** Says what became of the newest run with a root. */
  markRun(root: Hex, state: SimulatedRun['state']): void {
    const run = this.runs.findLast((one) => one.root === root)
    if (run) run.state = state
  }

  /** Does everything that is due up to and including `until`, one block per instant at which something was sent. */
  *run(until: bigint): Generator<Block> {
    for (let next = this.agenda.take(until); next; next = this.agenda.take(until)) {
      const { time } = next
      this.do(next.what, time)
      for (let more = this.agenda.take(time); more; more = this.agenda.take(time)) this.do(more.what, time)
      const calls = this.taken()
      if (calls.length === 0) continue
      this.block = { number: this.block.number + 1n, time }
      yield { time, calls }
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
    this.now = time
    try {
      act(time)
    } catch (error) {
      if (!this.onRefused || !(error instanceof Refused)) throw error
      this.calls.length = before
      this.onRefused(error)
    }
  }
}
