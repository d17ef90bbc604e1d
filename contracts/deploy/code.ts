import { type Hex, hexToBigInt, slice } from 'viem'
import type { Artifact } from './artifacts'

/** Whether code on chain is the artifact's, apart from what its constructor filled in. */
export function isCodeOf(code: Hex, { runtime, immutables }: Artifact): boolean {
  if (code.length !== runtime.length) return false
  const digits = [...code]
  for (const { start, length } of immutables) digits.fill('0', 2 + start * 2, 2 + (start + length) * 2)
  return digits.join('') === runtime
}

/** The different values that the constructor filled in, in ascending order. */
export function immutableValues(code: Hex, { immutables }: Artifact): bigint[] {
  const values = immutables.map(({ start, length }) => hexToBigInt(slice(code, start, start + length)))
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))
}
