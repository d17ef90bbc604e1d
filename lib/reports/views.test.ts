import { describe, expect, test } from 'vitest'
import type { Account } from '../domain/chart'
import type { Entry } from '../domain/journal'
import { viewTable } from './sheet/view-list'
import { viewsOf } from './views'

const entry = (
  journal: Entry['journal'],
  debit: Account,
  credit: Account,
  nano: bigint,
  originalPeriod: string | null = null,
): Entry => ({
  ...{ journal, at: 0n, ref: '', memo: '', originalPeriod },
  pairs: [{ debit, credit, nano }],
})
const FACTS = {
  entries: [
    entry('J2', '3900', '2100', 79n),
    entry('J3', '2100', '4100', 24n),
    entry('J4', '2100', '4110', 16n),
    entry('J5a', '1200', '4200', 12n),
    entry('J5a', '1200', '4200', 3n, '2026-09'),
    entry('J5', '3900', '1200', 10n),
    entry('J5b', '6900', '1200', 1n),
    entry('J7', '5100', '2300', 8n),
    entry('J8', '2300', '3930', 6n),
    entry('J11', '6300', '3920', 5n),
  ],
  cash: { charged: 79n, settled: 10n, claimed: 7n, withdrawn: 5n },
  measured: { rewards: 10n ** 10n, treasury: 10n ** 10n },
  average: 700_000_000_000_000_000n,
}

describe('a month three times', () => {
  const { result, bridges } = viewsOf(FACTS)

  test('cash, accrual and normalised', () => {
    // Normalised: without the 3 of September, and rewards and expense each 7 at the average price.
    expect(result).toEqual({ cash: 77n, accrual: 41n, normalised: 37n })
  })

  test('every bridge is the difference of two results', () => {
    const sum = (name: string) =>
      bridges.filter(({ bridge }) => bridge === name).reduce((all, { nano }) => all + nano, 0n)
    expect(sum('cash to accrual')).toBe(41n - 77n)
    expect(sum('accrual to normalised')).toBe(37n - 41n)
    expect(bridges.map(({ line, nano }) => `${line} ${nano}`)).toEqual([
      'contract liability -39',
      'unbilled usage and credit notes 4',
      'rewards owed and price differences -1',
      'treasury, not an expense 0',
      'one-off items -3',
      'rewards at the average price 1',
      'treasury at the average price -2',
    ])
  })

  test('the lines of a view add up to its result', () => {
    const rows = [...viewTable(viewsOf(FACTS))]
    for (const view of ['cash', 'accrual', 'normalised'] as const) {
      const lines = rows.filter((row) => row[0] === view && row[1] !== 'result')
      expect(lines.reduce((sum, row) => sum + (row[3] ?? 0n), 0n)).toBe(result[view])
    }
    expect(rows[4]).toEqual(['cash', 'result', '', 77n])
    expect(rows.find((row) => row[1] === '4100')).toEqual(['accrual', '4100', 'Subscription revenue', 24n])
  })
})

test('a month of nothing is 0 in every view, and without a price amounts stay as booked', () => {
  const nothing = { charged: 0n, settled: 0n, claimed: 0n, withdrawn: 0n }
  expect(
    viewsOf({ entries: [], cash: nothing, measured: { rewards: 0n, treasury: 0n }, average: null }).result,
  ).toEqual({
    ...{ cash: 0n, accrual: 0n, normalised: 0n },
  })
  expect(viewsOf({ ...FACTS, average: null }).result.normalised).toBe(38n)
})
