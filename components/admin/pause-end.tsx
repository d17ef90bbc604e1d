'use client'

import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import { SignIn } from '@/components/wallet/sign-in'
import { useSignIn } from '@/components/wallet/use-sign-in'
import { useAt } from '@/components/wallet/use-wallet'
import { pause as words } from '@/messages/admin-pause'
import { SCOPE_WORDS, unpauseCall } from './pause-scopes'
import { Propose } from './propose'
import type { RunningPause } from './unpause'

/**
 * A pause that runs, ended early: with a reason, a trial and a delay like every change. `now`: block time, seconds. The page asks for no session,
 * but a reason is somebody's.
 */
export function PauseEnd({ pause: { scope, until }, now }: { pause: RunningPause; now: number }) {
  const at = useAt()
  const { address: session } = useSignIn()
  const { name, stops } = SCOPE_WORDS[scope]
  return (
    <Section title={words.endOf(name)} note={words.endNote} className="mt-7">
      <KeyValues>
        <KeyValue name={words.goesOnAgain}>{stops}</KeyValue>
        <KeyValue name={words.withoutIt}>{words.endsItself(momentText(until))}</KeyValue>
        <KeyValue name={words.cancellable}>{words.cancellers}</KeyValue>
      </KeyValues>
      {session ? (
        <Propose
          key={scope}
          txKey={`unpause:${scope}`}
          title={words.endOf(name)}
          call={unpauseCall(at, scope)}
          problem={null}
          needs="UNPAUSER"
          now={now}
          effect={words.againOf(stops)}
        />
      ) : (
        <div className="mt-4">
          <SignIn why={words.endDoor} isPart />
        </div>
      )}
    </Section>
  )
}
