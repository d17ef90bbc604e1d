import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteCxpt } from './money'
import { type ReplayEntry, replayed } from './replay'
import { judgePosts, type OracleRules, type PastPost, replayOracle } from './replay-oracle'
import { type PastPayment, replayCap, replayOffer, replayRetired } from './replay-payments'

const DAY = 86_400n
const CENTS_5 = 50_000_000_000_000_000n
const CXPT = 10n ** 18n
const [ALICE, BOB, CAROL] = ['0xa1', '0xb2', '0xc3']

const entry = (account: string, real: bigint, next: bigint, again = real, part = 'x'): ReplayEntry => ({
  ...{ account, part, real, again, next },
})

test('a replay adds up, by part and in all, and names whom it touches most first', () => {
  const sums = replayed([
    entry(ALICE, 100n, 90n),
    entry(BOB, 50n, 80n, 50n, 'y'),
    entry(ALICE, 1n, 1n, 1n, 'y'),
    entry(CAROL, 7n, 7n),
  ])
  expect(sums).toEqual({
    count: 4,
    real: 158n,
    next: 178n,
    off: 0n,
    parts: [
      { name: 'x', real: 107n, next: 97n },
      { name: 'y', real: 51n, next: 81n },
    ],
    accounts: [
      { account: BOB, real: 50n, next: 80n },
      { account: ALICE, real: 101n, next: 91n },
    ],
    affected: 2,
  })
})

test('differences do not cancel each other', () => {
  expect(replayed([entry(ALICE, 5n, 5n, 6n), entry(BOB, 5n, 5n, 4n)]).off).toBe(2n)
})

test('ten are named of all that are touched', () => {
  const sums = replayed(Array.from({ length: 12 }, (_, i) => entry(`0x${i}`, 100n, 100n + BigInt(i))))
  expect(sums.affected).toBe(11)
  expect(sums.accounts.map(({ account }) => account)).toEqual([
    '0x11',
    '0x10',
    '0x9',
    '0x8',
    '0x7',
    '0x6',
    '0x5',
    '0x4',
    '0x3',
    '0x2',
  ])
})

const pay = (more: Partial<PastPayment>): PastPayment => ({
  ...{ kind: 'settled', account: ALICE, usd: 1_000_000n, amount: 20n * CXPT, price: CENTS_5, plan: null, at: 0n },
  ...more,
})
const charge = (account: string, plan: number, usd: bigint, price = CENTS_5) =>
  pay({ kind: 'charged', account, plan, usd, price, amount: quoteCxpt(usd, price) })

const MONTH = [
  charge(ALICE, 1, 19_000_000n),
  charge(BOB, 2, 79_000_000n),
  // An upgrade: a part of a period of plan 2.
  charge(ALICE, 2, 40_000_000n),
  pay({ account: CAROL }),
]
const PRICES = new Map([
  [1, 19_000_000n],
  [2, 79_000_000n],
])

test('an offer is what each whole period would have cost; an upgrade and usage stay', () => {
  const sums = replayed(replayOffer(MONTH, { usd: 29_000_000n, customer: null }, PRICES))
  expect(sums).toMatchObject({ count: 3, off: 0n, real: 2_760n * CXPT, next: 1_960n * CXPT, affected: 2 })
  expect(sums.accounts).toEqual([
    { account: BOB, real: 1_580n * CXPT, next: 580n * CXPT },
    { account: ALICE, real: 1_180n * CXPT, next: 1_380n * CXPT },
  ])
})

test('an offer to one customer is nobody else’s', () => {
  const sums = replayed(replayOffer(MONTH, { usd: 29_000_000n, customer: BOB.toUpperCase().replace('X', 'x') }, PRICES))
  expect(sums.accounts).toEqual([{ account: BOB, real: 1_580n * CXPT, next: 580n * CXPT }])
})

test('a plan that is retired takes what its subscribers paid, upgrades to it with them', () => {
  const sums = replayed(replayRetired(MONTH, 2))
  expect(sums).toMatchObject({ off: 0n, real: 2_760n * CXPT, next: 380n * CXPT })
  expect(sums.parts).toEqual([
    { name: '1', real: 380n * CXPT, next: 380n * CXPT },
    { name: '2', real: 2_380n * CXPT, next: 0n },
  ])
})

