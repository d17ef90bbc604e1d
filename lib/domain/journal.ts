import type { Account } from './chart'
import { centsOf } from './nano-usd'

/** The journals of finance.md §3. */
export const JOURNALS = {
  J1: 'Credits loaded',
  J1w: 'Credits withdrawn',
  J2: 'Plans charged',
  J3: 'Allowance used',
  J3r: 'Allowance carried at period end',
  J4: 'Allowance expired',
  J5a: 'Usage served',
  J5: 'Usage settled',
  J5b: 'Debt older than 90 days without credits',
  J6: 'Distribution',
  J7: 'Provider rewards of an epoch',
  J7q: 'Rewards root accepted',
  J8: 'Provider rewards claimed',
  J9: 'Loyalty earned',
  J9r: 'Referral earned',
  J9f: 'Rewards funded',
  J9c: 'Loyalty or referral claimed',
  J9x: 'Rewards clawed back',
  J10: 'Network fees',
  J11: 'Treasury expense',
  J11m: 'Own CXPT moved',
  J12: 'Treasury sale',
  J13: 'Credit notes',
  J14: 'Surplus skimmed',
  J15: 'Adjustments',
} as const
export type JournalId = keyof typeof JOURNALS

/** One amount from an account to another, nano-USD: debit and credit are the same, so an entry balances by what it is. */
export type Pair = { debit: Account; credit: Account; nano: bigint }

export type Entry = {
  journal: JournalId
  /** Seconds: the day it is booked on. */
  at: bigint
  /** The transaction, or what else it comes from. */
  ref: string
  memo: string
  /** The month it belongs to by its event, when it came too late for that month's report. */
  originalPeriod: string | null
  pairs: readonly Pair[]
}

/** One side of an entry in cents: above zero. */
export type Posting = { account: Account; side: 'debit' | 'credit'; cents: bigint }
export type PostedEntry = Omit<Entry, 'pairs'> & { postings: readonly Posting[] }

/**
 * Turns amounts into cents: each pair of accounts posts the difference of its rounded cumulative amounts, so no cent is lost or found however
 * many entries there are, and every entry balances. An account stands in an entry once, on the side that is left.
 */
export class CentBook {
  private readonly sums = new Map<string, bigint>()
  private readonly balances = new Map<Account, bigint>()
  private readonly exactBalances = new Map<Account, bigint>()

  post({ pairs, ...entry }: Entry): PostedEntry {
    const nets = new Map<Account, bigint>()
    for (const { debit, credit, nano } of pairs) {
      add(this.exactBalances, debit, nano)
      add(this.exactBalances, credit, -nano)
      const cents = this.differenceOf(debit, credit, nano)
      add(nets, debit, cents)
      add(nets, credit, -cents)
    }
    const postings: Posting[] = []
    for (const [account, cents] of nets) {
      add(this.balances, account, cents)
      if (cents > 0n) postings.push({ account, side: 'debit', cents })
      if (cents < 0n) postings.push({ account, side: 'credit', cents: -cents })
    }
    return { ...entry, postings }
  }

  /** Debit less credit, cents, of every account that was ever used. */
  balance = (): Map<Account, bigint> => new Map(this.balances)

  /** The same in nano-USD, before any rounding: what sub-ledgers tie to. */
  exact = (): Map<Account, bigint> => new Map(this.exactBalances)

  private differenceOf(debit: Account, credit: Account, nano: bigint): bigint {
    const isTurned = credit < debit
    const key = isTurned ? `${credit} ${debit}` : `${debit} ${credit}`
    const before = this.sums.get(key) ?? 0n
    const after = before + (isTurned ? -nano : nano)
    this.sums.set(key, after)
    const cents = centsOf(after) - centsOf(before)
    return isTurned ? -cents : cents
  }
}

function add(sums: Map<Account, bigint>, account: Account, amount: bigint): void {
  sums.set(account, (sums.get(account) ?? 0n) + amount)
}
