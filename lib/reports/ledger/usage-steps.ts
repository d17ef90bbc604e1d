import type { Debtor, NotedReceipt, ServedDay } from '../../db/served-rows'
import type { Deferred } from '../../domain/deferred'
import type { Entry, JournalId, Pair } from '../../domain/journal'
import { lesser } from '../../domain/money'
import { NANO_PER_MICRO, nanoOfMicro } from '../../domain/nano-usd'
import { secondsOf } from '../../domain/time'
import type { Ordered } from './chain-steps'

const noon = (day: string): bigint => secondsOf(new Date(`${day}T12:00:00Z`))

function booked(
  journal: JournalId,
  at: bigint,
  memo: string,
  pairs: readonly Pair[],
  more: Partial<Entry> = {},
): Ordered[] {
  const left = pairs.filter(({ nano }) => nano !== 0n)
  if (left.length === 0) return []
  const entry: Entry = { journal, at, ref: '', memo, originalPeriod: null, ...more, pairs: left }
  return [{ at, block: 0n, logIndex: 0, seq: 0, step: { do: 'booked', entry } }]
}

/** Credit notes of an account still open, and what of them was used up on each day: in the order of the meter. nano-USD. */
export type Notes = { open: Map<string, bigint>; usedBy: Map<string, bigint>; usedOn: Map<string, bigint> }

export function notesOf(receipts: readonly NotedReceipt[]): Notes {
  const notes: Notes = { open: new Map(), usedBy: new Map(), usedOn: new Map() }
  const add = (to: Map<string, bigint>, key: string, nano: bigint) => to.set(key, (to.get(key) ?? 0n) + nano)
  for (const { account, day, kind, nano } of receipts) {
    if (kind === 'credit_note') add(notes.open, account, nano)
    else {
      const used = lesser(notes.open.get(account) ?? 0n, nano)
      if (used === 0n) continue
      add(notes.open, account, -used)
      add(notes.usedBy, account, used)
      add(notes.usedOn, day, used)
    }
  }
  return notes
}

/** Usage served (J5a), and credit notes as they are given and used up (J13), by day. */
export function servedSteps(days: readonly ServedDay[], { usedOn }: Notes): Ordered[] {
  const sums = new Map<string, { day: string; original: string | null; charge: bigint; notes: bigint }>()
  for (const { day, originalPeriod: original, charge, notes } of days) {
    const key = `${day} ${original ?? ''}`
    const sum = sums.get(key) ?? { day, original, charge: 0n, notes: 0n }
    sums.set(key, { ...sum, charge: sum.charge + charge, notes: sum.notes + notes })
  }
  const served = [...sums.values()].flatMap(({ day, original: originalPeriod, charge, notes }) => {
    const more = { ref: `${day} usage`, originalPeriod }
    return [
      ...booked('J5a', noon(day), 'Usage served', [{ debit: '1200', credit: '4200', nano: charge }], more),
      ...booked('J13', noon(day), 'Credit notes given', [{ debit: '4200', credit: '2500', nano: notes }], more),
    ]
  })
  const used = [...usedOn].flatMap(([day, nano]) => [
    ...booked('J5a', noon(day), 'Usage that credit notes covered', [{ debit: '4200', credit: '1200', nano }], {
      ref: `${day} usage`,
    }),
    ...booked('J13', noon(day), 'Credit notes used up', [{ debit: '2500', credit: '4200', nano }], {
      ref: `${day} usage`,
    }),
  ])
  return [...served, ...used]
}

/** What is old, owed and without credits to pay it: nano-USD. */
export const uncollectible = (debtors: readonly Debtor[], { usedBy }: Notes): bigint =>
  debtors.reduce((sum, { account, old, settled }) => {
    const debt = old - (usedBy.get(account) ?? 0n) - settled * NANO_PER_MICRO
    return debt > 0n ? sum + debt : sum
  }, 0n)

/** The allowance for bad debts stands at `after`: what it changed by is booked, either way. */
export const debtSteps = (before: bigint, after: bigint, at: bigint): Ordered[] =>
  booked('J5b', at, 'Debt older than 90 days without credits', [
    { debit: '6900', credit: '1200', nano: after - before },
  ])

/** What plans came to between two instants: used, carried, expired, layer by layer. */
export function deferredSteps(before: Deferred, after: Deferred, at: bigint): Ordered[] {
  const grown = (of: (deferred: Deferred) => bigint) => nanoOfMicro(of(after) - of(before))
  return [
    ...booked('J3', at, 'Allowance used', [
      { debit: '2110', credit: '4100', nano: grown(({ usedRolled }) => usedRolled.usd) },
      { debit: '2100', credit: '4100', nano: grown(({ used, usedRolled }) => used.usd - usedRolled.usd) },
    ]),
    ...booked('J3r', at, 'Allowance carried at period end', [
      { debit: '2100', credit: '2110', nano: grown(({ carried }) => carried.usd) },
    ]),
    ...booked('J4', at, 'Allowance expired', [
      { debit: '2110', credit: '4110', nano: grown(({ expiredRolled }) => expiredRolled.usd) },
      { debit: '2100', credit: '4110', nano: grown(({ expired, expiredRolled }) => expired.usd - expiredRolled.usd) },
    ]),
  ]
}
