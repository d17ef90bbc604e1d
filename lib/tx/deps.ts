import type { Account, Chain, Hash, Transport, WalletClient } from 'viem'
import type { ChainClient } from '../chain/clients'
import type { Flow } from './flow'
import type { PendingStore } from './pending'
import type { SafeProgress, TxStage } from './stage'

/** What a Safe's own service knows of a proposal; null when it cannot be asked. */
export type SafeStatus = SafeProgress & { isCancelled: boolean }

/** Everything a write needs from outside. The hook builds it from wagmi; tests from anvil. */
export type TxDeps = {
  client: ChainClient
  wallet: WalletClient<Transport, Chain, Account>
  /** The account is a Safe: what its wallet returns is a Safe hash. */
  isSafe: boolean
  askSafe?: (safeHash: Hash) => Promise<SafeStatus | null>
  pending: PendingStore
  /** Throws the AppError of the first need that is not met. */
  check: (flow: Flow) => Promise<void>
  /** Whether the ledger holds the block. */
  isIndexed: (blockNumber: bigint) => Promise<boolean>
  /** Reads anew what the write has changed on the page. */
  refresh: () => Promise<void>
  timing?: Partial<Timing>
  /** Blocks per query of logs, `LOG_RANGE` unless the node allows less. */
  logRange?: bigint
}

/** Under the limit of every common RPC. */
export const LOG_RANGE = 2_000n

/** Milliseconds of waiting, not of meaning: no deadline of the chain is measured with them. */
export type Timing = { poll: number; indexLimit: number }
const TIMING: Timing = { poll: 1_000, indexLimit: 30_000 }

export type Run = {
  deps: TxDeps
  onStage: (stage: TxStage) => void
  /** Stops watching. It takes nothing back: what was sent stays in the store and is resumed. */
  signal?: AbortSignal
}

export function timingOf(deps: TxDeps): Timing {
  return { ...TIMING, ...deps.timing }
}

/** Rejects with the signal's reason when it is aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
