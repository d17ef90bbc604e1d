import { verifyReport as say } from '@/messages/verify-report'
import { monthBounds } from '../domain/month'
import { fairValue } from '../domain/own-tokens'
import { dateOf } from '../domain/time'
import { cellText } from '../reports/json'
import { bookedRoot } from '../reports/ledger/chain-steps'
import { claimLines, REWARD_COLUMNS, rewardTable } from '../reports/sheet/provider-rewards'
import type { ChainBooks } from './books'
import type { ChainMonth } from './chain-month'
import type { Expected, Named } from './expected'

/**
 * Sheet 13. Claims are the chain's. What each account earned is in leaves that are not: but all of them together are what their root added, at a
 * price that is known.
 */
export function rewardsExpected({ month, row, ledger }: ChainMonth, books: ChainBooks): Expected {
  const { start, end } = monthBounds(month)
  const roots = books.roots.filter((root) => {
    const { at } = bookedRoot(root)
    return root.category === 'provider' && at >= start && at < end
  })
  const sums = new Map<string, bigint>()

  /** A line of what was earned must be of a root of the month, at its time and price. */
  const rule = ({ line, tx, time, amount, at_accrual }: Named): string | null => {
    if (line !== 'earned' && line !== 'class') return null
    const root = roots.find((one) => one.tx === tx && cellText(dateOf(one.earnedUntil)) === time)
    if (!root) return say.rowExtra
    if (line === 'class') return null
    const wei = BigInt(amount ?? 0)
    sums.set(root.root, (sums.get(root.root) ?? 0n) + wei)
    return cellText(fairValue(wei, root.price ?? 0n)) === at_accrual ? null : say.rowDiffers('at_accrual')
  }
  const last = (): string | null => {
    const off = roots.find(({ root, growth }) => sums.has(root) && sums.get(root) !== growth)
    return off ? say.rootSum(off.root) : null
  }
  return {
    ...{ sheet: 'provider-rewards', columns: REWARD_COLUMNS, rule, last },
    note: 'how a root is shared out among accounts; its sum is not',
    rows: rewardTable(claimLines(books, ledger.claims, row.openingBlock)),
    isOurs: ({ line }) => line !== 'earned' && line !== 'class',
  }
}
