import { type Hash, parseEventLogs } from 'viem'
import { rewardsAbi, vaultAbi } from '@/contracts-abi'
import { greater } from '../domain/money'
import { type At, said } from './at'
import { getContract } from './contract'

/**
 * The last block of transactions that each paused something of ours after block `after`; null when one of them did not. Throws when the chain does not
 * know one of them.
 */
export async function pausedIn(at: At, hashes: readonly Hash[], after: bigint): Promise<bigint | null> {
  const vault = getContract(at.deployment, 'Vault').address.toLowerCase()
  const rewards = getContract(at.deployment, 'Rewards').address.toLowerCase()
  const receipts = await said(Promise.all(hashes.map((hash) => at.client.getTransactionReceipt({ hash }))))
  const isPause = (receipt: (typeof receipts)[number]) =>
    parseEventLogs({ abi: [...vaultAbi, ...rewardsAbi], eventName: 'PauseSet', logs: receipt.logs }).some(
      ({ address }) => [vault, rewards].includes(address.toLowerCase()),
    )
  const isGood = receipts.every((one) => one.status === 'success' && one.blockNumber > after && isPause(one))
  if (!isGood || receipts.length === 0) return null
  return receipts.map(({ blockNumber }) => blockNumber).reduce(greater, 0n)
}
