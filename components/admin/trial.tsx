'use client'

import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import { type Address, keccak256, slice } from 'viem'
import { AddressText, TxHash } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { operationId } from '@/lib/domain/operation'
import { eventText } from '@/lib/domain/operation-words'
import { sayError } from '@/lib/errors/say'
import type { Call } from '@/lib/tx/flow'
import { signing as words } from '@/messages/admin-signing'
import type { Tried, TriedEvent } from './schedule'
import './admin.css'

type TrialQuery = { data?: Tried | undefined; error: unknown; isPending: boolean }

/** How the call went when it was tried last, and what it would write: an answer that was good before counts no more. */
export function Trial({ trial, isAsked }: { trial: TrialQuery; isAsked: boolean }) {
  if (!isAsked) return null
  return (
    <>
      <p role="status" className="mt-2.5 text-table text-ink-2">
        {trial.error ? (
          <span className="text-danger">
            <Icon of={CircleAlert} className="mr-1.5" />
            {sayError(trial.error).say}
          </span>
        ) : trial.data ? (
          <span className="text-success">
            <Icon of={Check} className="mr-1.5" />
            {words.succeeds(grouped(trial.data.block))}
          </span>
        ) : (
          <>
            <Icon of={LoaderCircle} className="turning mr-1.5" />
            {words.trying}
          </>
        )}
      </p>
      {trial.data && !trial.error && <Events events={trial.data.events} />}
    </>
  )
}

function Events({ events }: { events: Tried['events'] }) {
  if (!events) return <p className="mt-1.5 text-caption text-ink-3">{words.eventsUnknown}</p>
  if (events.length === 0) return <p className="mt-1.5 text-caption text-ink-3">{words.noEvents}</p>
  return (
    <div className="mt-2.5">
      <h3 id="events" className="text-caption text-ink-2">
        {words.events}
      </h3>
      <ul aria-labelledby="events" className="mt-1 grid gap-1 text-table">
        {events.map((event) => (
          <li key={event.index} className="border-l border-rule-2 pl-2.5">
            <Event event={event} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Event({ event }: { event: TriedEvent }) {
  if (!event.known) {
    return (
      <>
        <AddressText address={event.address} />{' '}
        <span className="text-caption text-ink-3 wrap-anywhere">{words.foreignEvent(event.topic)}</span>
      </>
    )
  }
  const { contract, name } = event.known
  const isMark = contract === 'AccessManager' && name === 'OperationExecuted'
  const say = isMark ? words.marked : eventText(event.known)
  return (
    <>
      {say}
      <span className="mono block text-caption text-ink-3 wrap-anywhere">{event.known.text}</span>
    </>
  )
}

/** The bytes and hashes of a call, to compare with what a wallet shows. `signed`: the call that carries it when it is scheduled, else itself. */
export function CallBytes({ call, caller, signed }: { call: Call; caller: Address | null; signed: Call }) {
  return (
    <details className="mt-3 text-table">
      <summary>{words.bytes}</summary>
      <KeyValues>
        <KeyValue name={words.target}>
          <AddressText address={call.address} name={call.contract} full />
        </KeyValue>
        <KeyValue name={words.selector}>
          <span className="mono">{slice(call.data, 0, 4)}</span> {call.functionName}
        </KeyValue>
        <KeyValue name={words.calldataHash}>
          <TxHash hash={keccak256(call.data)} />
        </KeyValue>
        {caller && (
          <KeyValue name={words.operationId}>
            <TxHash hash={operationId(caller, call.address, call.data)} />
          </KeyValue>
        )}
      </KeyValues>
      <Bytes name={words.calldata} text={call.data} copy={words.copyCalldata} />
      {signed !== call && (
        <Bytes
          name={words.signedBy(`${signed.contract}.${signed.functionName}`)}
          text={signed.data}
          copy={words.copySigned}
        />
      )}
    </details>
  )
}

function Bytes({ name, text, copy }: { name: string; text: string; copy: string }) {
  return (
    <p className="mt-2 text-caption text-ink-2">
      {name} <CopyButton text={text} label={copy} />
      <span className="mono block break-all">{text}</span>
    </p>
  )
}
