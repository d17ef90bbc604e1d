import { HOLDER_BUCKETS, HOLDERS, type Holder, type Movement } from '../domain/buckets'
import { type Account, type AddressBook, type Hex, ZERO } from './deployment'
import { isOf, type LedgerEvent } from './events'
import { LedgerError } from './ledger-error'
import {
  type Context,
  type Meaning,
  nextVaultPays,
  readRewards,
  readTransfer,
  readTreasury,
  readVault,
  type Token,
} from './meaning'
import { type Allocation, noteMovement, type RewardState } from './reward-state'

/** A movement and where it belongs: the log that caused it, and its place among the movements of that log. */
export type Entry = Movement & { logIndex: number; seq: number }

export type Classified = {
  entries: Entry[]
  state: RewardState
  /** How each `Accepted` was funded, by log index. */
  allocations: Map<number, Allocation>
}

type Transfer = Token & { logIndex: number }

/** Transfers that events announced, by what they move. Equal ones are interchangeable. */
class Announced {
  private readonly counts = new Map<string, number>()

  add({ from, to, value }: Token): void {
    if (value === 0n) return
    const key = `${from} to ${to}: ${value} wei`
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  take({ from, to, value }: Token): boolean {
    const key = `${from} to ${to}: ${value} wei`
    const count = this.counts.get(key) ?? 0
    if (count > 1) this.counts.set(key, count - 1)
    else this.counts.delete(key)
    return count > 0
  }

  get missing(): string[] {
    return [...this.counts.keys()]
  }
}

function meaningOf(event: LedgerEvent, context: Context): Meaning | null {
  if (isOf(event, 'Vault')) {
    context.vaultPays = nextVaultPays(event, context.vaultPays)
    return readVault(event, context)
  }
  if (isOf(event, 'Treasury')) return readTreasury(event, context)
  if (isOf(event, 'Rewards')) return readRewards(event, context)
  return null
}

/** Entries of one log, without those of nothing; the reward state follows each. */
function record(logIndex: number, moves: readonly Movement[], context: Context): Entry[] {
  const entries: Entry[] = []
  for (const movement of moves) {
    if (movement.amount < 0n) throw new LedgerError(`${movement.kind} of ${movement.amount} wei at log ${logIndex}`)
    if (movement.amount === 0n) continue
    entries.push({ ...movement, logIndex, seq: entries.length })
    context.state = noteMovement(context.state, movement)
  }
  return entries
}

function transfersOf(events: readonly LedgerEvent[]): Transfer[] {
  return events.flatMap((event) => {
    if (!isOf(event, 'CXPT') || event.name !== 'Transfer' || event.args.value === 0n) return []
    return [{ from: event.args.from, to: event.args.to, value: event.args.value, logIndex: event.logIndex }]
  })
}

const HOLDER_ADDRESSES = new WeakMap<AddressBook, Pick<Context, Holder>>()

/** Addresses of the holders, looked up once for a book: this is asked for each transaction. */
function holderAddresses(book: AddressBook): Pick<Context, Holder> {
  const known = HOLDER_ADDRESSES.get(book)
  if (known) return known
  const find = (holder: Holder) => {
    const address = book.addresses.find((candidate) => book.holderOf(candidate) === holder)
    if (!address) throw new LedgerError(`the deployment names no ${holder}`)
    return address
  }
  const found = { vault: find('vault'), treasury: find('treasury'), rewards: find('rewards') }
  HOLDER_ADDRESSES.set(book, found)
  return found
}

const contextOf = (book: AddressBook, state: RewardState): Context => ({
  book,
  state,
  vaultPays: null,
  ...holderAddresses(book),
})

/** Net change of each holder by its token transfers must equal that of its accounts: donations and unclassified included. */
function assertHolders(transfers: readonly Transfer[], entries: readonly Entry[], book: AddressBook, tx: Hex): void {
  for (const holder of HOLDERS) {
    const buckets: readonly string[] = HOLDER_BUCKETS[holder]
    const isHeld = ({ bucket, owner }: Account) =>
      buckets.includes(bucket) || ((bucket === 'donations' || bucket === 'unclassified') && owner === holder)
    let physical = 0n
    for (const { from, to, value } of transfers) {
      if (book.holderOf(to) === holder) physical += value
      if (book.holderOf(from) === holder) physical -= value
    }
    let inLedger = 0n
    for (const { from, to, amount } of entries) {
      if (isHeld(to)) inLedger += amount
      if (isHeld(from)) inLedger -= amount
    }
    if (physical !== inLedger) {
      throw new LedgerError(`${holder}: its transfers make ${physical} wei, the ledger ${inLedger} wei, in ${tx}`)
    }
  }
}

/**
 * The logs of one transaction, in order, as balanced entries. Events of ours say what a movement means and announce the transfers
 * that carry it; a transfer that nothing announced is a donation, a transfer between outsiders, a burn, or unexplained. Throws
 * `LedgerError` when an announced transfer is missing or a holder does not tie to its transfers.
 */
export function classify(events: readonly LedgerEvent[], before: RewardState, book: AddressBook): Classified {
  const tx = events[0]?.txHash ?? ZERO
  const context = contextOf(book, before)
  const announced = new Announced()
  const allocations: Classified['allocations'] = new Map()
  const entries: Entry[] = []

  for (const event of events) {
    const meaning = meaningOf(event, context)
    if (!meaning) continue
    if (meaning.allocation) {
      context.state = { ...context.state, totals: meaning.allocation.totals }
      allocations.set(event.logIndex, meaning.allocation)
    }
    entries.push(...record(event.logIndex, meaning.moves, context))
    for (const token of meaning.expects) announced.add(token)
  }

  const transfers = transfersOf(events)
  for (const transfer of transfers) {
    if (announced.take(transfer)) continue
    entries.push(...record(transfer.logIndex, readTransfer(transfer, context), context))
  }

  if (announced.missing.length > 0) throw new LedgerError(`no transfer ${announced.missing.join(', ')} in ${tx}`)
  assertHolders(transfers, entries, book, tx)
  entries.sort((a, b) => a.logIndex - b.logIndex || a.seq - b.seq)
  return { entries, state: context.state, allocations }
}
