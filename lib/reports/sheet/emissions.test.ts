import { expect, test } from 'vitest'
import type { TrancheRow } from '../../db/report-rows'
import { emissionLines, tranchesAt } from './emissions'

const at = (iso: string) => BigInt(Date.parse(iso) / 1000)
const OCTOBER = { start: at('2026-10-01T00:00:00Z'), end: at('2026-11-01T00:00:00Z') }
/** 100 wei a day from 21 September on. */
const TRANCHE = { start: at('2026-09-21T00:00:00Z'), end: at('2026-12-30T00:00:00Z'), amount: 10_000n }

test('opening, 31 days and the closing add up, and the variance of a day is used less scheduled', () => {
  const lines = emissionLines(
    [
      { day: null, used: 500n, claimed: 300n },
      { day: '2026-10-05', used: 700n, claimed: 0n },
      { day: '2026-10-31', used: 0n, claimed: 250n },
    ],
    [TRANCHE],
    OCTOBER,
  )
  expect(lines).toHaveLength(32)
  expect(lines[0]).toEqual({
    until: OCTOBER.start,
    row: 'opening',
    vested: 1_000n,
    used: 500n,
    claimed: 300n,
    day: null,
  })
  expect(lines[5]).toEqual({
    until: at('2026-10-06T00:00:00Z'),
    row: 'day',
    vested: 1_500n,
    used: 1_200n,
    claimed: 300n,
    day: { schedule: 100n, used: 700n, claimed: 0n },
  })
  expect(lines[31]).toEqual({
    until: OCTOBER.end,
    row: 'closing',
    vested: 4_100n,
    used: 1_200n,
    claimed: 550n,
    day: { schedule: 100n, used: 0n, claimed: 250n },
  })
})

const row = (cancelledBlock: bigint | null): TrancheRow => ({
  chainId: 31_337,
  blockNumber: 5n,
  logIndex: 0,
  blockTime: new Date(0),
  txHash: '0xaa',
  id: 0,
  startsAt: new Date('2026-12-01T00:00:00Z'),
  endsAt: new Date('2026-12-31T00:00:00Z'),
  amount: 9n,
  cancelledBlock,
})

test.each([
  ['a tranche counts', null, 9n],
  ['one cancelled by the block counts nothing, as on chain', 20n, 0n],
  ['one cancelled later still counts', 21n, 9n],
])('%s', (_, cancelled, amount) => {
  expect(tranchesAt([row(cancelled)], 20n)).toEqual([
    { start: at('2026-12-01T00:00:00Z'), end: at('2026-12-31T00:00:00Z'), amount },
  ])
})
