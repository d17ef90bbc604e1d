import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lotsOf } from './reward-lots'

const accrual = (name: string, cumulative: bigint) => ({ name, cumulative })

test('a claim pays the oldest accruals first, and may pay a part of one', () => {
  const accruals = [accrual('e1', 100n), accrual('e2', 250n), accrual('e3', 300n)]
  const claims = [accrual('c1', 100n), accrual('c2', 260n)]
  expect(lotsOf(accruals, claims).map((lot) => [lot.accrual.name, lot.claim?.name ?? null, lot.amount])).toEqual([
    ['e1', 'c1', 100n],
    ['e2', 'c2', 150n],
    ['e3', 'c2', 10n],
    ['e3', null, 40n],
  ])
})

test('a total that fell after a revoke adds nothing until it is passed again', () => {
  const accruals = [accrual('e1', 100n), accrual('revoked', 80n), accrual('e3', 120n)]
  expect(
    lotsOf(accruals, [accrual('c1', 100n)]).map((lot) => [lot.accrual.name, lot.claim?.name ?? null, lot.amount]),
  ).toEqual([
    ['e1', 'c1', 100n],
    ['e3', null, 20n],
  ])
})

test('lots add up to everything that was earned, and those of each claim to that claim', () => {
  const sums = fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { maxLength: 12 }).map((parts) => {
    let sum = 0n
    return parts.map((part) => {
      sum += part
      return { cumulative: sum }
    })
  })
  fc.assert(
    fc.property(sums, fc.array(fc.nat({ max: 11 })), (accruals, claimedAfter) => {
      const places = [...new Set(claimedAfter)].filter((at) => at < accruals.length).sort((a, b) => a - b)
      const claims = places.flatMap((at) => (accruals[at] ? [{ cumulative: accruals[at].cumulative }] : []))
      const lots = lotsOf(accruals, claims)
      expect(lots.reduce((sum, { amount }) => sum + amount, 0n)).toBe(accruals.at(-1)?.cumulative ?? 0n)
      claims.forEach((claim, i) => {
        const paid = lots.filter((lot) => lot.claim === claim).reduce((sum, { amount }) => sum + amount, 0n)
        expect(paid).toBe(claim.cumulative - (claims[i - 1]?.cumulative ?? 0n))
      })
    }),
  )
})
