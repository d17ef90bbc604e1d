'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { requestPlan } from '@/lib/actions/plans'
import { plans } from '@/messages/plans'
import { problemsOf, type RequestFields, tokensAsked } from './request-fields'

const { enterprise: say } = plans
const EMPTY: RequestFields = { company: '', email: '', tokens: '', need: '' }

/** Asks for a plan made for the signed-in address. */
export function EnterpriseForm() {
  const router = useRouter()
  const [fields, setFields] = useState(EMPTY)
  const [result, setResult] = useState<{ isSent: boolean; refusal?: string } | null>(null)
  const [isBusy, startTransition] = useTransition()
  const problems = problemsOf(fields)
  const tokens = tokensAsked(fields.tokens)
  const isComplete = Object.values(fields).every((text) => text.trim() !== '')
  const set = (name: keyof RequestFields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value })
  const submit = () =>
    startTransition(async () => {
      if (tokens === null) return
      const done = await requestPlan({ company: fields.company, email: fields.email.trim(), tokens, say: fields.need })
      setResult(done.ok ? { isSent: true } : { isSent: false, refusal: done.say })
      if (!done.ok) return
      setFields(EMPTY)
      router.refresh()
    })
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field
        label={say.company}
        maxLength={120}
        value={fields.company}
        onChange={set('company')}
        hint={say.companyHint}
      />
      <Field
        label={say.email}
        type="email"
        maxLength={200}
        value={fields.email}
        onChange={set('email')}
        error={problems.email}
      />
      <Field
        label={say.tokens}
        unit={say.tokensUnit}
        value={fields.tokens}
        onChange={set('tokens')}
        error={problems.tokens}
      />
      <TextArea
        label={say.say}
        maxLength={1_000}
        value={fields.need}
        onChange={set('need')}
        error={problems.need}
        hint={say.sayHint}
      />
      <div>
        <Button
          type="submit"
          pending={isBusy ? say.sending : null}
          disabled={Object.keys(problems).length > 0}
          reason={isComplete ? undefined : say.missing}
        >
          {say.send}
        </Button>
      </div>
      {result && (
        <Note tone={result.isSent ? 'success' : 'danger'} announce>
          {result.isSent ? say.sent : result.refusal}
        </Note>
      )}
    </form>
  )
}
