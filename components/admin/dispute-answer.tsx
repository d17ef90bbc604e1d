'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import type { ActionResult } from '@/lib/actions/run-action'
import { disputes as words } from '@/messages/disputes'

export type Decision = 'accepted' | 'rejected'

type Props = {
  act: string
  title: string
  accept: string
  hint: string
  effects: { stops: string; goesOn: string }
  /** Something beside the reason is missing for accepting. */
  isIncomplete?: boolean
  onAnswer: (decision: Decision, reason: string) => Promise<ActionResult<unknown>>
  /** Fields before the reason. */
  children?: ReactNode
}

/** The button and the box in which a dispute is accepted or rejected; either with a reason that the other side reads. */
export function DisputeAnswer({ act, title, accept, hint, effects, isIncomplete = false, onAnswer, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const reason = text.trim()
  const answer = (decision: Decision) =>
    startTransition(async () => {
      if (reason === '' || (decision === 'accepted' && isIncomplete)) return
      const done = await onAnswer(decision, reason)
      if (!done.ok) return setRefusal(done.say)
      setOpen(false)
    })
  const pending = isBusy ? words.deciding : null
  return (
    <>
      <Button size="table" onClick={() => setOpen(true)} aria-label={title}>
        {act}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onSubmit={() => answer('accepted')}
        title={title}
        footer={
          <>
            <Button kind="primary" type="submit" disabled={reason === '' || isIncomplete} pending={pending}>
              {accept}
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
        <Effects stops={effects.stops} goesOn={effects.goesOn} />
        {children}
        <TextArea
          label={words.reason}
          maxLength={1_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          hint={hint}
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
