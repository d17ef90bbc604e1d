import type { AmountProblem } from '@/lib/domain/amount-input'
import { amounts } from '@/messages/tx'

/** What is allowed instead, in words; null while nothing is typed. */
export function sayAmountProblem(problem: AmountProblem, decimals: number): string | null {
  if (problem === 'empty') return null
  const say = amounts[problem]
  return typeof say === 'function' ? say(decimals) : say
}
