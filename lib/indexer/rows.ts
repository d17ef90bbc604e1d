import type * as schema from '../db/schema'
import { CATEGORIES, type Category } from '../domain/buckets'
import { mulDivCeil, quoteCxpt } from '../domain/money'
import { dateOf } from '../domain/time'
import { classify } from './classify'
import { toJson } from './decode'
import type { AddressBook, Hex } from './deployment'
import { isOf, type KnownEvent, type LedgerEvent, type Position } from './events'
import { LedgerError } from './ledger-error'
import type { Allocation, RewardState } from './reward-state'

/** What the meaning of the next event depends on. `price`: last posted, WAD; 0 before the first. `splitVersion`: 0 before the first. */
export type LedgerState = { rewards: RewardState; price: bigint; splitVersion: number }

type Insert<T extends keyof typeof schema> = (typeof schema)[T] extends { $inferInsert: infer R } ? R : never

export type EventRow = Insert<'events'>

/** What a list of transactions adds to the ledger beside its events, table by table. */
export type Rows = {
  movements: Insert<'movements'>[]
  payments: Insert<'payments'>[]
  distributions: Insert<'distributions'>[]
  splits: Insert<'splits'>[]
  prices: Insert<'prices'>[]
  periods: Insert<'periods'>[]
  tranches: Insert<'tranches'>[]
  roots: Insert<'roots'>[]
  claims: Insert<'claims'>[]
  operations: Insert<'operations'>[]
  cancelledTranches: { id: number; block: bigint }[]
  endedOperations: {
    operationId: Hex
    nonce: number
    as: 'executed' | 'cancelled'
    block: bigint
    time: Date
    tx: Hex
  }[]
}

const emptyRows = (): Rows => ({
  movements: [],
  payments: [],
  distributions: [],
  splits: [],
  prices: [],
  periods: [],
  tranches: [],
  roots: [],
  claims: [],
  operations: [],
  cancelledTranches: [],
  endedOperations: [],
})

type Where = Pick<Insert<'events'>, 'chainId' | 'blockNumber' | 'logIndex' | 'blockTime' | 'txHash'>

function categoryOf(index: number): Category {
  const category = CATEGORIES[index]
  if (!category) throw new LedgerError(`there is no reward category ${index}`)
  return category
}

/** The smallest price at which `usd` micro-USD cost `paid` wei: where a feed, not the post, was in force and no event says so. */
const impliedPrice = (usd: bigint, paid: bigint): bigint => mulDivCeil(usd, 10n ** 30n, paid)

/** `ref` of a charge: plan << 32 | index (contracts.md §3.3). */
function readRef(ref: Hex): { plan: number; periodIndex: number } {
  const value = BigInt(ref)
  return { plan: Number((value >> 32n) & 0xffff_ffffn), periodIndex: Number(value & 0xffff_ffffn) }
}

/** Collects rows of consecutive transactions on top of `state`, which is carried from one to the next. */
export class Collector {
  rows = emptyRows()
  /** Settled entries of the transaction at hand that wait for their batch, which names the price. */
  private unpriced: Insert<'payments'>[] = []
  /** Running index of the last charge of the transaction at hand: an upgrade does not name it. */
  private chargedIndex: number | undefined
  /** The logs of a block share one date. */
  private time = { seconds: 0n, date: dateOf(0n) }

  constructor(
    private readonly chainId: number,
    private readonly book: AddressBook,
    private state: LedgerState,
  ) {}

  /**
   * The rows of `events` (in chain order, whole transactions), one at a time: an event is written while the next ones are understood. When all
   * are taken, `rows` holds the rest of what they mean.
   */
  *take(events: readonly LedgerEvent[]): Generator<EventRow> {
    let start = 0
    while (start < events.length) {
      const tx = events[start]?.txHash
      let end = start + 1
      while (end < events.length && events[end]?.txHash === tx) end += 1
      yield* this.add(events.slice(start, end))
      start = end
    }
  }