test('what does not fit under a cap waits in order, to the end of the month and beyond', () => {
  const payments = [
    pay({ account: ALICE, usd: 70n, at: 10n }),
    pay({ account: BOB, usd: 50n, at: 20n }),
    pay({ account: CAROL, usd: 30n, at: DAY + 5n }),
  ]
  const caps = [{ at: 0n, usd: 1_000n }]
  const accounts = (cap: bigint, days: bigint) => replayed(replayCap(payments, cap, caps, days * DAY)).accounts
  expect(accounts(60n, 3n), 'all of it by the third day').toEqual([])
  expect(accounts(60n, 2n)).toEqual([{ account: CAROL, real: 30n, next: 0n }])
  expect(accounts(10n, 2n)).toEqual([
    { account: ALICE, real: 70n, next: 20n },
    { account: BOB, real: 50n, next: 0n },
    { account: CAROL, real: 30n, next: 0n },
  ])
})

test('under the caps that were in force every month settles as it did', () => {
  const use = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 * 86_400 - 1 }), fc.integer({ min: 0, max: 9_999 })))
  fc.assert(
    fc.property(use, (drawn) => {
      const payments = drawn
        .sort(([a], [b]) => a - b)
        .map(([at, usd], i) => pay({ at: BigInt(at), usd: BigInt(usd), account: `0x${i % 7}` }))
      const most = payments.reduce((sum, { usd }) => sum + usd, 0n)
      const sums = replayed(replayCap(payments, most, [{ at: 0n, usd: most }], 30n * DAY))
      expect(sums).toMatchObject({ off: 0n, real: most, next: most, affected: 0 })
    }),
  )
})

const RULES: OracleRules = {
  ...{ min: 10n ** 16n, max: 10n ** 18n, maxAge: 7_200n, minInterval: 600n, maxStepBps: 500n },
}
const post = (at: bigint, price: bigint, isReset = false): PastPost => ({ at, price, isReset })
const cents = (hundredths: bigint) => hundredths * 10n ** 14n

test.each([
  ['within everything', post(3_600n, cents(520n)), null],
  ['a step of 5% to the last wei', post(3_600n, cents(525n)), null],
  ['a wei more', post(3_600n, cents(525n) + 1n), 'step'],
  ['a second before its time', post(599n, cents(500n)), 'too_soon'],
  ['on its time', post(600n, cents(500n)), null],
  ['below the band', post(3_600n, 10n ** 16n - 1n), 'band'],
  ['above the band', post(3_600n, 10n ** 18n + 1n), 'band'],
  ['a reset far away and at once', post(1n, cents(900n), true), null],
  ['a reset out of the band', post(1n, 2n * 10n ** 18n, true), 'band'],
])('%s', (_, one, refusal) => {
  expect(judgePosts(post(0n, cents(500n)), [one], () => RULES)).toEqual([{ ...one, refusal }])
})

test('a refused price is not the base of the next, and payments take the one before', () => {
  const history = { before: post(0n, cents(500n)), posts: [post(3_600n, cents(520n)), post(4_200n, cents(510n))] }
  const payments = [charge(ALICE, 1, 19_000_000n, cents(520n)), charge(BOB, 1, 19_000_000n, cents(510n))].map(
    (one, i) => ({ ...one, at: i === 0 ? 3_700n : 4_300n }),
  )
  const replay = (change: Partial<OracleRules>) =>
    replayed(replayOracle(payments, history, [{ at: 0n, rules: RULES }], { ...RULES, ...change }))
  expect(replay({})).toMatchObject({ off: 0n, affected: 0 })
  expect(replay({ maxStepBps: 300n }).accounts, '520 is refused, and 510 is within 3% of 500').toEqual([
    { account: ALICE, real: quoteCxpt(19_000_000n, cents(520n)), next: 380n * CXPT },
  ])
  expect(replay({ maxAge: 50n }).accounts, 'nothing fresh: nothing is paid').toHaveLength(2)
  expect(replay({ maxAge: 50n }).next).toBe(0n)
})
