import { CATEGORIES, type Movement, TREASURY_BUCKETS } from '../domain/buckets'
import { CXPT } from '../domain/units'
import { type Account, type AddressBook, type Hex, ZERO } from './deployment'
import type { KnownEvent } from './events'
import { LedgerError } from './ledger-error'
import { type Allocation, acceptTotal, migrateAll, type RewardState } from './reward-state'

export type Token = { from: Hex; to: Hex; value: bigint }
/** What one event of ours means: entries, and the physical token transfers that carry them. */
export type Meaning = { moves: Movement[]; expects: Token[]; allocation?: Allocation }
/** Which of its two ways out the vault is on: its calls to Treasury and Rewards do not say. */
export type VaultPays = 'distribution' | 'skim' | null

export type Context = {
  book: AddressBook
  state: RewardState
  vaultPays: VaultPays
  vault: Hex
  treasury: Hex
  rewards: Hex
}

const NOTHING: Meaning = { moves: [], expects: [] }

const plain = (bucket: Account['bucket'], owner = ''): Account => ({ bucket, owner })

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new LedgerError(`enum value ${index} is not below ${list.length}`)
  return found
}
const treasuryBucket = (index: number) => plain(pick(TREASURY_BUCKETS, index))
const pool = (category: number) => plain('rewards_pool', pick(CATEGORIES, category))
const allocated = (category: number) => plain('rewards_allocated', pick(CATEGORIES, category))

const move = (kind: Movement['kind'], from: Account, to: Account, amount: bigint): Movement => ({
  kind,
  from,
  to,
  amount,
})
const booked = (...args: Parameters<typeof move>): Meaning => ({ moves: [move(...args)], expects: [] })
const carried = (entry: Movement, from: Hex, to: Hex): Meaning => ({
  moves: [entry],
  expects: [{ from, to, value: entry.amount }],
})

/** Somebody outside who pays in: our own holders never do by the events that ask for this. */
function payer(book: AddressBook, address: Hex): Account {
  if (book.holderOf(address)) throw new LedgerError(`${address} holds our buckets and cannot pay in like a user`)
  return book.accountOf(address)
}

/** How the vault pays after this event of its own. */
export function nextVaultPays(event: KnownEvent<'Vault'>, before: VaultPays): VaultPays {
  if (event.name === 'Distributed') return 'distribution'
  return event.name === 'Skimmed' ? 'skim' : before
}

export function readVault(event: KnownEvent<'Vault'>, { book, vault }: Context): Meaning {
  switch (event.name) {
    case 'Deposited': {
      const { from, to, amount } = event.args
      return carried(move('deposit', payer(book, from), plain('vault_credits', to), amount), from, vault)
    }
    case 'Withdrawn': {
      const { user, to, amount } = event.args
      return carried(move('withdrawal', plain('vault_credits', user), book.accountOf(to), amount), vault, to)
    }
    case 'Charged':
      return booked('charge', plain('vault_credits', event.args.user), plain('vault_revenue'), event.args.paid)
    case 'Settled':
      return booked('settlement', plain('vault_credits', event.args.user), plain('vault_revenue'), event.args.amount)
    case 'Distributed':
      // The other three shares are told by Treasury and Rewards, which receive them.
      return carried(move('burn', plain('vault_revenue'), plain('burned'), event.args.burn), vault, ZERO)
    default:
      return NOTHING
  }
}

export function readTreasury(event: KnownEvent<'Treasury'>, context: Context): Meaning {
  const { book, treasury, rewards } = context
  switch (event.name) {
    case 'Deposited': {
      const { bucket, from, amount } = event.args
      return carried(treasuryDeposit(treasuryBucket(bucket), from, amount, context), from, treasury)
    }
    case 'Withdrawn': {
      const { bucket, to, amount } = event.args
      return carried(move('treasury_withdrawal', treasuryBucket(bucket), book.accountOf(to), amount), treasury, to)
    }
    case 'Funded': {
      const { bucket, category, amount } = event.args
      return carried(move('fund', treasuryBucket(bucket), pool(category), amount), treasury, rewards)
    }
    case 'Moved': {
      const { from, to, amount } = event.args
      return booked('treasury_move', treasuryBucket(from), treasuryBucket(to), amount)
    }
    case 'Skimmed':
      return booked('skim', plain('donations', 'treasury'), plain('protocol'), event.args.amount)
    default:
      return NOTHING
  }
}

