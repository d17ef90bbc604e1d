'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { disputeReceipt } from '@/lib/actions/disputes'
import { usage } from '@/messages/usage'

const { dispute: say } = usage

/** Says what is wrong with a receipt. */
export function DisputeForm({ gateway, requestId }: { gateway: string; requestId: string }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const reason = text.trim()
  const error = /[\p{Cc}\p{Cf}]/u.test(reason) ? say.lines : null
  const submit = () =>
    startTransition(async () => {
      const done = await disputeReceipt({ gateway, requestId, reason })
      setRefusal(done.ok ? null : done.say)
      if (done.ok) router.refresh()
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reason !== '' && !error) submit()
      }}
    >
      <p className="mb-3 text-table text-ink-2">{say.intro}</p>
      <TextArea
        label={say.field}
        value={text}
        maxLength={1_000}
        onChange={(event) => setText(event.target.value)}
        error={error}
        hint={say.hint}
      />
      <Button
        type="submit"
        className="mt-3"
        pending={isBusy ? say.sending : null}
        reason={reason === '' ? say.empty : undefined}
        disabled={error !== null}
      >
        {say.send}
      </Button>
      {refusal && (
        <Note tone="danger" announce className="mt-3">
          {refusal}
        </Note>
      )}
    </form>
  )
}
