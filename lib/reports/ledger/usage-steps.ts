import type { Debtor, NotedReceipt, ServedDay } from '../../db/served-rows'
import type { Deferred } from '../../domain/deferred'
import type { Entry, JournalId, Pair } from '../../domain/journal'
import { lesser } from '../../domain/money'
import { NANO_PER_MICRO, nanoOfMicro } from '../../domain/nano-usd'
import { secondsOf } from '../../domain/time'
import type { Ordered } from './chain-steps'

export const noon = (day: string): bigint => secondsOf(new Date(`${day}T12:00:00Z`))

export function booked(
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
export type Notes = { open: Map<string, bigint>; used: { account: string; day: string; nano: bigint }[] }

export function notesOf(receipts: readonly NotedReceipt[]): Notes {
  const notes: Notes = { open: new Map(), used: [] }
  for (const { account, day, kind, nano } of receipts) {
    const open = notes.open.get(account) ?? 0n
    const used = kind === 'credit_note' ? -nano : lesser(open, nano)
    notes.open.set(account, open - used)
    if (used > 0n) notes.used.push({ account, day, nano: used })
  }
  return notes
}

function usedByDay({ used }: Notes): Map<string, bigint> {
  const days = new Map<string, bigint>()
  for (const { day, nano } of used) days.set(day, (days.get(day) ?? 0n) + nano)
  return days
}

/** Usage served (J5a), and credit notes as they are given and used up (J13), by day. */
export function servedSteps(days: readonly ServedDay[], notes: Notes): Ordered[] {
  const sums = new Map<string, { day: string; original: string | null; charge: bigint; given: bigint }>()
  for (const { day, originalPeriod: original, charge, notes: given } of days) {
    const key = `${day} ${original ?? ''}`
    const sum = sums.get(key) ?? { day, original, charge: 0n, given: 0n }
    sums.set(key, { ...sum, charge: sum.charge + charge, given: sum.given + given })
  }
  const served = [...sums.values()].flatMap(({ day, original: originalPeriod, charge, given }) => {
    const more = { ref: `${day} usage`, originalPeriod }
    return [
      ...booked('J5a', noon(day), 'Usage served', [{ debit: '1200', credit: '4200', nano: charge }], more),
      ...booked('J13', noon(day), 'Credit notes given', [{ debit: '4200', credit: '2500', nano: given }], more),
    ]
  })
  const used = [...usedByDay(notes)].flatMap(([day, nano]) => [
    ...booked('J5a', noon(day), 'Usage that credit notes covered', [{ debit: '4200', credit: '1200', nano }], {
      ref: `${day} usage`,
    }),
    ...booked('J13', noon(day), 'Credit notes used up', [{ debit: '2500', credit: '4200', nano }], {
      ref: `${day} usage`,
    }),
  ])
  return [...served, ...used]
}

/** What is owed for usage before a day, without credits to pay it: nano-USD. Notes that later usage used up pay nothing of it. */
export const uncollectible = (debtors: readonly Debtor[], { used }: Notes, before: string): bigint =>
  debtors.reduce((sum, { account, old, settled }) => {
    const covered = used
      .filter((one) => one.account === account && one.day < before)
      .reduce((all, { nano }) => all + nano, 0n)
    const debt = old - covered - settled * NANO_PER_MICRO
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
