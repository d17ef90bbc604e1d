'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { acknowledgeBreach } from '@/lib/actions/risk'
import { risk as words } from '@/messages/risk'

type Props = { id: string; name: string; isAgain: boolean }

/** Takes a note on what is done about a breach. */
export function Acknowledge({ id, name, isAgain }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const { run, refusal, isBusy } = useAct()
  const submit = () =>
    run(
      () => acknowledgeBreach({ id, note: note.trim().replace(/\s+/g, ' ') }),
      () => {
        setNote('')
        setOpen(false)
      },
    )
  return (
    <>
      <Button size="table" onClick={() => setOpen(true)} aria-label={words.acknowledgeTitle(name)}>
        {isAgain ? words.again : words.acknowledge}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onSubmit={submit}
        title={words.acknowledgeTitle(name)}
        note={words.acknowledgeNote}
        footer={
          <>
            <Button kind="primary" type="submit" disabled={note.trim() === ''} pending={isBusy ? words.keeping : null}>
              {words.acknowledge}
            </Button>
            <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
          </>
        }
      >
        <TextArea
          className="mt-3"
          label={words.note}
          rows={3}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          hint={words.noteHint}
        />
        {refusal && (
          <Note tone="danger" className="mt-3" announce>
            {refusal}
          </Note>
        )}
      </AlertBox>
    </>
  )
}
