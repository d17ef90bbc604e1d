'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { endRequest } from '@/lib/actions/plans'
import { plans } from '@/messages/plans'

const { inbox: words } = plans

/** One line to whoever asked; it takes the request off the list. */
export function RequestAnswer({ id, company }: { id: string; company: string }) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const submit = () =>
    startTransition(async () => {
      const done = await endRequest(id, text)
      if (!done.ok) return setRefusal(done.say)
      router.refresh()
    })
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field
        label={words.answerField(company)}
        hideLabel
        maxLength={1_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={refusal}
      />
      <div>
        <Button size="table" type="submit" disabled={text.trim() === ''} pending={isBusy ? words.writing : null}>
          {words.done}
        </Button>
      </div>
    </form>
  )
}
