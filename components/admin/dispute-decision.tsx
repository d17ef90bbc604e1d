'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { figureParts } from '@/components/ui/amount-text'
import { Field } from '@/components/ui/field'
import { endDispute } from '@/lib/actions/disputes'
import { disputes as words } from '@/messages/disputes'
import { parseGiveBack } from './dispute-amount'
import { type Decision, DisputeAnswer } from './dispute-answer'

type Props = { id: string; requestId: string; mostNano: bigint | null }

/** Accepts a dispute of usage, with a credit note of all or a part, or rejects it. */
export function DisputeDecision({ id, requestId, mostNano }: Props) {
  const router = useRouter()
  const [amount, setAmount] = useState('')
  const most = mostNano === null ? 'n/a' : figureParts(mostNano, { decimals: 9, digits: 9, least: 2, symbol: '$' }).text
  const back = parseGiveBack(amount, mostNano, most)
  const decide = async (decision: Decision, text: string) => {
    const reason = text.replace(/\s+/g, ' ')
    const isGiven = decision === 'accepted' && back.ok
    const done = await endDispute(id, isGiven ? { decision, reason, amountNano: back.nano } : { decision, reason })
    if (done.ok) router.refresh()
    return done
  }
  return (
    <DisputeAnswer
      act={words.decide}
      title={words.dialog(requestId)}
      accept={words.accept}
      hint={words.reasonHint}
      effects={{ stops: words.stops, goesOn: words.goesOn }}
      isIncomplete={!back.ok}
      onAnswer={decide}
    >
      <Field
        className="mb-3"
        label={words.amount}
        unit={words.usd}
        value={amount}
        onChange={(event) => setAmount(event.target.value)}
        error={back.ok ? null : back.say}
        hint={words.amountHint(most)}
      />
    </DisputeAnswer>
  )
}
