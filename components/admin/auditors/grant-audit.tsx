'use client'

import { useState } from 'react'
import { isAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { grantAuditor } from '@/lib/actions/auditors'
import { untilProblem } from '@/lib/domain/audit-access'
import { auditors as words } from '@/messages/auditors'

/** The day the server made the page on counts: the visitor's clock may be another one. */
type Props = { today: string; latest: string }

const NOTHING = { address: '', name: '', reason: '', lastDay: '' }

/** An address, who it is, why, and until when. */
export function GrantAudit({ today, latest }: Props) {
  const [typed, setTyped] = useState(NOTHING)
  const { run, refusal, isBusy } = useAct()
  const address = typed.address.trim()
  const problem = typed.lastDay === '' ? null : untilProblem(typed.lastDay, new Date(`${today}T00:00:00Z`))
  const change = (name: keyof typeof NOTHING) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [name]: event.target.value })
  const isReady =
    isAddress(address) &&
    typed.name.trim() !== '' &&
    typed.reason.trim() !== '' &&
    typed.lastDay !== '' &&
    problem === null
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          () => grantAuditor({ ...typed, address }),
          () => setTyped(NOTHING),
        )
      }}
    >
      <Field
        label={words.address}
        value={typed.address}
        spellCheck={false}
        onChange={change('address')}
        error={address !== '' && !isAddress(address) ? words.addressWrong : null}
        hint={words.addressHint}
      />
      <Field label={words.name} value={typed.name} maxLength={80} onChange={change('name')} hint={words.nameHint} />
      <TextArea
        label={words.reason}
        value={typed.reason}
        rows={2}
        maxLength={500}
        onChange={change('reason')}
        hint={words.reasonHint}
      />
      <Field
        label={words.lastDay}
        type="date"
        min={today}
        max={latest}
        value={typed.lastDay}
        onChange={change('lastDay')}
        error={problem === 'too-late' ? words.tooLate(latest) : problem && words.lastDayWrong[problem]}
        hint={words.lastDayHint(latest)}
        className="max-w-56"
      />
      <div>
        <Button kind="primary" type="submit" disabled={!isReady} pending={isBusy ? words.giving : null}>
          {words.give}
        </Button>
      </div>
      {refusal && (
        <Note tone="danger" announce>
          {refusal}
        </Note>
      )}
    </form>
  )
}
