import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apportion, followPayment, isValidSplit, type Split, splitSum } from './split'

const DEFAULT: Split = { burn: 500, protocol: 2000, operations: 1500, provider: 6000 }

describe('apportion', () => {
  test('splits 1,780 CXPT as the example of the ledger does', () => {
    expect(apportion(DEFAULT, 1_780_000_000_000_000_000_000n)).toEqual({
      burn: 89_000_000_000_000_000_000n,
      protocol: 356_000_000_000_000_000_000n,
      operations: 267_000_000_000_000_000_000n,
      provider: 1_068_000_000_000_000_000_000n,
    })
  })

  test('leaves the remainder to the providers', () => {
    expect(apportion(DEFAULT, 19n)).toEqual({ burn: 0n, protocol: 3n, operations: 2n, provider: 14n })
  })

  test('gives single weis to the providers', () => {
    expect(apportion(DEFAULT, 1n)).toEqual({ burn: 0n, protocol: 0n, operations: 0n, provider: 1n })
  })

  test('gives the remainder to the providers even with a share of 0', () => {
    const split = { burn: 3333, protocol: 3333, operations: 3334, provider: 0 }
    expect(apportion(split, 10n)).toEqual({ burn: 3n, protocol: 3n, operations: 3n, provider: 1n })
  })

  test('refuses a split that does not add up', () => {
    expect(() => apportion({ ...DEFAULT, burn: 501 }, 1n)).toThrow('the split adds up to 10001, not 10,000')
  })
})

test.each([
  ['the default', DEFAULT, true],
  ['everything burned', { burn: 10_000, protocol: 0, operations: 0, provider: 0 }, true],
  ['98 bps short', { ...DEFAULT, burn: 402 }, false],
  ['half a bp', { burn: 500.5, protocol: 1999.5, operations: 1500, provider: 6000 }, false],
  ['a negative share', { burn: -500, protocol: 3000, operations: 1500, provider: 6000 }, false],
])('isValidSplit: %s is %s', (_, split, valid) => {
  expect(isValidSplit(split)).toBe(valid)
})

describe('followPayment', () => {
  const half: Split = { burn: 5000, protocol: 0, operations: 0, provider: 5000 }

  test('follows a payment through the distribution that covered it', () => {
    expect(followPayment(100n, 50n, [{ total: 1_000n, split: DEFAULT }])).toEqual({
      parts: [{ distribution: 0, amount: 50n, burn: 2n, protocol: 10n, operations: 7n, provider: 31n }],
      undistributed: 0n,
      burn: 2n,
      protocol: 10n,
      operations: 7n,
      provider: 31n,
    })
  })

  test('parts a payment that two distributions share, each with its own split', () => {
    const followed = followPayment(90n, 20n, [
      { total: 100n, split: DEFAULT },
      { total: 100n, split: half },
    ])
    expect(followed.parts).toEqual([
      { distribution: 0, amount: 10n, burn: 1n, protocol: 2n, operations: 2n, provider: 5n },
      { distribution: 1, amount: 10n, burn: 5n, protocol: 0n, operations: 0n, provider: 5n },
    ])
    expect(followed).toMatchObject({ burn: 6n, protocol: 2n, operations: 2n, provider: 10n, undistributed: 0n })
  })

  test('says what was not distributed yet', () => {
    expect(followPayment(95n, 20n, [{ total: 100n, split: DEFAULT }])).toMatchObject({ undistributed: 15n })
    expect(followPayment(0n, 20n, [])).toMatchObject({ parts: [], undistributed: 20n, burn: 0n })
  })
})

const split = fc
  .tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000))
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map(([a = 0, b = 0, c = 0]) => ({ burn: a, protocol: b - a, operations: c - b, provider: 10_000 - c }))
const amount = fc.bigInt({ min: 0n, max: 10n ** 27n })

describe('laws', () => {
  test('the four shares add up to the amount, and only the providers get more than their floor, by 3 wei at most', () => {
    fc.assert(
      fc.property(split, amount, (of, total) => {
        const { burn, protocol, operations, provider } = apportion(of, total)
        expect(splitSum(of)).toBe(10_000)
        expect(burn + protocol + operations + provider).toBe(total)
        const dust = provider - (BigInt(of.provider) * total) / 10_000n
        expect(dust >= 0n && dust <= 3n).toBe(true)
      }),
    )
  })

  test('the parts of all payments add up to what was distributed, leg by leg', () => {
    const queues = fc.record({
      payments: fc.array(amount, { minLength: 1, maxLength: 12 }),
      cuts: fc.array(fc.nat(99), { maxLength: 4 }),
      splits: fc.array(split, { minLength: 5, maxLength: 5 }),
    })
    fc.assert(
      fc.property(queues, ({ payments, cuts, splits }) => {
        const total = payments.reduce((sum, payment) => sum + payment, 0n)
        const ends = [...cuts.sort((a, b) => a - b).map((cut) => (total * BigInt(cut)) / 100n), total]
        const distributions = ends.map((end, i) => ({
          total: end - (ends[i - 1] ?? 0n),
          split: splits[i] ?? DEFAULT,
        }))
        let before = 0n
        const followed = payments.map((payment) => {
          const one = followPayment(before, payment, distributions)
          before += payment
          expect(one.burn + one.protocol + one.operations + one.provider).toBe(payment)
          expect(one.undistributed).toBe(0n)
          return one
        })
        for (const [i, distribution] of distributions.entries()) {
          const parts = followed.flatMap((one) => one.parts.filter((part) => part.distribution === i))
          const sum = (leg: 'burn' | 'protocol' | 'operations' | 'provider') =>
            parts.reduce((all, part) => all + part[leg], 0n)
          const shares = apportion(distribution.split, distribution.total)
          expect(sum('burn')).toBe(shares.burn)
          expect(sum('protocol')).toBe(shares.protocol)
          expect(sum('operations')).toBe(shares.operations)
          expect(sum('provider')).toBe(shares.provider)
        }
      }),
    )
  })
})
