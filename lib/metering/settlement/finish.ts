import { type Address, type Log, parseEventLogs } from 'viem'
import { vaultAbi } from '../../../contracts-abi'
import type { Db } from '../../db/connect'
import { addSettled, endSettlement, type Settlement } from '../../db/settlement-rows'

type Mined = { logs: readonly Log[]; transactionHash: `0x${string}`; blockNumber: bigint }

/** Micro-USD the chain took, by lower-case account: clamped to credits and budgets, so often less than what was due. */
function takenIn(vault: Address, logs: readonly Log[]): Map<`0x${string}`, bigint> {
  const own = logs.filter(({ address }) => address.toLowerCase() === vault.toLowerCase())
  const settled = parseEventLogs({ abi: vaultAbi, eventName: 'Settled', logs: [...own] })
  return new Map(settled.map(({ args }) => [args.user.toLowerCase() as `0x${string}`, args.usd]))
}

/** Records what a mined batch really took; the rest stays due. Any number of times: it counts once. Returns micro-USD taken. */
export async function finishSettlement(db: Db, vault: Address, batch: Settlement, mined: Mined): Promise<bigint> {
  const taken = takenIn(vault, mined.logs)
  const sum = [...taken.values()].reduce((all, usd) => all + usd, 0n)
  await db.transaction(async (tx) => {
    // For each account, so that it can be undone when the chain takes the batch back.
    const usages = batch.usages.map((usage) => ({ ...usage, taken: `${taken.get(usage.user) ?? 0n}` }))
    const end = { taken: sum, txHash: mined.transactionHash, blockNumber: mined.blockNumber, usages }
    if (!(await endSettlement(tx, batch, end))) return
    // In the order of the address, as writers of receipts lock them.
    for (const [account, usd] of [...taken].sort(([a], [b]) => (a < b ? -1 : 1)))
      await addSettled(tx, batch.chainId, account, usd)
  })
  return sum
}
