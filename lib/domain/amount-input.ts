import { parseUnitsExact } from './units'

/** Why what was typed or pasted is no amount; `empty` is not wrong yet. */
export type AmountProblem = 'empty' | 'exponent' | 'sign' | 'grouping' | 'too_fine' | 'digits'
export type TypedAmount = { ok: true; value: bigint } | { ok: false; problem: AmountProblem }

/** Thousands parted by one kind of separator, in whole groups: a comma that parts anything else may be meant as a point. */
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$|^\d{1,3}(?:[\s_’']\d{3})+(?:\.\d*)?$/u
const SEPARATORS = /[,\s_’']/gu
/** As pasted from this console. */
const UNIT = /^\$|\s*(?:CXPT|USD)$/giu

/** An amount as typed or pasted, exact: never rounded, never guessed. */
export function parseTyped(text: string, decimals: number): TypedAmount {
  const bare = text.trim().replaceAll(UNIT, '').trim()
  if (bare === '') return { ok: false, problem: 'empty' }
  if (/^[-+\u2212]/u.test(bare)) return { ok: false, problem: 'sign' }
  if (/^[\d.,]+e[-+]?\d+$/iu.test(bare)) return { ok: false, problem: 'exponent' }
  const hasSeparators = bare.search(SEPARATORS) !== -1
  if (hasSeparators && !GROUPED.test(bare)) {
    return { ok: false, problem: /^[\d.,\s_’']+$/u.test(bare) ? 'grouping' : 'digits' }
  }
  const parsed = parseUnitsExact(bare.replaceAll(SEPARATORS, ''), decimals)
  if (parsed.ok) return { ok: true, value: parsed.value }
  return { ok: false, problem: parsed.reason === 'too_fine' ? 'too_fine' : 'digits' }
}