  /** The rows so far; those of what is taken next begin anew. */
  drain(): Rows {
    const { rows } = this
    this.rows = emptyRows()
    return rows
  }

  private add(transaction: readonly LedgerEvent[]): EventRow[] {
    const { entries, state, allocations } = classify(transaction, this.state.rewards, this.book)
    this.state = { ...this.state, rewards: state }
    this.chargedIndex = undefined
    const byIndex = new Map<number, Where>()
    const eventRows: EventRow[] = []
    for (const event of transaction) {
      const where = this.whereOf(event)
      byIndex.set(event.logIndex, where)
      eventRows.push({
        chainId: where.chainId,
        blockNumber: where.blockNumber,
        logIndex: where.logIndex,
        blockTime: where.blockTime,
        txHash: where.txHash,
        txIndex: event.txIndex,
        contract: event.contract,
        name: event.name,
        args: toJson(event.args ?? {}) as Record<string, unknown>,
        addresses: event.addresses,
      })
      this.addTyped(event, where, allocations)
    }
    if (this.unpriced.length > 0) throw new LedgerError(`a settlement without its batch in ${transaction[0]?.txHash}`)
    for (const { logIndex, seq, kind, from, to, amount } of entries) {
      const where = byIndex.get(logIndex)
      if (!where) throw new LedgerError(`an entry of log ${logIndex}, which is not there`)
      this.rows.movements.push({
        chainId: where.chainId,
        blockNumber: where.blockNumber,
        logIndex: where.logIndex,
        blockTime: where.blockTime,
        txHash: where.txHash,
        seq,
        kind,
        fromBucket: from.bucket,
        fromOwner: from.owner,
        toBucket: to.bucket,
        toOwner: to.owner,
        amount,
      })
    }
    return eventRows
  }

  private whereOf({ blockNumber, logIndex, blockTime, txHash }: Position): Where {
    if (this.time.seconds !== blockTime) this.time = { seconds: blockTime, date: dateOf(blockTime) }
    return { chainId: this.chainId, blockNumber, logIndex, blockTime: this.time.date, txHash }
  }

  private addTyped(event: LedgerEvent, where: Where, allocations: Map<number, Allocation>): void {
    if (isOf(event, 'Vault')) this.addVault(event, where)
    else if (isOf(event, 'Subscriptions')) this.addPeriod(event, where)
    else if (isOf(event, 'Rewards')) this.addReward(event, where, allocations.get(event.logIndex))
    else if (isOf(event, 'PriceOracle')) this.addPrice(event, where)
    else if (isOf(event, 'AccessManager')) this.addOperation(event, where)
  }

  private addVault(event: KnownEvent<'Vault'>, where: Where): void {
    switch (event.name) {
      case 'Settled': {
        const { user, usd, amount } = event.args
        this.unpriced.push({ ...where, kind: 'settled', account: user, usd, amount, price: 0n })
        return
      }
      case 'Batch': {
        const { price } = event.args
        this.rows.payments.push(...this.unpriced.map((payment) => ({ ...payment, price })))
        this.unpriced = []
        return
      }
      case 'Charged': {
        const { user, usd, paid, ref } = event.args
        const isPosted = this.state.price > 0n && quoteCxpt(usd, this.state.price) === paid
        const price = isPosted ? this.state.price : impliedPrice(usd, paid)
        const { plan, periodIndex } = readRef(ref)
        this.chargedIndex = periodIndex
        this.rows.payments.push({
          ...where,
          kind: 'charged',
          account: user,
          usd,
          amount: paid,
          price,
          plan,
          periodIndex,
        })
        return
      }
      case 'Distributed': {
        const { burn, protocol, operations, provider } = event.args
        const total = burn + protocol + operations + provider
        const { splitVersion } = this.state
        this.rows.distributions.push({ ...where, total, burn, protocol, operations, provider, splitVersion })
        return
      }
      case 'SplitSet': {
        this.state = { ...this.state, splitVersion: this.state.splitVersion + 1 }
        this.rows.splits.push({ ...where, version: this.state.splitVersion, ...event.args.split })
      }
    }
  }

