'use client'

import { ArrowRight, Ban, Check, Clock, TriangleAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Countdown } from '@/components/ui/countdown'
import { Diff } from '@/components/ui/diff'
import { Icon } from '@/components/ui/icon'
import type { OperationView } from '@/lib/data/operations'
import { operation as words } from '@/messages/admin-operation'
import './admin.css'

/** The server's state of a block, carried on by the page's clock until the next answer. */
export function stateNow({ state, readyAt, expiresAt }: OperationView, time: number): OperationView['state'] {
  if (state === 'executed' || state === 'cancelled') return state
  if (time >= expiresAt) return 'expired'
  return time >= readyAt ? 'ready' : 'waiting'
}

export function isOpen(state: OperationView['state']): boolean {
  return state === 'waiting' || state === 'ready'
}

/** Characters of old and new together that still fit one line of the rail. */
const ONE_LINE = 44

export function Change({ operation: { base, to, text } }: { operation: OperationView }) {
  if (to === null) return <>{text ? words.asDecoded : words.unreadable}</>
  if (base.from === null) return <span className="operation-to">{to}</span>
  if (base.from.length + to.length <= ONE_LINE) return <Diff from={base.from} to={to} />
  return (
    <span className="operation-to">
      <span className="text-ink-2">{base.from}</span>
      <Icon of={ArrowRight} className="mx-1 size-3 text-ink-3" />
      <span className="sr-only">{words.becomes} </span>
      <span className="marker">{to}</span>
    </span>
  )
}

const STATES = {
  waiting: { tone: 'info', icon: Clock, word: words.states.waiting },
  ready: { tone: 'success', icon: Check, word: words.states.ready },
  expired: { tone: 'neutral', icon: Clock, word: words.states.expired },
  executed: { tone: 'success', icon: Check, word: words.states.executed },
  cancelled: { tone: 'neutral', icon: Ban, word: words.states.cancelled },
} as const

export function StateBadge({ state, isMoved }: { state: OperationView['state']; isMoved?: boolean }) {
  if (isMoved) {
    return (
      <Badge tone="danger" icon={TriangleAlert}>
        {words.baseMoved}
      </Badge>
    )
  }
  const { tone, icon, word } = STATES[state]
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  )
}

export function Wait({
  operation,
  now,
  state,
}: {
  operation: OperationView
  now: number
  state: OperationView['state']
}) {
  const { readyAt, expiresAt, scheduledAt, title } = operation
  if (state === 'ready') {
    return (
      <div className="operation-wait">
        <span className="font-medium">{words.states.ready}</span>
        <span className="text-caption text-ink-3">
          {words.expiresIn}{' '}
          <Countdown target={expiresAt} now={now} announce={words.hasExpired(title)} done={words.inAMoment} />
        </span>
      </div>
    )
  }
  return (
    <Countdown
      className="operation-wait-line"
      target={readyAt}
      now={now}
      from={scheduledAt}
      announce={words.isReady(title)}
      done={words.states.ready}
    />
  )
}

/** Its place among operations that set the same, and what executing it after the one before then does. */
export function Ordered({ operation: { order } }: { operation: OperationView }) {
  if (!order) return null
  const { place, of, before, after, isConflict, isSame, meets } = order
  const neighbour = before ?? after
  return (
    <p role="note" className={isConflict ? 'text-caption text-warning' : 'text-caption text-ink-2'}>
      {words.placed(place, of)} {before ? words.afterOther(before.to) : words.beforeOther(after?.to ?? null)}{' '}
      {isConflict && meets !== null && `${isSame ? words.sameAgain : words.conflict(meets)} `}
      {before && meets === null && `${words.neitherUndoes} `}
      {neighbour && <a href={`/operations/${neighbour.id}`}>{words.theOther}</a>}
    </p>
  )
}

export function Moved({ operation: { base, replaces } }: { operation: OperationView }) {
  if (!base.isMoved) return null
  return (
    <p role="note" className={replaces ? 'text-caption text-danger' : 'text-caption text-warning'}>
      {words.moved(base.from ?? '', base.now ?? '')}
      {replaces && ` ${words.undoes}`}
    </p>
  )
}
