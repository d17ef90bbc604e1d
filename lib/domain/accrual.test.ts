import { describe, expect, test } from 'vitest'
import { type BookStep, Books } from './accrual'
import { CentBook } from './journal'

const CXPT = 10n ** 18n
const USD = 1_000_000_000n
const PRICE_5 = 50_000_000_000_000_000n
const PRICE_6 = 60_000_000_000_000_000n
const place = (bucket: string, owner = '') => ({ bucket, owner })
const moved = (kind: (BookStep & { do: 'moved' })['kind'], from: string, to: string, wei: bigint): BookStep => {
  const [fromBucket = '', fromOwner = ''] = from.split(':')
  const [toBucket = '', toOwner = ''] = to.split(':')
  return {
    ...{ do: 'moved', kind, from: place(fromBucket, fromOwner), to: place(toBucket, toOwner), wei },
    ...{ price: PRICE_6, purpose: null, at: 0n, ref: '0x' },
  }
}
const purposeOf = (step: BookStep, purpose: 'expense' | 'sale' | 'market operations'): BookStep =>
  step.do === 'moved' ? { ...step, purpose } : step

/** Journal, account, side and cents of every posting. */
function book(steps: readonly BookStep[], books = new Books(), cents = new CentBook()) {
  const posted = steps.flatMap((step) => books.apply(step)).map((entry) => cents.post(entry))
  const lines = posted.flatMap(({ journal, postings }) =>
    postings.map(({ account, side, cents }) => `${journal} ${side === 'debit' ? 'Dr' : 'Cr'} ${account} ${cents}`),
  )
  return { lines, books, cents }
}

/** finance.md §3: 2,000 CXPT loaded at 0.05, $79 of a plan and $10 of usage, distributed, earned at 0.06 and claimed. */
const EXAMPLE: BookStep[] = [
  moved('genesis', 'genesis', 'rewards_emission', 480_000_000n * CXPT),
  moved('genesis', 'genesis', 'operations', 150_000_000n * CXPT),
  moved('deposit', 'circulating:0xa1', 'vault_credits:0xa1', 2_000n * CXPT),
  { do: 'received', kind: 'charged', nano: 79n * USD, wei: 1_580n * CXPT, count: 1, at: 1n, ref: '' },
  { do: 'received', kind: 'settled', nano: 10n * USD, wei: 200n * CXPT, count: 1, at: 2n, ref: '' },
  moved('burn', 'vault_revenue', 'burned', 89n * CXPT),
  moved('protocol_share', 'vault_revenue', 'protocol', 356n * CXPT),
  moved('operations_share', 'vault_revenue', 'operations', 267n * CXPT),
  moved('provider_share', 'vault_revenue', 'rewards_pool:provider', 1_068n * CXPT),
  { do: 'earned', category: 'provider', wei: 1_400n * CXPT, price: PRICE_6, originalPeriod: null, at: 3n, ref: 'e' },
  moved('allocate', 'rewards_pool:provider', 'rewards_allocated:provider', 1_068n * CXPT),
  moved('allocate', 'rewards_emission', 'rewards_allocated:provider', 332n * CXPT),
  moved('claim', 'rewards_allocated:provider', 'circulating:0xb2', 1_400n * CXPT),
]

