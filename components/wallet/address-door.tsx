'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { isAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { viewAs } from '@/messages/view-as'
import { ConnectButton } from './connect-button'
import { useWallet } from './use-wallet'

type Props = {
  /** Where `?as=` leads. */
  path: string
  words: { own: string; ownSay: string; any: string; hint: string }
  /** What was asked for and is no address. */
  wrong?: string | undefined
}

/** The way in to a page about an address: connect for one's own, or look at any. */
export function AddressDoor({ path, words, wrong }: Props) {
  const router = useRouter()
  const { address } = useWallet()
  const [text, setText] = useState(wrong ?? '')
  const [isAsked, setAsked] = useState(wrong !== undefined)
  const wanted = text.trim()
  // Joins the wallet with the address bar: which address is shown is state of the URL.
  useEffect(() => {
    if (address && wrong === undefined) router.replace(`${path}?as=${address}`)
  }, [address, wrong, path, router])
  function look(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (isAddress(wanted)) router.push(`${path}?as=${wanted}`)
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
          label={viewAs.address}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={isAsked && !isAddress(wanted) ? viewAs.wrong(wanted.slice(0, 60)) : undefined}
          hint={words.hint}
          placeholder="0x…"
        />
        <Button type="submit" className="mt-2">
          {viewAs.view}
        </Button>
      </form>
    </div>
  )
}
