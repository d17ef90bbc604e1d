/** Decimals of ratios, percentages and days. */
const RATIO_DECIMALS = 6

/** numerator / denominator as a decimal string, six decimals at most, half away from zero, no trailing zeros; null when divided by zero. */
export function decimalRatio(numerator: bigint, denominator: bigint): string | null {
  if (denominator === 0n) return null
  const isNegative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const scaled = (n * 10n ** BigInt(RATIO_DECIMALS) * 2n + d) / (2n * d)
  const text = scaled.toString().padStart(RATIO_DECIMALS + 1, '0')
  const cut = text.length - RATIO_DECIMALS
  const fraction = text.slice(cut).replace(/0+$/, '')
  return `${isNegative && scaled !== 0n ? '-' : ''}${text.slice(0, cut)}${fraction ? `.${fraction}` : ''}`
}
