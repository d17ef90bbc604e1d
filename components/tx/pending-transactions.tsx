'use client'

import { useEffect } from 'react'
import { TxHash } from '@/components/ui/address'
import { useWallet } from '@/components/wallet/use-wallet'
import { scopeOf, type TxEntry } from '@/lib/tx/center'
import { pendingStore } from '@/lib/tx/pending'
import { hashOf, isUnderWay } from '@/lib/tx/stage'
import { useOpenSheets } from './open-sheets'
import { transactions } from './transactions'
import { useTransactions } from './use-transaction'
import { useTxDeps } from './use-tx-deps'
import { sentenceOf } from './words'
import './tx.css'
import { browserStorage } from '@/lib/tx/browser-storage'

/** Once per layout: goes on after a reload with what was sent, and shows what is under way while no sheet does. */
export function PendingTransactions() {
  const { address, chainId } = useWallet()
  const makeDeps = useTxDeps()
  const entries = useTransactions()
  const open = useOpenSheets()
  // Joins what the browser's storage kept of an earlier page with the runs of this one.
  useEffect(() => {
    if (!address) return
    const pending = pendingStore(browserStorage(), chainId, address).list()
    if (pending.length === 0) return
    makeDeps(address).then(
      (deps) => transactions.resume(scopeOf(chainId, address), pending, deps),
      () => undefined,
    )
  }, [address, chainId, makeDeps])
  const scope = address ? scopeOf(chainId, address) : null
  const shown = entries.filter((entry) => entry.scope === scope && isUnderWay(entry.stage) && !open.has(entry.key))
  return (
    <div role="status" className="under-way">
      {shown.map((entry) => (
        <UnderWay key={entry.key} entry={entry} />
      ))}
    </div>
  )
}

function UnderWay({ entry }: { entry: TxEntry }) {
  const hash = hashOf(entry.stage)
  const isSafe = entry.stage.name === 'safe-proposed'
  return (
    <p className="under-way-one">
      <b>{entry.title}</b>
      <span>{sentenceOf(entry.stage)}</span>
      {hash && <TxHash hash={hash} state="pending" kind={isSafe ? 'safe' : 'transaction'} />}
    </p>
  )
}
