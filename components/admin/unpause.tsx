'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Address } from 'viem'
import { TxSheet } from '@/components/tx/tx-sheet'
import { Button } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import { formatDuration } from '@/lib/domain/time'
import { rolesQuery } from '@/lib/queries/account'
import { pause as words } from '@/messages/admin-pause'
import { signing } from '@/messages/admin-signing'
import { sheet } from '@/messages/tx-sheet'
import { SCOPE_WORDS, type Scope, unpauseCall } from './pause-scopes'
import { proposalFlow } from './schedule'
import './admin.css'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

/** A pause that runs; `until` in seconds of the chain. */
export type RunningPause = { scope: Scope; until: number }

/** What is paused now, and the way to end each pause early: UNPAUSER schedules it, then executes it from the queue. */
export function RunningPauses({ pauses }: { pauses: readonly RunningPause[] }) {
  const { address, at } = useWallet()
  const [scope, setScope] = useState<Scope | null>(null)
  const roles = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  const membership = roles.data?.roles.UNPAUSER
  if (pauses.length === 0) return <Empty>{words.nothingPaused}</Empty>
  const title = scope ? words.endOf(SCOPE_WORDS[scope].name) : ''
  const key = `unpause:${scope}`
  const flow =
    scope && membership?.isMember
      ? proposalFlow(at, key, title, unpauseCall(at, scope), 'UNPAUSER', membership.delay)
      : null
  return (
    <>
      <ul className="scopes">
        {pauses.map((pause) => (
          <li key={pause.scope} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              <b>{SCOPE_WORDS[pause.scope].name}</b>
              <span className="num block text-caption text-ink-3">{words.endsItself(momentText(pause.until))}</span>
            </span>
            {membership?.isMember && (
              <Button size="table" onClick={() => setScope(pause.scope)}>
                {membership.delay > 0n ? words.scheduleEnd : words.endNow}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!membership?.isMember && <p className="mt-2 text-caption text-ink-2">{words.notUnpauser}</p>}
      <TxSheet
        isOpen={scope !== null}
        onClose={() => setScope(null)}
        txKey={key}
        flow={flow}
        problem={signing.notHeld('UNPAUSER')}
        title={title}
        rows={[
          { name: words.goesOnAgain, value: scope && SCOPE_WORDS[scope].stops },
          {
            name: signing.canExecute,
            value: membership ? words.window(formatDuration(membership.delay)) : 'n/a',
          },
          { name: words.cancellable, value: words.cancellers },
          { name: sheet.youPay, value: sheet.onlyGas },
        ]}
        act={signing.signSchedule}
        receiptHref={() => '/admin'}
      />
    </>
  )
}
