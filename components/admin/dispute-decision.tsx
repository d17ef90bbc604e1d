'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { figureParts } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { Field, TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { endDispute } from '@/lib/actions/disputes'
import { disputes as words } from '@/messages/disputes'
import { parseGiveBack } from './dispute-amount'

type Props = { id: string; requestId: string; mostNano: bigint | null }

/** Accepts a dispute, with a credit note of all or a part, or rejects it; either with a reason that the account reads. */
export function DisputeDecision({ id, requestId, mostNano }: Props) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [amount, setAmount] = useState('')
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const most = mostNano === null ? 'n/a' : figureParts(mostNano, { decimals: 9, digits: 9, least: 2, symbol: '$' }).text
  const back = parseGiveBack(amount, mostNano, most)
  const reason = text.trim().replace(/\s+/g, ' ')
  const decide = (decision: 'accepted' | 'rejected') =>
    startTransition(async () => {
      if (reason === '' || !back.ok) return
      const made = decision === 'accepted' ? { decision, reason, amountNano: back.nano } : { decision, reason }
      const done = await endDispute(id, made)
      if (!done.ok) return setRefusal(done.say)
      setOpen(false)
      router.refresh()
    })
  const pending = isBusy ? words.deciding : null
  return (
    <>
      <Button size="table" onClick={() => setOpen(true)} aria-label={words.dialog(requestId)}>
        {words.decide}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onSubmit={() => decide('accepted')}
        title={words.dialog(requestId)}
        footer={
          <>
            <Button kind="primary" type="submit" disabled={reason === '' || !back.ok} pending={pending}>
              {words.accept}
            </Button>
            <Button disabled={reason === ''} pending={pending} onClick={() => decide('rejected')}>
              {words.reject}
            </Button>
            <Button kind="ghost" onClick={() => setOpen(false)}>
              {words.cancel}
            </Button>
          </>
        }
      >
        <Effects stops={words.stops} goesOn={words.goesOn} />
        <Field
          className="mb-3"
          label={words.amount}
          unit="USD"
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          error={back.ok ? null : back.say}
          hint={words.amountHint(most)}
        />
        <TextArea
          label={words.reason}
          maxLength={1_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          hint={words.reasonHint}
        />
        {refusal && (
          <Note tone="danger" announce className="mt-3">
            {refusal}
          </Note>
        )}
      </AlertBox>
    </>
  )
}
