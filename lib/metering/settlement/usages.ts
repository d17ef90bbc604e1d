import type { VaultMeter } from '../../chain/meters'
import type { Due } from '../../db/settlement-rows'
import { lesser } from '../../domain/money'

/** As `Vault.settle` takes it, and what it is for: micro-USD as decimal strings, for the database. */
export type Usage = { user: `0x${string}`; cumulativeUsd: string; due: string }

/**
 * What to ask for, and no more than credits and budget can pay: the contract counts what is asked against the daily cap, and a large debt
 * of somebody without credits would keep everybody else from it. `onChain`: what another meter settled there is below ours and stays.
 * Filled up to `room`, what is left of the cap; the last one in part. The rest waits for a later batch.
 */
export function usagesOf(dues: readonly Due[], onChain: ReadonlyMap<string, VaultMeter>, room: bigint): Usage[] {
  const usages: Usage[] = []
  let left = room
  for (const { account, charged, settled } of dues) {
    const { meteredUsd, payableUsd } = onChain.get(account) ?? { meteredUsd: 0n, payableUsd: 0n }
    const due = lesser(lesser(charged - settled, payableUsd), left)
    if (due <= 0n) continue
    usages.push({ user: account, cumulativeUsd: `${meteredUsd + due}`, due: `${due}` })
    left -= due
  }
  return usages
}

export const sumOf = (usages: readonly Usage[]): bigint => usages.reduce((sum, { due }) => sum + BigInt(due), 0n)
