'use client'

import { ArrowRight, Ban, Check, Clock, TriangleAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Countdown } from '@/components/ui/countdown'
import { Diff } from '@/components/ui/diff'
import { Icon } from '@/components/ui/icon'
import type { OperationView } from '@/lib/data/operations'
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
  if (to === null) return <>{text ? 'As decoded below' : 'These bytes cannot be read with our contracts'}</>
  if (base.from === null) return <span className="operation-to">{to}</span>
  if (base.from.length + to.length <= ONE_LINE) return <Diff from={base.from} to={to} />
  return (
    <span className="operation-to">
      <span className="text-ink-2">{base.from}</span>
      <Icon of={ArrowRight} className="mx-1 size-3 text-ink-3" />
      <span className="sr-only">becomes </span>
      <span className="marker">{to}</span>
    </span>
  )
}

const STATES = {
  waiting: { tone: 'info', icon: Clock, word: 'Waiting' },
  ready: { tone: 'success', icon: Check, word: 'Ready' },
  expired: { tone: 'neutral', icon: Clock, word: 'Expired' },
  executed: { tone: 'success', icon: Check, word: 'Executed' },
  cancelled: { tone: 'neutral', icon: Ban, word: 'Cancelled' },
} as const

export function StateBadge({ state, isMoved }: { state: OperationView['state']; isMoved?: boolean }) {
  if (isMoved) {
    return (
      <Badge tone="danger" icon={TriangleAlert}>
        Base moved
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
        <span className="font-medium">Ready</span>
        <span className="text-caption text-ink-3">
          expires in <Countdown target={expiresAt} now={now} announce={`${title} has expired`} done="a moment" />
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
      announce={`${title} is ready`}
      done="Ready"
    />
  )
}

export function Moved({ operation: { base, replaces } }: { operation: OperationView }) {
  if (!base.isMoved) return null
  return (
    <p role="note" className={replaces ? 'text-caption text-danger' : 'text-caption text-warning'}>
      Proposed when it was {base.from}; it is {base.now} now.
      {replaces && ' Executing would undo an accepted change.'}
    </p>
  )
}
