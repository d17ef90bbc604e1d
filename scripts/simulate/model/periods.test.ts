import { zeroAddress } from 'viem'
import { beforeEach, expect, test } from 'vitest'
import { Credits } from './credits'
import { Periods, type Purchase } from './periods'

const USER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const OTHER = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const PRICE = 5n * 10n ** 16n
const CXPT = 10n ** 18n
const DAY = 86_400n
const START = 1_782_864_000n

let credits: Credits
let periods: Periods
beforeEach(() => {
  credits = new Credits()
  periods = new Periods(credits)
  periods.plans.push(
    { usd: 19_000_000n, allowance: 2_000_000n, customer: zeroAddress, bps: 5_000n, priority: 1 },
    { usd: 79_000_000n, allowance: 8_000_000n, customer: zeroAddress, bps: 5_000n, priority: 1 },
    { usd: 9_000_000_000n, allowance: 1_250_000_000n, customer: OTHER, bps: 5_000n, priority: 4 },
  )
  credits.deposit(USER, 10_000n * CXPT)
})

const purchase = (change: Partial<Purchase> = {}): Purchase => ({
  plan: 1,
  maxIn: 1_000n * CXPT,
  autoRenew: true,
  renewCap: 500n * CXPT,
  referrer: zeroAddress,
  ...change,
})

test('a period of thirty days is paid from credits at the price of the day', () => {
  expect(periods.subscribe(USER, purchase(), PRICE, START)).toEqual({ user: USER, usd: 19_000_000n, paid: 380n * CXPT })
  expect(periods.of(USER)).toMatchObject({ plan: 1, index: 1, start: START, end: START + 30n * DAY })
})

test('a renewal starts anew when it is paid, with the plan chosen for it', () => {
  periods.subscribe(USER, purchase({ plan: 2, maxIn: 2_000n * CXPT }), PRICE, START)
  periods.scheduleChange(USER, 1, START + DAY)
  periods.renew(USER, PRICE, START + 31n * DAY)
  expect(periods.of(USER)).toMatchObject({ plan: 1, nextPlan: 0, index: 2, start: START + 31n * DAY })
})

test.each([
  ['before the end', 29n, 'RenewTooEarly'],
  ['after the grace of three days', 33n, 'NotRenewable'],
])('a renewal %s is refused', (_, days, reason) => {
  periods.subscribe(USER, purchase(), PRICE, START)
  expect(() => periods.renew(USER, PRICE, START + days * DAY)).toThrow(reason)
})

test('a pause over the end leaves a day after it for the renewal', () => {
  periods.subscribe(USER, purchase(), PRICE, START)
  credits.spendPause = { from: START + 30n * DAY, until: START + 36n * DAY }
  expect(() => periods.renew(USER, PRICE, START + 35n * DAY)).toThrow('Paused')
  expect(periods.statusOf(USER, START + 36n * DAY)).toBe('grace')
  periods.renew(USER, PRICE, START + 36n * DAY)
  expect(periods.of(USER).index).toBe(2)
})

test('a renewal never costs more than the cap', () => {
  periods.subscribe(USER, purchase({ renewCap: 379n * CXPT }), PRICE, START)
  expect(() => periods.renew(USER, PRICE, START + 30n * DAY)).toThrow('Slippage')
})

test('without automatic renewal the keeper is refused', () => {
  periods.subscribe(USER, purchase({ autoRenew: false }), PRICE, START)
  expect(() => periods.renew(USER, PRICE, START + 30n * DAY)).toThrow('AutoRenewOff')
})

test('an upgrade pays and adds for the rest of the period', () => {
  periods.subscribe(USER, purchase(), PRICE, START)
  const charge = periods.upgrade(USER, 2, 2_000n * CXPT, PRICE, START + 15n * DAY)
  expect(charge).toEqual({ user: USER, usd: 30_000_000n, paid: 600n * CXPT })
  expect(periods.of(USER)).toMatchObject({ plan: 2, index: 1, allowance: 5_000_000n, end: START + 30n * DAY })
})

test("somebody else's Enterprise plan cannot be bought", () => {
  expect(() => periods.subscribe(USER, purchase({ plan: 3 }), PRICE, START)).toThrow('NotCustomer')
})

test('a referrer is recorded before the first spending and ignored after it', () => {
  periods.subscribe(USER, purchase({ referrer: OTHER }), PRICE, START)
  expect(periods.of(USER).referrer).toBe(OTHER)
  expect(() => periods.setReferrer(OTHER, USER)).toThrow('ReferralCycle')
})
