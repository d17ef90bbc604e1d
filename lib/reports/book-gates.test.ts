import { describe, expect, test } from 'vitest'
import { Books } from '../domain/accrual'
import type { Account } from '../domain/chart'
import { type BookFacts, bookGatesOf } from './book-gates'
import type { BookGateId } from './gate'
import type { MonthBooks } from './ledger/run'
import type { BalanceLine } from './sheet/customer-balances'
import type { RollForwardRow } from './sheet/supply-roll-forward'

const ENTRY = { journal: 'J2', at: 0n, ref: 'r', memo: '', originalPeriod: null } as const
const exact = (balances: Partial<Record<Account, bigint>>) => new Map(Object.entries(balances)) as Map<Account, bigint>
const books = new Books()
books.apply({
  ...{ do: 'moved', kind: 'genesis', from: { bucket: 'genesis', owner: '' }, to: { bucket: 'reserve', owner: '' } },
  ...{ wei: 7n, price: null, purpose: null, at: 0n, ref: '' },
})
books.apply({ do: 'earned', category: 'referral', wei: 4n, price: 1n, originalPeriod: null, at: 0n, ref: '' })

const LEDGER: MonthBooks = {
  entries: [],
  posted: [
    {
      ...ENTRY,
      postings: [
        { account: '3900', side: 'debit', cents: 5n },
        { account: '2100', side: 'credit', cents: 5n },
      ],
    },
  ],
  trial: [
    { account: '2100', opening: -1n, debit: 0n, credit: 5n, closing: -6n },
    { account: '3900', opening: 1n, debit: 5n, credit: 0n, closing: 6n },
  ],
  exact: {
    year: exact({}),
    opening: exact({ '4100': -10n, '4200': -5n }),
    closing: exact({ '2100': -60n, '2110': -20n, '2500': -3n, '4100': -30n, '4110': -1n, '4200': -9n }),
  },
  books,
}
const balance = (section: BalanceLine['section'], layer: string, amounts: Partial<BalanceLine>): BalanceLine => ({
  ...{ section, layer, account: 'all', line: 'closing', tokens: null, nano: null, wei: null },
  ...amounts,
})
const BALANCES = [
  balance('contract_liability', 'fresh', { nano: 60n }),
  balance('contract_liability', 'rolled', { nano: 20n }),
  balance('credit_notes', 'usd', { nano: 3n }),
  balance('credits', 'cxpt', { wei: 2n }),
  balance('rewards', 'referral', { wei: 4n }),
]
const rowOf = (account: RollForwardRow['account'], closing: bigint, row: RollForwardRow['row'] = 'bucket') =>
  ({ account, row, closing, opening: 0n }) as RollForwardRow
const SPOT = { block: 1n, logIndex: 0, at: new Date(0), tx: '0x', proposedAt: new Date(0), label: null }
const ROOT = { ...SPOT, category: 'provider', root: '0xab', total: 9n, growth: 5n, earnedUntil: 0n, price: 1n } as const
const leaf = (account: string, cumulative: bigint) => ({ account, cumulative, detail: null })
const ROOTS = [{ root: ROOT, leaves: [leaf('0x1', 6n), leaf('0x2', 3n)], before: [leaf('0x1', 4n)] }]
const LINE = { service: 'speech', plan: 0, originalPeriod: null, units: 1n, list: 4n, effect: 0n }

const FACTS: BookFacts = {
  ledger: LEDGER,
  trialBefore: [
    { account: '2100', opening: 0n, debit: 0n, credit: 1n, closing: -1n },
    { account: '3900', opening: 0n, debit: 1n, credit: 0n, closing: 1n },
  ],
  rollForward: [rowOf('reserve', 7n), rowOf('vault_credits', 2n), rowOf('max_supply', 10n ** 27n, 'proof')],
  balances: BALANCES,
  revenue: [
    { ...LINE, channel: 'subscription', recognised: 21n },
    { ...LINE, channel: 'pay_per_use', recognised: 4n },
  ],
  roots: ROOTS,
  unknownLeaves: [],
  stale: null,
}

test('books in order pass all of them', () => {
  expect(bookGatesOf(FACTS).map(({ state, detail }) => `${state} ${detail}`)).toEqual(Array(7).fill('passed '))
})

const without = (section: string, layer: string) =>
  BALANCES.filter((one) => one.section !== section || one.layer !== layer)
const unbalanced = { ...ENTRY, postings: [{ account: '3900', side: 'debit', cents: 1n }] as const }

