import { grouped } from '@/components/ui/amount-text'
import type { ShellState } from '@/lib/data/shell'

/** The ledger's block as the freshness chip shows it. */
export function blockText(state: ShellState): string | null {
  return state.ledger && grouped(BigInt(state.ledger.block))
}
