'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { isAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ConnectButton } from '@/components/wallet/connect-button'
import { useWallet } from '@/components/wallet/use-wallet'
import { accountDoor as words } from '@/messages/account-door'

/** The way in: connect for one's own account, or look at any address. */
export function AccountDoor({ wrong }: { wrong?: string | undefined }) {
  const router = useRouter()
  const { address } = useWallet()
  const [text, setText] = useState(wrong ?? '')
  const [isAsked, setAsked] = useState(wrong !== undefined)
  // Joins the wallet with the address bar: which account is shown is state of the URL.
  useEffect(() => {
    if (address && wrong === undefined) router.replace(`/account?as=${address}`)
  }, [address, wrong, router])
  const error = isAsked && !isAddress(text.trim()) ? words.wrong(text.trim().slice(0, 60)) : undefined
  function look(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (isAddress(text.trim())) router.push(`/account?as=${text.trim()}`)
  }
  return (
    <div className="mt-6 grid max-w-xl gap-6">
      <section className="border-t border-ink pt-3">
        <h2 className="mb-2">{words.own}</h2>
        <p className="mb-3 text-ink-2">{words.ownSay}</p>
        <ConnectButton kind="primary" />
      </section>
      <form onSubmit={look} className="border-t border-ink pt-3">
        <h2 className="mb-2">{words.any}</h2>
        <Field
          label={words.address}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={error}
          hint={words.hint}
          placeholder="0x…"
        />
        <Button type="submit" className="mt-2">
          {words.view}
        </Button>
      </form>
    </div>
  )
}