describe('the worked example', () => {
  const { lines, books, cents } = book(EXAMPLE)

  test('every posting, to the cent', () => {
    expect(lines).toEqual([
      'J2 Dr 3900 7900',
      'J2 Cr 2100 7900',
      'J5 Dr 3900 1000',
      'J5 Cr 1200 1000',
      'J6 Dr 3910 445',
      'J6 Cr 3900 445',
      'J6 Dr 3920 1780',
      'J6 Cr 3900 1780',
      'J6 Dr 3920 1335',
      'J6 Cr 3900 1335',
      'J6 Dr 3930 5340',
      'J6 Cr 3900 5340',
      'J7 Dr 5100 8400',
      'J7 Cr 2300 8400',
      'J8 Dr 2300 8400',
      'J8 Cr 3930 5340',
      'J8 Cr 3940 1992',
      'J8 Cr 3950 1068',
    ])
  })

  test('what is left where, to the wei and the nano-USD', () => {
    expect(books.inBucket('vault_revenue')).toEqual({ received: 0n, carrying: 0n, genesis: 0n })
    expect(books.inBucket('protocol')).toEqual({ received: 356n * CXPT, carrying: 17_800_000_000n, genesis: 0n })
    expect(books.inBucket('operations')).toEqual({
      received: 267n * CXPT,
      carrying: 13_350_000_000n,
      genesis: 150_000_000n * CXPT,
    })
    expect(books.inBucket('rewards_emission').genesis).toBe(479_999_668n * CXPT)
    expect(books.inBucket('rewards_allocated')).toEqual({ received: 0n, carrying: 0n, genesis: 0n })
    expect(books.owedTo('provider')).toEqual({ wei: 0n, nano: 0n })
  })

  test('the ledger balances', () => {
    expect([...cents.balance()].sort()).toEqual([
      ['1200', -1_000n],
      ['2100', -7_900n],
      ['2300', 0n],
      ['3900', 0n],
      ['3910', 445n],
      ['3920', 3_115n],
      ['3930', 0n],
      ['3940', -1_992n],
      ['3950', -1_068n],
      ['5100', 8_400n],
    ])
    expect([...cents.balance().values()].reduce((sum, one) => sum + one, 0n)).toBe(0n)
  })
})

