'use client'

import { useSyncExternalStore } from 'react'
import { useWallet } from '@/components/wallet/use-wallet'
import { AppError } from '@/lib/errors/app-error'
import { browserStorage } from '@/lib/tx/browser-storage'
import { scopeOf, type TxEntry } from '@/lib/tx/center'
import type { Flow, Step } from '@/lib/tx/flow'
import { pendingStore } from '@/lib/tx/pending'
import type { TxStage } from '@/lib/tx/stage'
import { transactions } from './transactions'
import { useTxDeps } from './use-tx-deps'

const NONE: readonly TxEntry[] = []
const IDLE: TxStage = { name: 'idle' }

export type Transaction = {
  stage: TxStage
  /** The stage before a failure: where it failed. */
  before: TxStage
  /** Of the flow that was started; null when an earlier page did. */
  steps: readonly Step[] | null
  /** Asked for by an earlier page, before a reload. */
  isResumed: boolean
  /** Ends with the last stage; never throws. Does nothing while the same act is under way. */
  start: (flow: Flow) => Promise<TxStage>
  /** Ends when a started flow has left the wallet, or has ended before. */
  untilSent: (flow: Flow) => Promise<TxStage>
  /** Takes an ended act off the screen. */
  reset: () => void
  /** Forgets what will never come: a request declined in the wallet after a reload, a transaction that was dropped. */
  forget: () => void
}

/** One act (`deposit`, `subscribe:2`) of the connected account. The same key elsewhere on the page shows the same run. */
export function useTransaction(key: string): Transaction {
  const { address, chainId } = useWallet()
  const makeDeps = useTxDeps()
  const entries = useTransactions()
  const scope = address ? scopeOf(chainId, address) : null
  const entry = entries.find((one) => one.scope === scope && one.key === key)

  async function start(flow: Flow): Promise<TxStage> {
    if (!address) return { name: 'failed', error: new AppError('WALLET_NOT_CONNECTED') }
    return transactions.start(scopeOf(chainId, address), flow, () => makeDeps(address))
  }
  function forget() {
    if (!address) return
    const store = pendingStore(browserStorage(), chainId, address)
    for (const one of store.list())
      if (one.key === key && (one.state === 'asked' || one.state === 'sent')) store.remove(one.id)
  }
  return {
    stage: entry?.stage ?? IDLE,
    before: entry?.before ?? IDLE,
    steps: entry?.steps ?? null,
    isResumed: entry?.isResumed ?? false,
    start,
    untilSent: async (flow) => (scope ? transactions.untilSent(scope, flow.key) : IDLE),
    reset: () => scope && transactions.clear(scope, key),
    forget,
  }
}

/** Everything under way or just ended in this tab. */
export function useTransactions(): readonly TxEntry[] {
  return useSyncExternalStore(transactions.subscribe, transactions.entries, () => NONE)
}
