import { PURPOSES, type Purpose } from '../../domain/accrual'

/**
 * What a treasury withdrawal is for: the reason whose hash is its reference begins with the purpose (`expense: audit`). Null when the
 * sentence was not kept, or begins with something else.
 */
export function purposeFrom(reason: string | null): Purpose | null {
  const first = reason?.split(':', 1)[0]?.trim().toLowerCase().replaceAll('_', ' ')
  return PURPOSES.find((purpose) => purpose === first) ?? null
}
