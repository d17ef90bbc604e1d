import type { AmountProblem } from '@/lib/domain/amount-input'

/** Amounts as people type and paste them. */
export const amounts: Record<Exclude<AmountProblem, 'empty'>, string | ((decimals: number) => string)> = {
  exponent: 'Write the number out, without an exponent.',
  sign: 'Without a sign: an amount is above 0.',
  grouping: 'A comma or space parts thousands only: 1,250.5. The point is for decimals.',
  too_fine: (decimals) => `At most ${decimals} decimals.`,
  digits: 'Digits and one point, for example 250.5.',
}
