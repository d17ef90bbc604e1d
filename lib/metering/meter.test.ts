import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Service } from '../domain/service'
import { type PaidPeriod, rolledInto } from './allowance'
import { type AccountState, applyUsage } from './meter'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const at = (day: number) => new Date(START + day * DAY)
const PRICES = { input: 2_000n, output: 4_000n, unit: 1_000n }

/** Three periods of thirty days, one after the other. */
const periods = (allowances: readonly bigint[]): PaidPeriod[] =>
  allowances.map((allowance, i) => ({
    index: i + 1,
    startsAt: at(30 * i),
    endsAt: at(30 * (i + 1)),
    allowance,
    bps: 5_000n,
    priority: 1,
    isRenewal: i > 0,
  }))

const usage = fc.record({
  service: fc.constantFrom<Service>('tide-pool', 'embeddings', 'speech'),
  inputUnits: fc.bigInt(0n, 900n),
  outputUnits: fc.bigInt(0n, 900n),
  startedAt: fc.integer({ min: 0, max: 95 }).map(at),
  maxPrice: fc.constant(null),
})

test('units are covered, charged or left, charges add up to the meter, and no token is used twice, in any order of arrival', () => {
  const allowances = fc.array(fc.bigInt(0n, 2_000n), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(
      allowances,
      fc.array(usage, { maxLength: 30 }),
      fc.boolean(),
      fc.bigInt(0n, 3_000n),
      (granted, sent, overage, credit) => {
        const state: AccountState = {
          meter: { chargedNano: 0n, creditNano: credit, overage },
          periods: periods(granted),
          used: new Map(),
        }
        let charged = 0n
        for (const one of sent) {
          const before = state.meter.chargedNano
          const outcome = applyUsage(one, state, PRICES, 'FULL')
          if (!outcome) throw new Error('there is no highest price')
          const covered = outcome.coveredInput + outcome.coveredOutput
          expect(outcome.fromRolled + outcome.fromFresh).toBe(covered)
          // Output first: input is covered only when all output is.
          if (outcome.coveredInput > 0n) expect(outcome.coveredOutput).toBe(one.outputUnits)
          if (one.service === 'speech') expect([covered, outcome.reason]).toEqual([0n, null])
          const rest = one.inputUnits + one.outputUnits - covered
          expect(outcome.chargeNano > 0n).toBe(rest > 0n && outcome.reason === null)
          expect(state.meter.chargedNano >= before).toBe(true)
          charged += outcome.chargeNano
        }
        expect(state.meter.chargedNano + (credit - state.meter.creditNano)).toBe(charged)
        const rolled = rolledInto(state.periods, state.used)
        for (const { index, allowance } of state.periods) {
          expect((state.used.get(index) ?? 0n) <= allowance + (rolled.get(index) ?? 0n)).toBe(true)
        }
      },
    ),
    { seed: 9, numRuns: 500 },
  )
})
