import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { burnByService, sumBurns } from './burn-by-service'

const USES = [
  { service: 'speech', chargeNano: 3_000n, coveredNano: 0n },
  { service: 'tide-pool', chargeNano: 1_000n, coveredNano: 500n },
]

describe('burnByService', () => {
  test('metered burn follows the charges, the burn of plans what they covered', () => {
    expect(burnByService({ burned: 1_000n, charged: 200n, settled: 800n, uses: USES })).toEqual({
      services: [
        { service: 'speech', metered: 600n, plans: 0n },
        { service: 'tide-pool', metered: 200n, plans: 200n },
      ],
      unattributed: 0n,
    })
  })

  test('plans that covered nothing are not laid on any service', () => {
    const uses = [{ service: 'speech', chargeNano: 5n, coveredNano: 0n }]
    expect(burnByService({ burned: 1_000n, charged: 500n, settled: 500n, uses })).toEqual({
      services: [{ service: 'speech', metered: 500n, plans: 0n }],
      unattributed: 500n,
    })
  })

  test('a burn without payments of its span is laid on nobody', () => {
    expect(burnByService({ burned: 7n, charged: 0n, settled: 0n, uses: USES }).unattributed).toBe(7n)
  })

  test('credit notes that outweigh the charges weigh nothing', () => {
    const uses = [
      { service: 'speech', chargeNano: -5n, coveredNano: 0n },
      { service: 'scraping', chargeNano: 1n, coveredNano: 0n },
    ]
    expect(burnByService({ burned: 10n, charged: 0n, settled: 1n, uses }).services).toEqual([
      { service: 'speech', metered: 0n, plans: 0n },
      { service: 'scraping', metered: 10n, plans: 0n },
    ])
  })

  test('the parts always add up to what was burned', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 27n })
    const use = fc.record({
      service: fc.constantFrom('a', 'b', 'c'),
      chargeNano: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 15n }),
      coveredNano: amount,
    })
    const uses = fc.uniqueArray(use, { selector: ({ service }) => service })
    fc.assert(
      fc.property(amount, amount, amount, uses, (burned, charged, settled, rows) => {
        const { services, unattributed } = burnByService({ burned, charged, settled, uses: rows })
        const sum = services.reduce((all, part) => all + part.metered + part.plans, unattributed)
        return sum === burned && unattributed >= 0n
      }),
    )
  })
})

test('spans add up by service', () => {
  const one = { services: [{ service: 'speech', metered: 1n, plans: 2n }], unattributed: 3n }
  const two = { services: [{ service: 'speech', metered: 10n, plans: 20n }], unattributed: 30n }
  expect(sumBurns([one, two])).toEqual({
    services: [{ service: 'speech', metered: 11n, plans: 22n }],
    unattributed: 33n,
  })
})
