import { CXPT_DECIMALS, parseUnitsExact, USD_DECIMALS } from '@/lib/domain/units'

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
  const trimmed = text.trim().replaceAll(',', '')
  if (trimmed === '') return { wei: null, say: null }
  const parsed = parseUnitsExact(trimmed, decimals)
  if (!parsed.ok) {
    const isFine = parsed.reason === 'too_fine'
    return { wei: null, say: isFine ? `At most ${decimals} decimals.` : 'Digits and one point, for example 250.5.' }
  }
  if (most !== null && parsed.value > most) return { wei: null, say: tooMuch }
  return { wei: parsed.value, say: null }
}
