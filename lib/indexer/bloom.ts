import { keccak256 } from 'viem'
import type { Hex } from './deployment'

/** Hex digits of the 2,048-bit bloom filter of a block, without 0x. */
const DIGITS = 512
const BITS = 2_047

/** Bit numbers an address sets in a block's bloom filter (yellow paper §4.3.1): three pairs of bytes of its hash, 11 bits each. */
function bitsOf(address: Hex): number[] {
  const hash = keccak256(address).slice(2)
  return [0, 4, 8].map((start) => Number.parseInt(hash.slice(start, start + 4), 16) & BITS)
}

const isSet = (bloom: Hex, bit: number): boolean => {
  const digit = Number.parseInt(bloom[2 + DIGITS - 1 - (bit >> 2)] ?? '0', 16)
  return ((digit >> (bit & 3)) & 1) === 1
}

/** Whether a block may hold logs of one of these addresses. False is certain; true may be chance. */
export function bloomFilter(addresses: readonly Hex[]): (bloom: Hex) => boolean {
  const sets = addresses.map(bitsOf)
  return (bloom) => bloom.length === DIGITS + 2 && sets.some((bits) => bits.every((bit) => isSet(bloom, bit)))
}
