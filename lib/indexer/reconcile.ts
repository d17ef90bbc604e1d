import { lesser } from '../domain/money'
import type { Hex } from './deployment'
import type { Header } from './header'

export type Tip = Pick<Header, 'number' | 'hash'>

export type Step =
  | { do: 'skip' }
  | { do: 'append' }
  | { do: 'backfill'; from: bigint; to: bigint }
  | { do: 'rewind'; from: bigint }

/**
 * Decides what a new head means for a ledger at `tip`. Pure: the fetching and the writing are the caller's. `stored` is the hash the
 * ledger has at the number of a head below the tip. A shorter chain that agrees with ours is a node that lags, except where blocks
 * can be taken back (`canShrink`: the local chain).
 */
export function reconcile(tip: Tip, next: Header, stored?: Hex, canShrink = false): Step {
  if (next.hash === tip.hash) return { do: 'skip' }
  if (next.number > tip.number + 1n) return { do: 'backfill', from: tip.number + 1n, to: next.number - 1n }
  if (next.number === tip.number + 1n && next.parentHash === tip.hash) return { do: 'append' }
  if (next.number < tip.number && next.hash === stored && !canShrink) return { do: 'skip' }
  return { do: 'rewind', from: lesser(next.number, tip.number) }
}
