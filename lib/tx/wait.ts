import { type Hash, type PublicClient, type ReplacementReason, type Transaction, TransactionNotFoundError } from 'viem'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { pause, type Run, timingOf } from './deps'
import type { PendingTx, SentTx } from './pending'
import type { Mined } from './safe'

/** Blocks searched for a transaction whose hash is unknown: a reload later than that is answered by the wallet's history. */
const SEARCH_BLOCKS = 500n
/** Looks in a row that do not find it: behind one address stand many nodes, and a new transaction reaches them one by one. */
const GONE_LOOKS = 5

/**
 * Waits until the transaction is in a block. Sped up is the same one; cancelled, replaced and reverted throw.
 * A node that is away is asked again: no answer is not an end.
 */
export async function waitSent(run: Run, sent: SentTx): Promise<Mined> {
  const { deps, onStage, signal } = run
  for (;;) {
    onStage({ name: 'pending', request: sent.request, hash: sent.hash })
    try {
      return await waitOnce(run, sent)
    } catch (error) {
      if (error instanceof AppError || signal?.aborted) throw error
      await pause(timingOf(deps).poll, signal)
    }
  }
}

async function waitOnce(run: Run, sent: SentTx): Promise<Mined> {
  const over = new AbortController()
  const signal = run.signal ? AbortSignal.any([run.signal, over.signal]) : over.signal
  try {
    return await Promise.race([waitMined({ ...run, signal }, sent), watchGone({ ...run, signal }, sent)])
  } finally {
    over.abort(new Error('no longer waited for'))
  }
}

/** Says when no node knows the transaction any more. It may come back, so it is waited for until the person forgets it. */
async function watchGone({ deps, onStage, signal }: Run, sent: SentTx): Promise<never> {
  const shown = { name: 'pending', request: sent.request, hash: sent.hash } as const
  for (let misses = 0; ; ) {
    await pause(timingOf(deps).poll, signal)
    const wasGone = misses >= GONE_LOOKS
    misses = (await isKnown(deps.client, sent.hash).catch(() => true)) ? 0 : misses + 1
    const isGone = misses >= GONE_LOOKS
    if (isGone !== wasGone) onStage({ ...shown, isGone })
    if (isGone && !deps.pending.list().some(({ id }) => id === sent.id)) throw new AppError('TX_DROPPED')
  }
}

async function waitMined({ deps, onStage, signal }: Run, sent: SentTx): Promise<Mined> {
  let replaced: ReplacementReason | undefined
  const receipt = await deps.client.waitForTransactionReceipt({
    hash: sent.hash,
    replacement: { from: sent.account, nonce: sent.nonce, to: sent.to, input: sent.data, value: 0n },
    onReplaced: ({ reason }) => {
      replaced = reason
    },
    pollingInterval: timingOf(deps).poll,
    timeout: 0,
    ...(signal ? { signal } : {}),
  })
  if (replaced === 'cancelled') throw new AppError('TX_CANCELLED', { hash: receipt.transactionHash })
  if (replaced === 'replaced') throw new AppError('TX_REPLACED', { hash: receipt.transactionHash })
  if (replaced === 'repriced') onStage({ name: 'pending', request: sent.request, hash: receipt.transactionHash })
  if (receipt.status === 'reverted') throw await revertReason(deps.client, sent, receipt.blockNumber)
  return { hash: receipt.transactionHash, blockNumber: receipt.blockNumber }
}

/** A receipt carries no reason: the same call is asked again on the block that refused it. */
async function revertReason(client: PublicClient, sent: SentTx, blockNumber: bigint): Promise<AppError> {
  try {
    await client.call({ account: sent.account, to: sent.to, data: sent.data, blockNumber })
  } catch (error) {
    const reason = fromChain(error)
    if (reason.code !== 'UNEXPECTED') return reason
  }
  return new AppError('TX_REVERTED', { hash: sent.hash })
}

/** What became of a batch is known to the wallet alone. */
export async function waitBatched(run: Run, batched: Extract<PendingTx, { state: 'batched' }>): Promise<Mined> {
  const { deps, signal } = run
  run.onStage({ name: 'pending', request: 'batch' })
  for (;;) {
    const status = await deps.wallet.getCallsStatus({ id: batched.callsId }).catch(() => null)
    const receipt = status?.receipts?.at(-1)
    if (status?.status === 'failure') throw new AppError('TX_REVERTED')
    if (receipt?.status === 'reverted') throw new AppError('TX_REVERTED')
    if (status?.status === 'success' && receipt)
      return { hash: receipt.transactionHash, blockNumber: receipt.blockNumber }
    await pause(timingOf(deps).poll, signal)
  }
}

/** Who took a nonce: the transaction we mean, another one, or one that lies too far back to look for. */
export type NonceTaken = { is: 'same' | 'other'; hash: Hash } | { is: 'unknown' }

/** After a reload: what took the nonce, when the hash we know is gone or the wallet never told us. Null while it is free. */
export async function findByNonce(client: PublicClient, pending: PendingTx): Promise<NonceTaken | null> {
  const used = await client.getTransactionCount({ address: pending.account, blockTag: 'latest' })
  if (used <= pending.nonce) return null
  const from = BigInt(pending.fromBlock)
  const head = await client.getBlockNumber({ cacheTime: 0 })
  const last = from + SEARCH_BLOCKS < head ? from + SEARCH_BLOCKS : head
  for (let number = from; number <= last; number++) {
    const block = await client.getBlock({ blockNumber: number, includeTransactions: true })
    const found = block.transactions.find((one) => isFrom(one, pending))
    if (found) return { is: isSame(found, pending) ? 'same' : 'other', hash: found.hash }
  }
  return { is: 'unknown' }
}

export async function isKnown(client: PublicClient, hash: Hash): Promise<boolean> {
  try {
    await client.getTransaction({ hash })
    return true
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return false
    throw error
  }
}

function isFrom(one: Transaction, pending: PendingTx): boolean {
  return one.from.toLowerCase() === pending.account.toLowerCase() && one.nonce === pending.nonce
}

function isSame(one: Transaction, pending: PendingTx): boolean {
  return one.to?.toLowerCase() === pending.to.toLowerCase() && one.input === pending.data && one.value === 0n
}
