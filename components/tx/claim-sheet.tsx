'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { AddressText, TxHash } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import type { At } from '@/lib/chain/at'
import { getContract } from '@/lib/chain/contract'
import { CATEGORIES, type Category } from '@/lib/domain/buckets'
import { AppError } from '@/lib/errors/app-error'
import { type Claim, claimQuery } from '@/lib/queries/claim'
import { callOf, type Flow, singleCall } from '@/lib/tx/flow'
import { claim as words } from '@/messages/claim'
import { sheet } from '@/messages/tx-sheet'
import { ClaimGas } from './claim-gas'
import { TxSheet } from './tx-sheet'

export type ClaimSheetProps = {
  category: Category
  /** Who is paid, whoever sends it. */
  account: Address
  /** USD per CXPT in WAD, as last posted; null: none. */
  price: bigint | null
  /** micro-USD of one gas coin, when the operator gave one. */
  coinUsd: bigint | null
  onClose: () => void
}

function flowOf(at: At, category: Category, account: Address, claim: Claim | undefined): Flow | null {
  if (!claim?.ok) return null
  const args = [CATEGORIES.indexOf(category), account, claim.cumulative, claim.proof] as const
  const call = callOf('Rewards', getContract(at.deployment, 'Rewards'), 'claim', args)
  return singleCall(`claim:${category}:${account}`, words.title, call)
}

/** A claim: the proof is held against the chain's own root in this browser, and only then can anything be signed. */
export function ClaimSheet({ category, account, price, coinUsd, onClose }: ClaimSheetProps) {
  const { at, address } = useWallet()
  const { data: claim, error } = useQuery(claimQuery(at, category, account))
  const flow = flowOf(at, category, account, claim)
  const isOther = address !== null && address.toLowerCase() !== account.toLowerCase()
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey={`claim:${category}:${account}`}
      flow={flow}
      title={`${words.title}: ${words.what[category]}`}
      rows={claim ? rowsOf(claim, account) : []}
      act={claim?.ok ? words.act(cxptText(claim.amount, 4, { rounding: 'down' })) : words.actUnknown}
    >
      <Verdict claim={claim} error={error} />
      {isOther && <Note className="mt-3">{words.forOther}</Note>}
      {claim?.ok && flow && <ClaimGas flow={flow} amount={claim.amount} price={price} coinUsd={coinUsd} />}
    </TxSheet>
  )
}

function rowsOf(claim: Claim, account: Address): { name: ReactNode; value: ReactNode }[] {
  const { root, claimed } = claim.state
  return [
    ...(claim.ok ? [{ name: words.receives, value: <Amount wei={claim.amount} rounding="down" unit copy /> }] : []),
    { name: words.to, value: <AddressText address={account} full /> },
    { name: words.before, value: <Amount wei={claimed} /> },
    ...(claim.ok ? [{ name: words.lifetime, value: <Amount wei={claim.cumulative} /> }] : []),
    ...(root ? [{ name: words.root, value: <TxHash hash={root} /> }] : []),
    { name: sheet.youPay, value: sheet.onlyGas },
  ]
}

/** What the check in this browser came to. */
function Verdict({ claim, error }: { claim: Claim | undefined; error: Error | null }) {
  if (!claim) {
    if (!error) return <Note className="mt-3">{words.checking}</Note>
    return (
      <Note tone="warning" className="mt-3">
        {words.away} {error instanceof AppError && error.say}
      </Note>
    )
  }
  if (claim.ok) {
    return (
      <Note tone="success" className="mt-3">
        {words.checked(claim.proof.length)}
      </Note>
    )
  }
  return (
    <Note
      tone={claim.why === 'wrong-proof' || claim.why === 'other-root' ? 'danger' : 'neutral'}
      className="mt-3"
      announce
    >
      {words.refused[claim.why]}
    </Note>
  )
}
