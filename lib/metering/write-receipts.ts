import type { PoolClient } from 'pg'
import { type Db, onTransaction } from '../db/connect'
import { copyIn } from '../db/copy'
import { LOCKS } from '../db/locks'
import { addMemberMonths } from '../db/member-rows'
import { type KeyOwner, lockMeters, ownersOfKeys, setUse, updateMeters } from '../db/metering-account-rows'
import {
  COPY_RECEIPTS,
  findReceipts,
  type NewReceipt,
  receiptLines,
  type StoredReceipt,
} from '../db/metering-receipt-rows'
import { addRefusals, type Refusal } from '../db/metering-refusal-rows'
import { addAllowanceDays, addKeyDays, addUsageDays } from '../db/metering-sum-rows'
import { chargeNano } from '../domain/price'
import { readAllowances } from './account-states'
import { type AccountState, applyUsage } from './meter'
import { placeOf } from './months'
import { PriceBook } from './price-book'
import type { ReceiptInput } from './receipt-input'
import { type ReceiptResult, resultOf, resultOfStored } from './receipt-result'
import { MemberSums, UsageSums } from './usage-sums'

/** A receipt of a gateway on its way to the database. */
export type Incoming = { gateway: string; input: ReceiptInput }

/** 23505 a request id that is there, 40P01 two writers that waited for each other over one: both look again and go on. */
const AGAIN = ['23505', '40P01']
const TRIES = 5

/** Writes receipts in one transaction, durable when it returns; one result each, in their order. Months must have their partitions. */
export async function writeReceipts(
  db: Db,
  chainId: number,
  incoming: readonly Incoming[],
  now: Date,
): Promise<ReceiptResult[]> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await onTransaction(db, (client) => new Batch(client, chainId, incoming, now).write(tried > 0))
    } catch (error) {
      if (tried === TRIES || !AGAIN.includes(stateOf(error))) throw error
    }
  }
}

const stateOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const idOf = (gateway: string, requestId: string) => `${gateway} ${requestId}`

/** Receipts that are metered while the database takes in those before them. */
const PART = 500

/** What a batch is judged by: the accounts, locked; what is stored already; prices; whose API keys they are. */
type Ground = {
  states: ReadonlyMap<string, AccountState>
  known: Map<string, StoredReceipt>
  book: PriceBook
  owners: ReadonlyMap<string, KeyOwner>
}

class Batch {
  private readonly results: ReceiptResult[] = []
  private readonly sums = new UsageSums()
  private readonly members = new MemberSums()
  private readonly touched = new Map<string, AccountState>()
  private readonly refusals = new Map<string, Refusal>()

  constructor(
    private readonly client: PoolClient,
    private readonly chainId: number,
    private readonly incoming: readonly Incoming[],
    private readonly now: Date,
  ) {}

  /** `isCareful`: look for every id first. Without it only for those that may lie in another month: the key finds the others. */
  async write(isCareful: boolean): Promise<ReceiptResult[]> {
    const { client, chainId, incoming } = this
    await client.query('select pg_advisory_xact_lock_shared($1)', [LOCKS.receipts])
    const accounts = [...new Set(incoming.map(({ input }) => input.account))].sort()
    const states = await this.lockStates(accounts)
    const known = await this.findKnown(isCareful)
    const book = await PriceBook.read(client, chainId, earliestOf(incoming))
    const owners = await ownersOfKeys(client, [...new Set(incoming.flatMap(({ input }) => input.apiKey ?? []))])
    await copyIn(client, COPY_RECEIPTS, this.lines({ states, known, book, owners }))
    await this.store()
    return this.results
  }

  /** Judges and meters all that came, a part at a time: the lines of what is accepted. */
  private *lines(ground: Ground): Generator<string> {
    const { chainId, incoming, now } = this
    for (let start = 0; start < incoming.length; start += PART) {
      const accepted: NewReceipt[] = []
      for (const item of incoming.slice(start, start + PART)) this.results.push(this.apply(item, ground, accepted))
      if (accepted.length > 0) yield receiptLines(chainId, accepted, now)
    }
  }

