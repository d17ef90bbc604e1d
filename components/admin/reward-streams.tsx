'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Address, Hex } from 'viem'
import { TxSheet } from '@/components/tx/tx-sheet'
import { TxHash } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { Countdown } from '@/components/ui/countdown'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { Act as LiveAct } from '@/components/ui/read-only'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import { getContract } from '@/lib/chain/contract'
import type { AdminStream } from '@/lib/data/admin-rewards'
import { CATEGORIES } from '@/lib/domain/buckets'
import { rolesQuery } from '@/lib/queries/account'
import { callOf, singleCall } from '@/lib/tx/flow'
import { adminRewards as words } from '@/messages/admin-rewards'
import { sheet } from '@/messages/tx-sheet'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

type ActName = 'accept' | 'veto' | 'revoke'
type Act = { name: ActName; stream: AdminStream; root: Hex }

const TITLES = { accept: words.acceptTitle, veto: words.vetoTitle, revoke: words.revokeTitle }
const DOES = { accept: words.acceptDoes, veto: words.vetoDoes, revoke: words.revokeDoes }

type Props = {
  streams: readonly AdminStream[]
  /** Block time and the length of the window, seconds. */
  now: number
  window: bigint
}

/** What is pending in each category, and what can be done about it. */
export function RewardStreams({ streams, now, window }: Props) {
  const { address, at } = useWallet()
  const [act, setAct] = useState<Act | null>(null)
  const roles = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  const isGuardian = roles.data?.roles.GUARDIAN.isMember === true
  const name = act ? words.categories[act.stream.category] : ''
  const title = act ? TITLES[act.name](name) : ''
  const key = act ? `reward-root:${act.name}:${act.stream.category}:${act.root}` : 'reward-root'
  const call =
    act &&
    callOf('Rewards', getContract(at.deployment, 'Rewards'), act.name, [
      CATEGORIES.indexOf(act.stream.category),
      act.root,
    ])
  return (
    <Section title={words.streams} note={words.streamsNote} className="mt-5">
      <div className="grid gap-6 lg:grid-cols-3">
        {streams.map((stream) => (
          <Stream
            key={stream.category}
            stream={stream}
            now={now}
            window={window}
            isGuardian={isGuardian}
            onAct={(chosen, root) => setAct({ name: chosen, stream, root })}
          />
        ))}
      </div>
      {address && !isGuardian && <p className="mt-3 text-caption text-ink-3">{words.needsGuardian}</p>}
      <TxSheet
        isOpen={act !== null}
        onClose={() => setAct(null)}
        txKey={key}
        flow={call && singleCall(key, title, call, act.name === 'accept' ? {} : { role: 'GUARDIAN' })}
        title={title}
        rows={
          act
            ? [
                { name: words.root, value: <TxHash hash={act.root} /> },
                ...(act.name === 'revoke'
                  ? []
                  : [
                      {
                        name: words.amount,
                        value: <Amount wei={act.stream.state.pendingTotal - act.stream.state.total} unit />,
                      },
                    ]),
                { name: words.does, value: DOES[act.name] },
                { name: sheet.youPay, value: sheet.onlyGas },
              ]
            : []
        }
        act={act ? words.sign[act.name] : ''}
        receiptHref={() => '/admin/rewards'}
      />
    </Section>
  )
}

type StreamProps = {
  stream: AdminStream
  now: number
  window: bigint
  isGuardian: boolean
  onAct: (name: ActName, root: Hex) => void
}

function Stream({ stream: { category, state, room }, now, window, isGuardian, onAct }: StreamProps) {
  const { root, pendingRoot, pendingTotal, total } = state
  const acceptAt = Number(state.acceptAt)
  return (
    <section aria-label={words.categories[category]}>
      <h3 className="mb-2 font-strong">{words.categories[category]}</h3>
      <KeyValues>
        <KeyValue name={words.total}>
          <Amount wei={total} unit />
        </KeyValue>
        <KeyValue name={words.claimed}>
          <Amount wei={state.claimed} unit />
        </KeyValue>
        <KeyValue name={words.allocatable}>
          <Amount wei={state.allocatable} unit />
        </KeyValue>
        <KeyValue name={words.maxStep}>
          <Amount wei={state.maxStep} unit />
        </KeyValue>
        <KeyValue name={words.room}>
          <Amount wei={room} unit />
        </KeyValue>
        <KeyValue name={words.pending}>
          {pendingRoot ? (
            <>
              <TxHash hash={pendingRoot} /> <span className="num">{words.adds(cxptText(pendingTotal - total, 2))}</span>
            </>
          ) : (
            <span className="text-ink-3">{words.none}</span>
          )}
        </KeyValue>
        {pendingRoot && (
          <KeyValue name={words.windowEnds}>
            <Countdown
              target={acceptAt}
              now={now}
              from={acceptAt - Number(window)}
              done={words.windowOver}
              announce={words.windowEnds}
            />
          </KeyValue>
        )}
      </KeyValues>
      {state.isPaused && (
        <Note tone="warning" className="mt-2">
          {words.paused(momentText(Number(state.pausedUntil)))}
        </Note>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {pendingRoot && (
          <LiveAct>
            <Button
              size="table"
              disabled={now < acceptAt || state.isPaused}
              onClick={() => onAct('accept', pendingRoot)}
            >
              {words.accept}
            </Button>
          </LiveAct>
        )}
        {pendingRoot && isGuardian && (
          <Button size="table" kind="danger" onClick={() => onAct('veto', pendingRoot)}>
            {words.veto}
          </Button>
        )}
        {root && isGuardian && (
          <Button size="table" onClick={() => onAct('revoke', root)}>
            {words.revoke}
          </Button>
        )}
      </div>
    </section>
  )
}
