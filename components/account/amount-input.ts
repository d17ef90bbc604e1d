import { sayAmountProblem } from '@/components/tx/amount-problem'
import { parseTyped } from '@/lib/domain/amount-input'
import { CXPT_DECIMALS, USD_DECIMALS } from '@/lib/domain/units'

export type AmountInput = { wei: bigint; say: null } | { wei: null; say: string | null }

/** A CXPT amount as a person types it. Empty is not yet an error; finer than a wei is refused, never rounded. */
export function parseCxpt(text: string, most: bigint | null, tooMuch: string): AmountInput {
  return parse(text, CXPT_DECIMALS, most, tooMuch)
}

/** USD, to the micro-USD. */
export function parseUsd(text: string): AmountInput {
  return parse(text, USD_DECIMALS, null, '')
}

function parse(text: string, decimals: number, most: bigint | null, tooMuch: string): AmountInput {
  const typed = parseTyped(text, decimals)
  if (!typed.ok) return { wei: null, say: sayAmountProblem(typed.problem, decimals) }
  if (most !== null && typed.value > most) return { wei: null, say: tooMuch }
  return { wei: typed.value, say: null }
}
