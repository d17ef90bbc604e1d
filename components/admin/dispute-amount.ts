import { parseTyped } from '@/lib/domain/amount-input'
import { disputes as words } from '@/messages/disputes'

/** nano-USD have nine decimals. */
const NANO_DECIMALS = 9

export type GiveBack = { ok: true; nano: string | undefined } | { ok: false; say: string }

/** What a credit note gives back, as typed in dollars; empty is all that is left. `most` in nano-USD, shown as `mostText`. */
export function parseGiveBack(text: string, most: bigint | null, mostText: string): GiveBack {
  if (text.trim() === '') return { ok: true, nano: undefined }
  const parsed = parseTyped(text, NANO_DECIMALS)
  if (!parsed.ok || parsed.value <= 0n) return { ok: false, say: words.amountWrong }
  if (most !== null && parsed.value > most) return { ok: false, say: words.amountMuch(mostText) }
  return { ok: true, nano: parsed.value.toString() }
}
