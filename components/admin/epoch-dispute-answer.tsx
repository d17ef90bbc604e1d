'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { answerDispute } from '@/lib/actions/epoch-disputes'
import { disputes as words } from '@/messages/disputes'

/** Upholds a provider's dispute of an epoch or rejects it; either with a reason that he reads. */
export function EpochDisputeAnswer({ id, label }: { id: string; label: string }) {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const reason = text.trim()
  const answer = (decision: 'accepted' | 'rejected') =>
    startTransition(async () => {
      if (reason === '') return
      const done = await answerDispute(id, { decision, reason })
      if (!done.ok) return setRefusal(done.say)
      setOpen(false)
    })
  const pending = isBusy ? words.deciding : null
  return (
    <>
      <Button size="table" onClick={() => setOpen(true)} aria-label={words.answerDialog(label)}>
        {words.answerAct}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onSubmit={() => answer('accepted')}
        title={words.answerDialog(label)}
        footer={
          <>
            <Button kind="primary" type="submit" disabled={reason === ''} pending={pending}>
              {words.uphold}
            </Button>
            <Button disabled={reason === ''} pending={pending} onClick={() => answer('rejected')}>
              {words.reject}
            </Button>
            <Button kind="ghost" onClick={() => setOpen(false)}>
              {words.cancel}
            </Button>
          </>
        }
      >
        <Effects stops={words.answerStops} goesOn={words.answerGoesOn} />
        <TextArea
          label={words.reason}
          maxLength={1_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          hint={words.answerHint}
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
