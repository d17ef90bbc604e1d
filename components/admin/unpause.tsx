'use client'

import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { ButtonLink } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import { rolesQuery } from '@/lib/queries/account'
import { pause as words } from '@/messages/admin-pause'
import { SCOPE_WORDS, type Scope } from './pause-scopes'
import './admin.css'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

/** A pause that runs; `until` in seconds of the chain. */
export type RunningPause = { scope: Scope; until: number }

/** What is paused now, and the way to end each pause early: UNPAUSER schedules it, then executes it from the queue. */
export function RunningPauses({ pauses }: { pauses: readonly RunningPause[] }) {
  const { address, at } = useWallet()
  const roles = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  const membership = roles.data?.roles.UNPAUSER
  if (pauses.length === 0) return <Empty>{words.nothingPaused}</Empty>
  return (
    <>
      <ul className="scopes">
        {pauses.map(({ scope, until }) => (
          <li key={scope} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              <b>{SCOPE_WORDS[scope].name}</b>
              <span className="num block text-caption text-ink-3">{words.endsItself(momentText(until))}</span>
            </span>
            {membership?.isMember && (
              <ButtonLink size="table" href={`/admin/pause?end=${encodeURIComponent(scope)}`}>
                {membership.delay > 0n ? words.scheduleEnd : words.endNow}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
      {!membership?.isMember && <p className="mt-2 text-caption text-ink-2">{words.notUnpauser}</p>}
    </>
  )
}
