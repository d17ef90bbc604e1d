import type { Hex } from 'viem'
import { type AsOf, type At, pinBlock, said, together } from './at'
import { getContract } from './contract'

export type Scheduled = {
  id: Hex
  /** Seconds; null when nothing is scheduled, or when it expired (the manager says 0 for both). */
  readyAt: bigint | null
  /** How often this very operation was scheduled; 0 never. */
  nonce: number
}

export async function readOperations(at: At, ids: readonly Hex[]): Promise<{ asOf: AsOf; operations: Scheduled[] }> {
  const manager = getContract(at.deployment, 'AccessManager')
  const asOf = await pinBlock(at)
  if (ids.length === 0) return { asOf, operations: [] }
  const options = { ...together(at, asOf), allowFailure: false } as const
  const [schedules, nonces] = await said(
    Promise.all([
      at.client.multicall({
        ...options,
        contracts: ids.map((id) => ({ ...manager, functionName: 'getSchedule' as const, args: [id] as const })),
      }),
      at.client.multicall({
        ...options,
        contracts: ids.map((id) => ({ ...manager, functionName: 'getNonce' as const, args: [id] as const })),
      }),
    ]),
  )
  const operations = ids.map((id, i) => {
    const readyAt = BigInt(schedules[i] ?? 0)
    return { id, readyAt: readyAt === 0n ? null : readyAt, nonce: nonces[i] ?? 0 }
  })
  return { asOf, operations }
}