describe('one thing wrong fails one gate, which names it', () => {
  test.each<[string, Partial<BookFacts>, BookGateId, string]>([
    ['an entry off by a cent', { ledger: { ...LEDGER, posted: [unbalanced] } }, 'ledger_u', 'J2 r is off by 1 cents'],
    [
      'a trial balance off by a cent',
      {
        ledger: { ...LEDGER, trial: LEDGER.trial.map((line, i) => (i ? { ...line, opening: 2n } : line)) },
        trialBefore: null,
      },
      'ledger_u',
      'it opens at 1 cents',
    ],
    [
      'a wei that the books do not have',
      { rollForward: [rowOf('reserve', 8n), rowOf('vault_credits', 2n)] },
      'ledger_q',
      'reserve has 7 wei in the books, 8 in the ledger',
    ],
    [
      'a ledger Q that does not foot',
      { rollForward: [rowOf('reserve', 7n), rowOf('vault_credits', 2n), rowOf('max_supply', 1n, 'proof')] },
      'ledger_q',
      'ledger Q closes at 1 wei',
    ],
    [
      'another closing in the month before',
      { trialBefore: [{ account: '1200', opening: 0n, debit: 1n, credit: 0n, closing: 1n }] },
      'ledger_opening',
      '1200 opens at 0 cents and closed at 1',
    ],
    [
      'a user too few in the contract liability',
      { balances: without('contract_liability', 'rolled') },
      'sub_ledger',
      '2110 is 20 nano-USD in the books, 0 by user',
    ],
    [
      'credits of nobody',
      { balances: without('credits', 'cxpt') },
      'sub_ledger',
      'credits is 2 wei in the books, 0 by user',
    ],
    [
      'a referral owed to nobody',
      { balances: without('rewards', 'referral') },
      'sub_ledger',
      'referral is 4 wei in the books, 0 by user',
    ],
    ['revenue of no service', { revenue: [] }, 'revenue', 'the books have 25 nano-USD, the sheet 0'],
    [
      'leaves that are not the total',
      { roots: [{ root: ROOT, leaves: [leaf('0x1', 6n)], before: [leaf('0x1', 4n)] }] },
      'rewards',
      'the leaves of 0xab are 6 wei, its total 9',
    ],
    [
      'leaves that did not grow as the root did',
      { roots: [{ root: ROOT, leaves: [leaf('0x1', 9n)], before: [leaf('0x1', 3n)] }] },
      'rewards',
      '0xab grew by 5 wei, its leaves do not',
    ],
    [
      'a payment at an old price',
      { stale: { tx: '0xcd', ageSeconds: 86_401n } },
      'stale_price',
      '0xcd was paid at a price 86401 seconds old',
    ],
  ])('%s', (_, change, id, detail) => {
    const red = bookGatesOf({ ...FACTS, ...change }).filter(({ state }) => state !== 'passed')
    expect(red.map((gate) => [gate.id, gate.state, gate.detail])).toEqual([[id, 'failed', detail]])
  })
})

describe('before any price is posted', () => {
  const place = (bucket: string) => ({ bucket, owner: '' })
  const out = { kind: 'treasury_withdrawal', from: place('reserve'), to: place('circulating') } as const
  const spent = { do: 'moved', ...out, wei: 3n, purpose: 'expense' } as const
  const earned = { do: 'earned', category: 'loyalty', wei: 4n, originalPeriod: null } as const

  test.each([
    ['an expense', spent],
    ['a reward', earned],
  ])('%s fails the gate, which names it', (_, step) => {
    const none = new Books()
    none.apply({
      ...{ do: 'moved', kind: 'genesis', from: place('genesis'), to: place('reserve'), wei: 7n, purpose: null },
      ...{ price: null, at: 0n, ref: '0x01' },
    })
    const gateOf = () =>
      bookGatesOf({ ...FACTS, ledger: { ...LEDGER, books: none } }).find(({ id }) => id === 'stale_price')
    expect(gateOf()?.state).toBe('passed')
    none.apply({ ...step, price: null, at: 1n, ref: '0x02' })
    none.apply({ ...step, price: null, at: 2n, ref: '0x03' })
    expect(gateOf()).toMatchObject({
      state: 'failed',
      detail: '0x02 has no price: none is posted up to the closing block, so it stands in the books with 0',
    })
  })
})

test('a root whose leaves are not here waits, and says for what', () => {
  const red = bookGatesOf({ ...FACTS, roots: [{ root: ROOT, leaves: null, before: [] }] })
  expect(red.find(({ id }) => id === 'rewards')).toMatchObject({
    state: 'waiting',
    detail: 'the leaves of 0xab or of the root before it are not known here',
  })
})

test('users of a referral root whose leaves are not here cannot be told apart', () => {
  const [gate] = bookGatesOf({ ...FACTS, unknownLeaves: ['0xef'] }).filter(({ state }) => state !== 'passed')
  expect(gate).toMatchObject({ id: 'sub_ledger', state: 'waiting', detail: 'the leaves of 0xef are not known here' })
})

test('the first month has no closing to open at', () => {
  expect(bookGatesOf({ ...FACTS, trialBefore: null }).every(({ state }) => state === 'passed')).toBe(true)
})