  private addPeriod(event: KnownEvent<'Subscriptions'>, where: Where): void {
    if (event.name === 'Subscribed' || event.name === 'Renewed') {
      const { user, plan, index, start, end, paid } = event.args
      const kind = event.name === 'Subscribed' ? 'subscribed' : 'renewed'
      const period = { periodIndex: Number(index), startsAt: dateOf(start), endsAt: dateOf(end) }
      this.rows.periods.push({ ...where, kind, account: user, plan, ...period, paid })
    } else if (event.name === 'Upgraded') {
      const { user, from, to, paid } = event.args
      const upgrade = { plan: to, fromPlan: from, periodIndex: this.chargedIndex, paid }
      this.rows.periods.push({ ...where, kind: 'upgraded', account: user, ...upgrade })
    }
  }

  private addReward(event: KnownEvent<'Rewards'>, where: Where, allocation: Allocation | undefined): void {
    switch (event.name) {
      case 'TrancheAdded': {
        const { id, start, end, amount } = event.args
        const times = { startsAt: dateOf(BigInt(start)), endsAt: dateOf(BigInt(end)) }
        this.rows.tranches.push({ ...where, id: Number(id), ...times, amount })
        return
      }
      case 'TrancheCancelled':
        this.rows.cancelledTranches.push({ id: Number(event.args.id), block: where.blockNumber })
        return
      case 'Proposed': {
        const { category, root, total, acceptAt, uri } = event.args
        const proposal = { root, total, acceptAt: dateOf(acceptAt), uri }
        this.rows.roots.push({ ...where, category: categoryOf(category), step: 'proposed', ...proposal })
        return
      }
      case 'Accepted': {
        const { category, root, total } = event.args
        if (!allocation) throw new LedgerError(`no allocation for the root ${root}`)
        const { fromPool, fromEmission, returned } = allocation
        const funding = { fromPool: fromPool - returned, fromEmission }
        this.rows.roots.push({ ...where, category: categoryOf(category), step: 'accepted', root, total, ...funding })
        return
      }
      case 'Vetoed':
      case 'Revoked': {
        const { category, root } = event.args
        const step = event.name === 'Vetoed' ? 'vetoed' : 'revoked'
        this.rows.roots.push({ ...where, category: categoryOf(category), step, root })
        return
      }
      case 'Claimed': {
        const { category, account, amount, cumulative } = event.args
        this.rows.claims.push({ ...where, category: categoryOf(category), account, amount, cumulative })
      }
    }
  }

  private addPrice(event: KnownEvent<'PriceOracle'>, where: Where): void {
    if (event.name !== 'Posted' && event.name !== 'Reset') return
    const { price } = event.args
    this.state = { ...this.state, price }
    this.rows.prices.push({ ...where, kind: event.name === 'Posted' ? 'posted' : 'reset', price })
  }

  private addOperation(event: KnownEvent<'AccessManager'>, where: Where): void {
    if (event.name === 'OperationScheduled') {
      const { operationId, nonce, schedule, caller, target, data } = event.args
      const readyAt = dateOf(BigInt(schedule))
      this.rows.operations.push({ ...where, operationId, nonce, caller, target, data, readyAt })
    } else if (event.name === 'OperationExecuted' || event.name === 'OperationCanceled') {
      const { operationId, nonce } = event.args
      const as = event.name === 'OperationExecuted' ? 'executed' : 'cancelled'
      const end = { block: where.blockNumber, time: where.blockTime, tx: where.txHash }
      this.rows.endedOperations.push({ operationId, nonce, as, ...end })
    }
  }
}
