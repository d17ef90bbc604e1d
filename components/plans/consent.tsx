'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Address } from 'viem'
import { Checkbox } from '@/components/ui/choice'
import { useWallet } from '@/components/wallet/use-wallet'
import { agreeToTerms, readConsent } from '@/lib/actions/plans'
import { chainKey } from '@/lib/queries/keys'
import { terms } from '@/messages/terms'
import { answerOf } from './quote'

export type Consent = {
  /** Known, and not given before: the box is shown. */
  isAsked: boolean
  isGiven: boolean
  setTicked: (isTicked: boolean) => void
  isTicked: boolean
  /** Stores it; the sentence of what went wrong, null when it is stored. */
  store: () => Promise<string | null>
}

/** The terms in force, once for an address: asked at its first purchase and never again for the same version. */
export function useConsent(address: Address | null): Consent {
  const { chainId } = useWallet()
  const [tickedFor, setTickedFor] = useState<Address | null>(null)
  // Another account in the wallet agrees for itself.
  const isTicked = address !== null && tickedFor === address
  const setTicked = (isOn: boolean) => setTickedFor(isOn ? address : null)
  const { data: isStored } = useQuery({
    queryKey: [...chainKey(chainId), 'consent', address, terms.version],
    queryFn: async () => answerOf(await readConsent(String(address))),
    enabled: address !== null,
  })
  async function store(): Promise<string | null> {
    if (isStored || !address) return null
    const done = await agreeToTerms(address)
    return done.ok ? null : done.say
  }
  return {
    isAsked: isStored === false,
    isGiven: isStored === true || (isStored === false && isTicked),
    isTicked,
    setTicked,
    store,
  }
}

export function ConsentBox({ consent }: { consent: Consent }) {
  if (!consent.isAsked) return null
  return (
    <div className="mb-3">
      <Checkbox
        checked={consent.isTicked}
        onChange={(event) => consent.setTicked(event.target.checked)}
        label={terms.agree}
        hint={
          <>
            <a href="/plans/terms" target="_blank" rel="noreferrer">
              {terms.link}
            </a>
            . {terms.stored(terms.version)}
          </>
        }
      />
    </div>
  )
}
