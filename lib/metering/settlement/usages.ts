import type { VaultMeter } from '../../chain/meters'
import type { Due } from '../../db/settlement-rows'
import { lesser } from '../../domain/money'

/** As `Vault.settle` takes it, and what it is for: micro-USD as decimal strings, for the database. */
export type Usage = { user: `0x${string}`; cumulativeUsd: string; due: string }

/**
 * What to ask for. `onChain`: what another meter settled there is below ours and stays; who has no credits is left out, and owes on.
 * Filled up to `room`, what is left of the daily cap; the last one in part. The rest waits for a later batch.
 */
export function usagesOf(dues: readonly Due[], onChain: ReadonlyMap<string, VaultMeter>, room: bigint): Usage[] {
  const usages: Usage[] = []
  let left = room
  for (const { account, charged, settled } of dues) {
    const { meteredUsd, balance } = onChain.get(account) ?? { meteredUsd: 0n, balance: 0n }
    const due = lesser(charged - settled, left)
    if (due <= 0n || balance === 0n) continue
    usages.push({ user: account, cumulativeUsd: `${meteredUsd + due}`, due: `${due}` })
    left -= due
  }
  return usages
}

export const sumOf = (usages: readonly Usage[]): bigint => usages.reduce((sum, { due }) => sum + BigInt(due), 0n)