  private async lockStates(accounts: readonly string[]): Promise<Map<string, AccountState>> {
    const meters = await lockMeters(this.client, this.chainId, accounts, this.now)
    const allowances = await readAllowances(this.client, this.chainId, accounts)
    return new Map(
      meters.map(({ account, ...meter }) => {
        const { periods, used } = allowances.get(account) ?? { periods: [], used: new Map() }
        return [account, { meter, periods, used }]
      }),
    )
  }

  private async findKnown(isCareful: boolean): Promise<Map<string, StoredReceipt>> {
    const months = new Set<string>()
    const ids = this.incoming.flatMap(({ gateway, input }) => {
      const { month, neighbours } = placeOf(input.startedAt)
      if (!isCareful && neighbours.length === 0) return []
      for (const one of [month, ...neighbours]) months.add(one)
      return [{ gateway, requestId: input.requestId }]
    })
    const stored = await findReceipts(this.client, this.chainId, ids, [...months])
    return new Map(stored.map((receipt) => [idOf(receipt.gateway, receipt.requestId), receipt]))
  }

  /** Adds what it accepts to `accepted`, and to `known`, so that an id that comes twice in one batch is found. */
  private apply({ gateway, input }: Incoming, ground: Ground, accepted: NewReceipt[]): ReceiptResult {
    const { states, known, book, owners } = ground
    const { requestId, account, apiKey } = input
    const id = idOf(gateway, requestId)
    const stored = known.get(id)
    if (stored) return resultOfStored(input, stored)
    const state = states.get(account)
    const price = book.at(input.service, input.startedAt)
    if (!price || !state) return { requestId, status: 'refused', code: 'PRICE_UNKNOWN' }
    const held = apiKey === null ? undefined : owners.get(apiKey)
    if (apiKey !== null && held?.owner !== account) return { requestId, status: 'refused', code: 'API_KEY_WRONG' }
    const outcome = applyUsage(input, state, price.prices, price.phase)
    if (!outcome) return { requestId, status: 'refused', code: 'PRICE_ABOVE_MAX' }
    const { priority, ...metered } = outcome
    const { provider, service, inputUnits, outputUnits, startedAt, endedAt } = input
    const receipt: NewReceipt = {
      month: placeOf(startedAt).month,
      gateway,
      requestId,
      kind: 'usage',
      account,
      keyPrefix: apiKey,
      provider,
      service,
      inputUnits,
      outputUnits,
      startedAt,
      endedAt,
      ...metered,
      priceAt: price.row.at,
      priceInput: price.prices.input,
      priceOutput: price.prices.output,
      priceUnit: price.prices.unit,
      refersTo: null,
    }
    const { listInput, listOutput, unit } = price.row
    const listNano = chargeNano(input, { input: listInput, output: listOutput, unit })
    accepted.push(receipt)
    this.sums.add({ receipt, listNano })
    this.members.add(receipt, held)
    this.countUncharged(receipt, priority)
    this.touched.set(account, state)
    known.set(id, receipt)
    return resultOf('accepted', receipt)
  }

  /** What was served and not charged because the user had not agreed to pay: counted as demand that should have been refused. */
  private countUncharged({ reason, service, startedAt }: NewReceipt, priority: number): void {
    if (reason !== 'overage_off' && reason !== 'phase') return
    const { day } = placeOf(startedAt)
    const name = `${day} ${reason} ${service} ${priority}`
    const refusal = this.refusals.get(name) ?? { day, reason, service, priority, count: 0 }
    refusal.count += 1
    this.refusals.set(name, refusal)
  }

  private async store(): Promise<void> {
    const { client, chainId, touched, sums, members, now } = this
    if (touched.size === 0) return
    const meters = [...touched].map(([account, { meter }]) => ({ account, ...meter }))
    await updateMeters(client, chainId, meters, now)
    const use = [...touched].flatMap(([account, { used }]) =>
      [...used].map(([index, tokens]) => ({ account, index, used: tokens })),
    )
    await setUse(client, chainId, use)
    await addAllowanceDays(client, chainId, sums.allowanceDays())
    await addKeyDays(client, sums.keyDays())
    await addMemberMonths(client, members.months())
    await addUsageDays(client, chainId, sums.usageDays())
    await addRefusals(client, chainId, [...this.refusals.values()])
  }
}

const earliestOf = (incoming: readonly Incoming[]): Date =>
  new Date(incoming.reduce((first, { input }) => Math.min(first, input.startedAt.getTime()), 8.64e15))
