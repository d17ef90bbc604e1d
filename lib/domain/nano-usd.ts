/** nano-USD (1e-9) is the finest USD there is: what usage is priced in. Micro-USD of the contracts and cents of the books come from it. */
export const NANO_PER_MICRO = 1_000n
export const NANO_PER_CENT = 10_000_000n

/** wei × WAD price / this = nano-USD: 1e18 · 1e18 / 1e9. */
export const NANO_USD_PER_WEI_WAD = 10n ** 27n

export const nanoOfMicro = (micro: bigint): bigint => micro * NANO_PER_MICRO

/** To the nearest cent, halves away from zero. */
export function centsOf(nano: bigint): bigint {
  const half = NANO_PER_CENT / 2n
  return (nano < 0n ? nano - half : nano + half) / NANO_PER_CENT
}
