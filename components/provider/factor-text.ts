import { grouped } from '@/components/ui/amount-text'
import { formatFixed } from '@/lib/domain/units'

/** A factor in ppm, with all its digits: `1.155555`. */
export const factorText = (ppm: bigint): string => formatFixed(ppm, 6, 6)

/** A share of two whole numbers as a percentage with three decimals, cut: 99.9999% is never written as 100. */
export function shareText(part: bigint, whole: bigint): string | null {
  return whole === 0n ? null : `${formatFixed((part * 100_000n) / whole, 3, 3, 'down')}%`
}

export const countText = (count: bigint | number): string => grouped(BigInt(count))