function treasuryDeposit(to: Account, from: Hex, amount: bigint, { book, vault, vaultPays }: Context): Movement {
  if (from !== vault) return move('treasury_deposit', payer(book, from), to, amount)
  if (vaultPays === 'skim') return move('skim', plain('donations', 'vault'), to, amount)
  if (vaultPays === null) throw new LedgerError('the vault paid the treasury outside a distribution and a skim')
  if (to.bucket === 'protocol') return move('protocol_share', plain('vault_revenue'), to, amount)
  if (to.bucket === 'operations') return move('operations_share', plain('vault_revenue'), to, amount)
  throw new LedgerError(`a distribution paid into ${to.bucket}`)
}

export function readRewards(event: KnownEvent<'Rewards'>, context: Context): Meaning {
  const { book, rewards, state } = context
  switch (event.name) {
    case 'Funded':
      return readFunded(event.args, context)
    case 'Accepted': {
      const { category, total } = event.args
      const allocation = acceptTotal(state, pick(CATEGORIES, category), total)
      const moves = [
        move('allocate', pool(category), allocated(category), allocation.fromPool),
        move('allocate', plain('rewards_emission'), allocated(category), allocation.fromEmission),
        move('deallocate', allocated(category), pool(category), allocation.returned),
      ]
      return { moves, expects: [], allocation }
    }
    case 'Claimed': {
      const { category, account, amount } = event.args
      return carried(move('claim', allocated(category), book.accountOf(account), amount), rewards, account)
    }
    case 'Defunded': {
      const { category, to, amount } = event.args
      return carried(move('defund', pool(category), book.accountOf(to), amount), rewards, to)
    }
    case 'Migrated': {
      const { to, amount } = event.args
      const sources = migrateAll(state, amount)
      const moves = sources.map((source) => move('migrate', source.from, book.accountOf(to), source.amount))
      return { moves, expects: [{ from: rewards, to, value: amount }] }
    }
    default:
      return NOTHING
  }
}

function readFunded({ category, from, amount }: { category: number; from: Hex; amount: bigint }, context: Context) {
  const { book, vault, treasury, rewards, vaultPays } = context
  // The treasury's own event has said which bucket paid, and announced the transfer.
  if (from === treasury) return NOTHING
  if (from !== vault) return carried(move('fund', payer(book, from), pool(category), amount), from, rewards)
  if (vaultPays !== 'distribution') throw new LedgerError('the vault funded rewards outside a distribution')
  return carried(move('provider_share', plain('vault_revenue'), pool(category), amount), from, rewards)
}

/** A transfer that no event of ours announced. */
export function readTransfer({ from, to, value }: Token, context: Context): Movement[] {
  const { book } = context
  if (from === ZERO) return readMint(to, value, context)
  const holder = book.holderOf(from)
  const source = holder ? plain('unclassified', holder) : book.accountOf(from)
  const target = to === ZERO ? plain('burned') : book.accountOf(to)
  if (holder) return [move('unexplained', source, target, value)]
  if (to === ZERO) return [move('burn', source, target, value)]
  return [move(target.bucket === 'donations' ? 'donation' : 'transfer', source, target, value)]
}

/** The two mints of the token's constructor; there is no other way to mint. */
function readMint(to: Hex, value: bigint, { treasury, rewards }: Context): Movement[] {
  const genesis = (bucket: Account['bucket'], amount: bigint) =>
    move('genesis', plain('genesis'), plain(bucket), amount * CXPT)
  if (to === treasury && value === 520_000_000n * CXPT) {
    return [genesis('reserve', 300_000_000n), genesis('operations', 150_000_000n), genesis('liquidity', 70_000_000n)]
  }
  if (to === rewards && value === 480_000_000n * CXPT) return [genesis('rewards_emission', 480_000_000n)]
  throw new LedgerError(`a mint of ${value} wei to ${to} is not genesis`)
}
