'use client'

import { LogIn } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { Note } from '@/components/ui/note'
import { wallet as words } from '@/messages/wallet'
import { ConnectButton } from './connect-button'
import { useSignIn } from './use-sign-in'
import { useWallet } from './use-wallet'

const STAGES = { signing: words.waiting, verifying: words.verifying } as const

/** In the place of what needs a session: connect, then sign in. `why` says what for; `isPart` stands in a section, under its rule. */
export function SignIn({ why, isPart }: { why: ReactNode; isPart?: boolean }) {
  const { status, isWrongNetwork, chainName } = useWallet()
  const { state, start } = useSignIn()
  const [hasAsked, setAsked] = useState(false)
  const pending = state.name === 'signing' || state.name === 'verifying' ? STAGES[state.name] : null
  // A door that was the whole page is gone afterwards, and the focus with it: the page behind it takes it. A section's place stays.
  async function enter(door: HTMLElement) {
    const isPage = door.closest('section') === null
    if ((await start()) && isPage) document.getElementById('main')?.focus({ preventScroll: true })
  }
  return (
    <div className={classes('flex max-w-xl flex-col items-start gap-3', !isPart && 'border-t border-ink pt-3')}>
      <p className="text-body text-ink-2">{why}</p>
      {status === 'connected' ? (
        <Button
          kind="primary"
          icon={LogIn}
          pending={pending}
          stages={Object.values(STAGES)}
          onClick={({ currentTarget }) => enter(currentTarget)}
          autoFocus={hasAsked}
          reason={isWrongNetwork ? words.otherNetworkSignIn(chainName) : undefined}
        >
          {words.signInAct}
        </Button>
      ) : (
        <ConnectButton kind="primary" onAsk={() => setAsked(true)} />
      )}
      <p className="text-caption text-ink-3">{words.signInNote}</p>
      {state.name === 'failed' && (
        <Note tone="danger" announce>
          {state.say}
        </Note>
      )}
    </div>
  )
}
