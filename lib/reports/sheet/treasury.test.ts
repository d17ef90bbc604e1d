import { expect, test } from 'vitest'
import type { OwnMovement } from '../../db/book-rows'
import { Books } from '../../domain/accrual'
import { PriceHistory } from '../ledger/price-history'
import { treasuryLines, treasuryTable } from './treasury'

const CXPT = 10n ** 18n
const AT = new Date('2026-10-10T00:00:00Z')
const row = (block: bigint, kind: OwnMovement['kind'], more: Partial<OwnMovement> = {}): OwnMovement => ({
  ...{ block, logIndex: 0, seq: 0, at: AT, tx: `0x${block}`, kind, wei: 100n * CXPT, withdrawal: null },
  ...{ from: { bucket: 'operations', owner: '' }, to: { bucket: 'circulating', owner: '0xd4' } },
  ...more,
})
const PRICES = new PriceHistory([{ block: 1n, logIndex: 0, at: AT, tx: '0x', price: 50_000_000_000_000_000n }])
const ROWS = [
  row(1n, 'treasury_withdrawal'),
  row(5n, 'treasury_withdrawal', { withdrawal: { ref: '0xaa', reason: 'expense: audit of the contracts' } }),
  row(6n, 'treasury_withdrawal', { withdrawal: { ref: '0xbb', reason: null }, wei: 20n * CXPT }),
  row(7n, 'protocol_share', { from: { bucket: 'vault_revenue', owner: '' }, to: { bucket: 'protocol', owner: '' } }),
  row(8n, 'fund', { to: { bucket: 'rewards_pool', owner: 'referral' }, wei: 3n * CXPT }),
]

test('withdrawals have their purpose, value and subtotals; shares of distributions and earlier months are not among them', () => {
  const lines = [...treasuryTable(treasuryLines(ROWS, 4n, PRICES), new Books())]
  const short = lines.map((line) => [line[0], line[1], line[5], line[8], line[10]])
  expect(short.slice(0, 8)).toEqual([
    ['movement', 5n, 'expense', 100n * CXPT, 5_000_000_000n],
    ['movement', 6n, 'not stated', 20n * CXPT, 1_000_000_000n],
    ['movement', 8n, 'fund', 3n * CXPT, 150_000_000n],
    ['subtotal', null, 'expense', 100n * CXPT, 5_000_000_000n],
    ['subtotal', null, 'sale', 0n, 0n],
    ['subtotal', null, 'market operations', 0n, 0n],
    ['subtotal', null, 'custody move', 0n, 0n],
    ['subtotal', null, 'not stated', 20n * CXPT, 1_000_000_000n],
  ])
  expect(lines.slice(8).map((line) => line[0])).toEqual(['memo', 'memo', 'memo', 'memo', 'memo'])
})

test.each([
  ['expense: audit', 'expense'],
  ['Market operations: depth', 'market operations'],
  ['custody_move: new Safe', 'custody move'],
  ['salaries of October', 'not stated'],
  ['', 'not stated'],
])('the reason "%s" is the purpose %s', (reason, purpose) => {
  const withdrawal = row(5n, 'treasury_withdrawal', { withdrawal: { ref: '0xaa', reason } })
  expect(treasuryLines([withdrawal], 0n, PRICES)[0]?.purpose).toBe(purpose)
})
