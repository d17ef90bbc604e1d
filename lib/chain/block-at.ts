import { type AsOf, type At, pinBlock } from './at'

/**
 * The last block at or before a time (seconds) between two blocks; null when `low` itself is later. Halves the blocks between them: some
 * twenty questions for a million.
 */
export async function lastBlockAt(at: At, time: bigint, low: bigint, high: bigint): Promise<AsOf | null> {
  let found = await pinBlock({ ...at, blockNumber: low })
  if (found.time > time) return null
  let after = high + 1n
  while (after - found.block > 1n) {
    const middle = await pinBlock({ ...at, blockNumber: (found.block + after) / 2n })
    if (middle.time > time) after = middle.block
    else found = middle
  }
  return found
}
