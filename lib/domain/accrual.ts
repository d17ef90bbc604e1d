import type { Category, MovementKind } from './buckets'
import type { Account } from './chart'
import type { Entry, JournalId, Pair } from './journal'
import { fairValue, genesisPart, NO_TOKENS, type OwnTokens, plusTokens, takeTokens } from './own-tokens'

/** Where tokens are: a bucket of the supply ledger, and its owner where rewards and our wallets are told apart by it. */
export type Place = { bucket: string; owner: string }

/** What a treasury withdrawal is for (finance.md, sheet 14). */
export const PURPOSES = ['expense', 'sale', 'market operations', 'custody move'] as const
export type Purpose = (typeof PURPOSES)[number]

type At = { at: bigint; ref: string }

/** What changes the books, in order. Seconds, wei, nano-USD, prices as WAD. */
export type BookStep =
  /** Credits became vault revenue: at the USD of the contract's event. */
  | (At & { do: 'received'; kind: 'charged' | 'settled'; nano: bigint; wei: bigint; count: number })
  | (At & {
      do: 'moved'
      kind: MovementKind
      from: Place
      to: Place
      wei: bigint
      /** In force at the transaction; null before the first. */
      price: bigint | null
      purpose: Purpose | null
    })
  /** A root gave a category this much more, or less, at the price of the end of what it pays for. */
  | (At & { do: 'earned'; category: Category; wei: bigint; price: bigint | null; originalPeriod: string | null })
  | { do: 'booked'; entry: Entry }

type Owed = { wei: bigint; nano: bigint }

const ACCOUNT_OF_BUCKET: Readonly<Record<string, Account>> = {
  vault_revenue: '3900',
  reserve: '3920',
  operations: '3920',
  liquidity: '3920',
  protocol: '3920',
  treasury_external: '3920',
  rewards_pool: '3930',
  rewards_allocated: '3930',
  burned: '3910',
}
/** Ours, and without an amount in the books: genesis carries 0, a donation was never measured. */
const UNMEASURED: readonly string[] = ['rewards_emission', 'donations']

export const isOurs = ({ bucket }: Place): boolean =>
  (bucket in ACCOUNT_OF_BUCKET && bucket !== 'burned') || UNMEASURED.includes(bucket)

const OWED: Record<Category, { liability: Account; cost: Account; earned: JournalId; claimed: JournalId }> = {
  provider: { liability: '2300', cost: '5100', earned: 'J7', claimed: 'J8' },
  referral: { liability: '2400', cost: '6100', earned: 'J9r', claimed: 'J9c' },
  loyalty: { liability: '2410', cost: '4900', earned: 'J9', claimed: 'J9c' },
}

const MOVED: Partial<Record<MovementKind, JournalId>> = {
  burn: 'J6',
  protocol_share: 'J6',
  operations_share: 'J6',
  provider_share: 'J6',
  fund: 'J9f',
  allocate: 'J7q',
  deallocate: 'J7q',
  skim: 'J14',
}

const keyOf = ({ bucket, owner }: Place): string =>
  bucket === 'rewards_pool' || bucket === 'rewards_allocated' ? `${bucket} ${owner}` : bucket

/** Ledger U: applies steps in order and answers each with its entries. Every amount follows from the steps alone. */
export class Books {
  private readonly places = new Map<string, OwnTokens>()
  private readonly owed: Record<Category, Owed> = {
    provider: { wei: 0n, nano: 0n },
    referral: { wei: 0n, nano: 0n },
    loyalty: { wei: 0n, nano: 0n },
  }
  private worthless: string | null = null

  /** The first reference whose tokens had to be measured and no price was known: they are in the books with 0. Null when all had one. */
  get unpriced(): string | null {
    return this.worthless
  }

  apply(step: BookStep): Entry[] {
    if (step.do === 'booked') return [step.entry]
    if (step.do === 'received') return this.receive(step)
    if (step.do === 'earned') return this.earn(step)
    return this.move(step)
  }

  /** Own tokens in a bucket, owners together. */
  inBucket(bucket: string): OwnTokens {
    const own = [...this.places].filter(([key]) => key === bucket || key.startsWith(`${bucket} `))
    return own.reduce((sum, [, tokens]) => plusTokens(sum, tokens), NO_TOKENS)
  }

  owedTo = (category: Category): Owed => ({ ...this.owed[category] })

  private worth(wei: bigint, price: bigint | null, ref: string): bigint {
    if (price !== null) return fairValue(wei, price)
    if (wei > 0n) this.worthless ??= ref
    return 0n
  }

  private put(place: Place, tokens: OwnTokens): void {
    this.places.set(keyOf(place), plusTokens(this.places.get(keyOf(place)) ?? NO_TOKENS, tokens))
  }

  private take(place: Place, wei: bigint): OwnTokens {
    const { taken, left } = takeTokens(this.places.get(keyOf(place)) ?? NO_TOKENS, wei)
    this.places.set(keyOf(place), left)
    return taken
  }