describe('what else moves own tokens', () => {
  const start = () => {
    const { books, cents } = book(EXAMPLE)
    return (steps: BookStep[]) => book(steps, books, cents)
  }

  test.each<[string, BookStep[], string[]]>([
    [
      'referral is funded at carrying, earned, and claimed with a difference of either sign',
      [
        moved('fund', 'protocol', 'rewards_pool:referral', 178n * CXPT),
        {
          do: 'earned',
          category: 'referral',
          wei: 100n * CXPT,
          price: PRICE_5,
          originalPeriod: null,
          at: 4n,
          ref: 'm',
        },
        moved('allocate', 'rewards_pool:referral', 'rewards_allocated:referral', 100n * CXPT),
        moved('claim', 'rewards_allocated:referral', 'circulating:0xc3', 100n * CXPT),
      ],
      [
        ...['J9f Dr 3930 890', 'J9f Cr 3920 890', 'J9r Dr 6100 500', 'J9r Cr 2400 500'],
        ...['J9c Dr 2400 500', 'J9c Cr 3930 500'],
      ],
    ],
    [
      'a loyalty accrual that is taken back',
      [
        { do: 'earned', category: 'loyalty', wei: 10n * CXPT, price: PRICE_5, originalPeriod: null, at: 4n, ref: 'm' },
        { do: 'earned', category: 'loyalty', wei: -4n * CXPT, price: PRICE_6, originalPeriod: null, at: 5n, ref: 'm' },
      ],
      ['J9 Dr 4900 50', 'J9 Cr 2410 50', 'J9x Dr 2410 20', 'J9x Cr 4900 20'],
    ],
    [
      'an expense out of received tokens: fair value, carrying amount, difference',
      [purposeOf(moved('treasury_withdrawal', 'protocol', 'circulating:0xd4', 356n * CXPT), 'expense')],
      ['J11 Dr 6300 2136', 'J11 Cr 3920 1780', 'J11 Cr 3950 356'],
    ],
    [
      'an expense out of genesis tokens carries nothing',
      [
        moved('genesis', 'genesis', 'reserve', 1_000n * CXPT),
        purposeOf(moved('treasury_withdrawal', 'reserve', 'circulating:0xd4', 500n * CXPT), 'expense'),
      ],
      ['J11 Dr 6300 3000', 'J11 Cr 3940 3000'],
    ],
    [
      'an expense of tokens that are worth less than they carry: the difference is a debit',
      [
        ...[purposeOf(moved('treasury_withdrawal', 'protocol', 'circulating:0xd4', 178n * CXPT), 'expense')].map(
          (step) => (step.do === 'moved' ? { ...step, price: PRICE_5 / 2n } : step),
        ),
      ],
      ['J11 Dr 6300 445', 'J11 Cr 3920 890', 'J11 Dr 3950 445'],
    ],
    [
      'a sale brings cash',
      [purposeOf(moved('treasury_withdrawal', 'protocol', 'circulating:0xd4', 356n * CXPT), 'sale')],
      ['J12 Dr 1100 2136', 'J12 Cr 3920 1780', 'J12 Cr 3950 356'],
    ],
    [
      'tokens for the market leave without profit or loss',
      [purposeOf(moved('treasury_withdrawal', 'protocol', 'circulating:0xd4', 178n * CXPT), 'market operations')],
      ['J11m Dr 3950 890', 'J11m Cr 3920 890'],
    ],
    [
      'a custody move stays in the treasury',
      [moved('treasury_withdrawal', 'protocol', 'treasury_external:0xe5', 1n)],
      [],
    ],
    [
      'a donation that is skimmed carries nothing',
      [
        moved('donation', 'circulating:0xa1', 'donations:vault', 5n * CXPT),
        moved('skim', 'donations:vault', 'protocol', 5n * CXPT),
      ],
      [],
    ],
    [
      'a claim of what no root announced is accrued at its own price first',
      [
        moved('provider_share', 'circulating:0xa1', 'rewards_allocated:provider', 10n * CXPT),
        moved('claim', 'rewards_allocated:provider', 'circulating:0xb2', 10n * CXPT),
      ],
      ['J7 Dr 5100 60', 'J7 Cr 2300 60', 'J8 Dr 2300 60', 'J8 Cr 3950 60'],
    ],
  ])('%s', (_, steps, lines) => {
    expect(start()(steps).lines).toEqual(lines)
  })

  test('more than there is cannot leave', () => {
    expect(() => start()([moved('treasury_withdrawal', 'protocol', 'circulating:0xd4', 357n * CXPT)])).toThrow(
      '357000000000000000000 wei of a place that has 356000000000000000000',
    )
  })

  test('received and genesis tokens of one bucket leave in proportion', () => {
    const books = new Books()
    book(
      [
        moved('genesis', 'genesis', 'operations', 300n * CXPT),
        { do: 'received', kind: 'charged', nano: 5n * USD, wei: 100n * CXPT, count: 1, at: 1n, ref: '' },
        moved('operations_share', 'vault_revenue', 'operations', 100n * CXPT),
      ],
      books,
    )
    const { lines } = book(
      [purposeOf(moved('treasury_withdrawal', 'operations', 'circulating:0x1', 40n * CXPT), 'expense')],
      books,
    )
    // 40 CXPT at 0.06 are 2.40: 30 of genesis at 1.80, 10 received that carry 0.50 and are worth 0.10 more.
    expect(lines).toEqual(['J11 Dr 6300 240', 'J11 Cr 3920 50', 'J11 Cr 3940 180', 'J11 Cr 3950 10'])
  })
})

test('cents are differences of rounded cumulative amounts: 1,000 entries of a third of a cent are 333 cents', () => {
  const book = new CentBook()
  let sum = 0n
  for (let i = 0; i < 1_000; i++) {
    const entry = { journal: 'J5a', at: 0n, ref: '', memo: '', originalPeriod: null } as const
    const { postings } = book.post({ ...entry, pairs: [{ debit: '1200', credit: '4200', nano: 3_333_333n }] })
    for (const { side, cents } of postings) sum += side === 'debit' ? cents : 0n
  }
  expect(sum).toBe(333n)
  expect([...book.balance()]).toEqual([
    ['1200', 333n],
    ['4200', -333n],
  ])
})
