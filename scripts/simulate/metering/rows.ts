import type { Address } from 'viem'
import type { allowanceUse, meters } from '../../../lib/db/metering-schema'
import type { Settlement } from '../../../lib/db/settlement-rows'
import { dateOf } from '../../../lib/domain/time'
import type { Batch, SimulatedReceipt } from './batch'
import type { ChainBatch } from './on-chain'

const sumOf = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((sum, amount) => sum + amount, 0n)

/** The settled batches, each with its transaction. Throws when the chain has other ones. */
export function settlementRows(chainId: number, batches: readonly Batch[], chain: readonly ChainBatch[]): Settlement[] {
  let upto = 0n
  return batches.map(({ time, root, receipts, usages }, i) => {
    const mined = chain[i]
    if (mined?.root !== root || mined.time !== time)
      throw new Error(`the chain has another batch ${i + 1} than ${root}`)
    const after = upto
    upto = receipts.at(-1)?.seq ?? upto
    return {
      chainId,
      id: i + 1,
      afterSeq: after,
      uptoSeq: upto,
      receipts: receipts.length,
      root,
      usages: usages.map(({ user, cumulativeUsd, due }) => ({
        user: user.toLowerCase() as Address,
        ...{ cumulativeUsd: `${cumulativeUsd}`, due: `${due}` },
      })),
      state: 'settled',
      createdAt: dateOf(time),
      txHash: mined.txHash,
      blockNumber: mined.blockNumber,
      due: sumOf(usages.map(({ due }) => due)),
      taken: sumOf(mined.taken.values()),
      finalAt: null,
      error: null,
    }
  })
}

type Rows = { meters: (typeof meters.$inferInsert)[]; use: (typeof allowanceUse.$inferInsert)[] }

/** Meters and used allowances as the receipts and the chain leave them. */
export function accountRows(
  chainId: number,
  receipts: readonly SimulatedReceipt[],
  overage: readonly Address[],
  chain: readonly ChainBatch[],
): Rows {
  const settled = new Map<Address, bigint>()
  for (const { taken } of chain) {
    for (const [account, usd] of taken) settled.set(account, (settled.get(account) ?? 0n) + usd)
  }
  const withOverage = new Set(overage.map((account) => account.toLowerCase()))
  const all = new Map<Address, Rows['meters'][number]>()
  const use = new Map<string, Rows['use'][number]>()
  for (const { account, chargeNano, periodIndex: index, fromRolled, fromFresh, receivedAt } of receipts) {
    const chargedNano = (all.get(account)?.chargedNano ?? 0n) + chargeNano
    const settledUsd = settled.get(account) ?? 0n
    const meter = { chargedNano, settledUsd, creditNano: 0n, overage: withOverage.has(account) }
    all.set(account, { chainId, account, ...meter, updatedAt: receivedAt })
    if (index === null) continue
    const used = (use.get(`${account} ${index}`)?.used ?? 0n) + fromRolled + fromFresh
    use.set(`${account} ${index}`, { chainId, account, index, used })
  }
  return { meters: [...all.values()], use: [...use.values()] }
}