  private receive({ kind, nano, wei, at, ref, count }: BookStep & { do: 'received' }): Entry[] {
    this.put({ bucket: 'vault_revenue', owner: '' }, { received: wei, carrying: nano, genesis: 0n })
    const [journal, credit] = kind === 'charged' ? (['J2', '2100'] as const) : (['J5', '1200'] as const)
    const memo = `${count} ${kind === 'charged' ? 'charges' : 'settlements'}`
    return [{ journal, at, ref, memo, originalPeriod: null, pairs: [{ debit: '3900', credit, nano }] }]
  }

  private earn({ category, wei, price, at, ref, originalPeriod }: BookStep & { do: 'earned' }): Entry[] {
    const { liability, cost, earned } = OWED[category]
    if (wei < 0n) {
      const nano = this.release(category, -wei)
      const pairs = [{ debit: liability, credit: cost, nano }]
      return [{ journal: 'J9x', at, ref, memo: `${category} rewards taken back`, originalPeriod, pairs }]
    }
    const nano = this.worth(wei, price, ref)
    const owed = this.owed[category]
    this.owed[category] = { wei: owed.wei + wei, nano: owed.nano + nano }
    const pairs = [{ debit: cost, credit: liability, nano }]
    return [{ journal: earned, at, ref, memo: `${category} rewards earned`, originalPeriod, pairs }]
  }

  /** What is owed for so many wei, at the average of all that is owed in the category. */
  private release(category: Category, wei: bigint): bigint {
    const { wei: all, nano } = this.owed[category]
    if (wei > all) throw new RangeError(`${wei} wei of ${category} rewards where ${all} are owed`)
    const part = all === 0n ? 0n : (nano * wei) / all
    this.owed[category] = { wei: all - wei, nano: nano - part }
    return part
  }

  private move(step: BookStep & { do: 'moved' }): Entry[] {
    const { kind, from, to, wei } = step
    if (kind === 'genesis') {
      this.put(to, { received: 0n, carrying: 0n, genesis: wei })
      return []
    }
    if (!isOurs(from)) {
      // Nobody paid us with it: it carries nothing.
      if (isOurs(to)) this.put(to, { received: wei, carrying: 0n, genesis: 0n })
      return []
    }
    if (kind === 'claim') return this.claim(step)
    if (isOurs(to) || to.bucket === 'burned') return this.moveInside(step)
    return this.spend(step)
  }

  private moveInside({ kind, from, to, wei, at, ref }: BookStep & { do: 'moved' }): Entry[] {
    const tokens = this.take(from, wei)
    if (to.bucket !== 'burned') this.put(to, tokens)
    const [debit, credit] = [ACCOUNT_OF_BUCKET[to.bucket], ACCOUNT_OF_BUCKET[from.bucket]]
    if (!debit || !credit || debit === credit || tokens.carrying === 0n) return []
    const pairs = [{ debit, credit, nano: tokens.carrying }]
    return [
      { journal: MOVED[kind] ?? 'J11m', at, ref, memo: `${from.bucket} to ${to.bucket}`, originalPeriod: null, pairs },
    ]
  }

  /** A claim takes the revenue-funded part at its carrying amount, the emission-funded one at what was accrued for it; the rest is a difference. */
  private claim({ from, wei, price, at, ref }: BookStep & { do: 'moved' }): Entry[] {
    const category = from.owner as Category
    const { liability, claimed } = OWED[category]
    const missing = wei - this.owed[category].wei
    const late =
      missing > 0n ? this.earn({ do: 'earned', category, wei: missing, price, at, ref, originalPeriod: null }) : []
    const accrued = this.release(category, wei)
    const tokens = this.take(from, wei)
    const pairs = outPairs(liability, '3930', accrued, tokens)
    return [...late, { journal: claimed, at, ref, memo: `${category} rewards claimed`, originalPeriod: null, pairs }]
  }

  private spend({ from, wei, price, purpose, at, ref }: BookStep & { do: 'moved' }): Entry[] {
    const tokens = this.take(from, wei)
    const credit = ACCOUNT_OF_BUCKET[from.bucket] ?? '3920'
    const place = `from ${from.bucket}`
    if (purpose === 'market operations' || purpose === 'custody move') {
      const pairs: Pair[] = [{ debit: '3950', credit, nano: tokens.carrying }]
      return [{ journal: 'J11m', at, ref, memo: `${purpose} ${place}`, originalPeriod: null, pairs }]
    }
    const [journal, debit] = purpose === 'sale' ? (['J12', '1100'] as const) : (['J11', '6300'] as const)
    const pairs = outPairs(debit, credit, this.worth(wei, price, ref), tokens)
    return [{ journal, at, ref, memo: `${purpose ?? 'purpose not stated,'} ${place}`, originalPeriod: null, pairs }]
  }
}

/** `amount` to `debit`; against it the carrying amount, the part issued from genesis, and what is left, of either sign. */
function outPairs(debit: Account, carried: Account, amount: bigint, taken: OwnTokens): Pair[] {
  const genesis = genesisPart(amount, taken)
  return [
    { debit, credit: carried, nano: taken.carrying },
    { debit, credit: '3940' as const, nano: genesis },
    { debit, credit: '3950' as const, nano: amount - taken.carrying - genesis },
  ].filter(({ nano }) => nano !== 0n)
}
