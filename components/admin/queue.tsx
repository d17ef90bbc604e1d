'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Address, isAddressEqual } from 'viem'
import { TxSheet } from '@/components/tx/tx-sheet'
import { AddressText, shortHex } from '@/components/ui/address'
import { Button, ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { useReadOnly } from '@/components/ui/read-only'
import { momentText } from '@/components/ui/time-text'
import { useSecondsSince } from '@/components/ui/use-seconds'
import { useWallet } from '@/components/wallet/use-wallet'
import { getContract } from '@/lib/chain/contract'
import type { OperationView } from '@/lib/data/operations'
import { ROLES, type RoleName } from '@/lib/domain/roles'
import { rolesQuery } from '@/lib/queries/account'
import { callOf, type Flow, singleCall } from '@/lib/tx/flow'
import { queue as words } from '@/messages/admin-queue'
import { signing } from '@/messages/admin-signing'
import { sheet } from '@/messages/tx-sheet'
import { Change, isOpen, Moved, Ordered, StateBadge, stateNow, Wait } from './operation-parts'
import './admin.css'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

/** Operations with their countdowns, and what the connected wallet may do with each. `now`: block time of the answer, seconds. */
export function Queue({
  operations,
  now,
  empty,
}: {
  operations: readonly OperationView[]
  now: number
  empty: ReactNode
}) {
  // Held as it was when the sheet opened: the act itself takes the operation out of the queue, and the sheet must still say "done".
  const [chosen, setChosen] = useState<Chosen | null>(null)
  return (
    <>
      {operations.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <div className="queue">
          {operations.map((operation) => (
            <Operation
              key={`${operation.id}.${operation.nonce}`}
              operation={operation}
              now={now}
              onAct={(act) => setChosen({ operation, act })}
            />
          ))}
        </div>
      )}
      {chosen && <ActSheet {...chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

type Act = 'execute' | 'cancel'
type Chosen = { operation: OperationView; act: Act }

function Operation({ operation, now, onAct }: { operation: OperationView; now: number; onAct: (act: Act) => void }) {
  const passed = useSecondsSince(now)
  const state = stateNow(operation, now + passed)
  const standing = useStanding(operation)
  const isBlocked = operation.base.isMoved && operation.replaces
  return (
    <article className="operation" aria-label={operation.title}>
      <header>
        <h3>{operation.title}</h3>
        <StateBadge state={state} isMoved={operation.base.isMoved && isOpen(state)} />
      </header>
      <p className="operation-what">
        <Change operation={operation} />
      </p>
      <code className="mono" title={operation.text ?? operation.data}>
        {operation.text ?? operation.data}
      </code>
      {isOpen(state) && <Wait operation={operation} now={now} state={state} />}
      {isOpen(state) && <Moved operation={operation} />}
      {isOpen(state) && <Ordered operation={operation} />}
      {operation.reason && <p className="operation-reason">{operation.reason.text}</p>}
      <div className="operation-acts">
        {state === 'ready' && standing.isCaller && operation.contract && (
          <Button
            size="table"
            kind={isBlocked ? 'secondary' : 'primary'}
            disabled={isBlocked}
            onClick={() => onAct('execute')}
          >
            {words.execute}
          </Button>
        )}
        {isBlocked && isOpen(state) && operation.contract === 'Vault' && operation.functionName === 'setSplit' && (
          <ButtonLink size="table" href="/admin/split">
            {words.proposeAgain}
          </ButtonLink>
        )}
        <ButtonLink size="table" href={`/operations/${operation.id}`}>
          {words.details}
        </ButtonLink>
        {isOpen(state) && standing.cancelAs && (
          <Button size="table" kind="ghost" onClick={() => onAct('cancel')}>
            {words.cancelAs[standing.cancelAs]}
          </Button>
        )}
      </div>
      {state === 'ready' && !standing.isCaller && (
        <p className="text-caption text-ink-3">
          {words.only} <AddressText address={operation.caller} />
          {words.onlyRest}
        </p>
      )}
    </article>
  )
}

type Standing = { isCaller: boolean; cancelAs: 'caller' | 'guardian' | 'admin' | null }

/** What the connected wallet may do; the contract decides again. */
function useStanding({ caller, roles }: OperationView): Standing {
  const { address, at } = useWallet()
  const isReadOnly = useReadOnly()
  const { data } = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  if (!address || isReadOnly) return { isCaller: false, cancelAs: null }
  const isCaller = isAddressEqual(address, caller)
  const holds = (name: string) => name in ROLES && data?.roles[name as RoleName].isMember === true
  if (isCaller) return { isCaller, cancelAs: 'caller' }
  if (roles && roles.guardian !== 'ADMIN' && holds(roles.guardian)) return { isCaller, cancelAs: 'guardian' }
  return { isCaller, cancelAs: holds('ADMIN') ? 'admin' : null }
}

function ActSheet({ operation, act, onClose }: Chosen & { onClose: () => void }) {
  const { at, chainName } = useWallet()
  const key = `${act}:${operation.id}:${operation.nonce}`
  const flow = act === 'execute' ? executeFlow(key, operation) : cancelFlow(key, operation)
  function cancelFlow(name: string, { caller, target, data, title }: OperationView): Flow {
    const manager = getContract(at.deployment, 'AccessManager')
    return singleCall(name, words.cancelOf(title), callOf('AccessManager', manager, 'cancel', [caller, target, data]))
  }
  const title = act === 'cancel' ? words.cancelOf(operation.title) : operation.title
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey={key}
      flow={flow}
      title={title}
      rows={[
        { name: act === 'cancel' ? words.willNotHappen : signing.effect, value: <Change operation={operation} /> },
        { name: words.scheduledBy, value: <AddressText address={operation.caller} /> },
        { name: words.readySince, value: momentText(operation.readyAt, { seconds: true }) },
        { name: words.operation, value: <span className="mono">{shortHex(operation.id)}</span> },
        { name: signing.on, value: chainName },
        { name: sheet.youPay, value: sheet.onlyGas },
      ]}
      act={act === 'cancel' ? words.signCancel : signing.signExecute}
      receiptHref={() => `/operations/${operation.id}`}
    >
      {act === 'execute' && operation.base.isMoved && <Moved operation={operation} />}
    </TxSheet>
  )
}

/** The target is called directly, with the very bytes that were scheduled: that uses up the schedule. Only its caller can. */
function executeFlow(key: string, { contract, functionName, target, data, title }: OperationView): Flow | null {
  if (!contract || !functionName) return null
  return singleCall(key, title, { contract, address: target, functionName, args: [], data })
}
