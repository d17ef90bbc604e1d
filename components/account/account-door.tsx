'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useState } from 'react'
import { isAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { ConnectButton } from '@/components/wallet/connect-button'
import { useWallet } from '@/components/wallet/use-wallet'

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
  const error = isAsked && !isAddress(text.trim()) ? sayWrong(text) : undefined
  function look(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (isAddress(text.trim())) router.push(`/account?as=${text.trim()}`)
  }
  return (
    <div className="mt-6 grid max-w-xl gap-6">
      <section className="border-t border-ink pt-3">
        <h2 className="mb-2">Your account</h2>
        <p className="mb-3 text-ink-2">Connect the wallet whose credits and plan you want to see.</p>
        <ConnectButton kind="primary" />
      </section>
      <form onSubmit={look} className="border-t border-ink pt-3">
        <h2 className="mb-2">Any address, read-only</h2>
        <Field
          label="Address"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={error}
          hint="What the chain knows: plan, credits, payments. No wallet needed."
          placeholder="0x…"
        />
        <Button type="submit" className="mt-2">
          View this address
        </Button>
      </form>
    </div>
  )
}

function sayWrong(text: string): string {
  return `“${text.trim().slice(0, 60)}” is not an address: 0x and 40 hexadecimal digits, with a right checksum when it has one.`
}
