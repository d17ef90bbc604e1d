'use client'

import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import { MULTI_SENDS, nonceConflicts, nonceOfProposal } from '@/lib/domain/safe-hash'
import { safeKey } from '@/lib/queries/keys'
import { safeStateQuery } from '@/lib/queries/safe'
import { browserStorage } from '@/lib/tx/browser-storage'
import { type PendingTx, pendingStore } from '@/lib/tx/pending'
import { safe as words } from '@/messages/safe'

/** How far around the next nonce of the Safe a proposal's own is looked for. */
const [BEFORE, MOST] = [20n, 60]

/** Proposals this browser made for the Safe, and what their nonces, read off their Safe hashes, mean for one another. */
export function NonceNotes({ safe }: { safe: Address }) {
  const { at, chainId } = useWallet()
  const { data: state } = useQuery(safeStateQuery(at, safe))
  const { data } = useQuery({
    queryKey: [...safeKey(chainId, safe), 'proposals', state?.nonce.toString() ?? null],
    queryFn: () => proposalsOf(pendingStore(browserStorage(), chainId, safe).list(), chainId, safe, state?.nonce ?? 0n),
    enabled: Boolean(state),
    refetchInterval: 12_000,
  })
  if (!state || !data) return null
  const known = data.flatMap(({ title, nonce }) => (nonce === null ? [] : [{ title, nonce }]))
  const waiting = known.filter(({ nonce }) => nonce >= state.nonce)
  const conflicts = nonceConflicts(waiting)
  return (
    <div className="grid gap-2" role="status">
      {conflicts.map(({ nonce, rivals }) => (
        <Note key={nonce.toString()} tone="warning">
          {words.conflict(
            nonce.toString(),
            rivals.map(({ title }) => title),
          )}
        </Note>
      ))}
      {known
        .filter(({ nonce }) => nonce < state.nonce)
        .map(({ title, nonce }) => (
          <Note key={title}>{words.past(title, nonce.toString())}</Note>
        ))}
      {data
        .filter(({ nonce }) => nonce === null)
        .map(({ title }) => (
          <Note key={title}>{words.unknownNonce(title)}</Note>
        ))}
      {conflicts.length === 0 && (
        <p className="text-table text-ink-2">{data.length === 0 ? words.noneKnown : words.none}</p>
      )}
    </div>
  )
}

type Proposal = { title: string; nonce: bigint | null }

function proposalsOf(pending: readonly PendingTx[], chainId: number, safe: Address, next: bigint): Proposal[] {
  const first = next > BEFORE ? next - BEFORE : 0n
  return pending.flatMap((one) => {
    if (one.state !== 'proposed') return []
    const calls = [{ to: one.to, data: one.data, value: 0n }]
    const search = { first, most: MOST, multiSends: Object.values(MULTI_SENDS) }
    return { title: one.title, nonce: nonceOfProposal({ chainId, safe }, calls, one.hash, search) }
  })
}
