'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { returnReport } from '@/lib/actions/close'
import { close } from '@/messages/close'

const words = close.sendBack

/** Ends a version that is being signed, with a reason that the preparer reads. */
export function SendBack({ id, version }: { id: string; version: number }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, refusal, isBusy } = useAct()
  const isMissing = reason.trim() === ''
  const send = () => {
    if (!isMissing)
      run(
        () => returnReport(id, reason),
        () => setOpen(false),
      )
  }
  return (
    <>
      <Button className="w-full" onClick={() => setOpen(true)}>
        {words.act}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onSubmit={send}
        title={words.title(version)}
        footer={
          <>
            <Button kind="danger" type="submit" disabled={isMissing} pending={isBusy ? words.sending : null}>
              {words.send}
            </Button>
            <Button kind="ghost" onClick={() => setOpen(false)}>
              {words.cancel}
            </Button>
          </>
        }
      >
        <Effects stops={words.stops} goesOn={words.goesOn} />
        <TextArea
          label={words.reason}
          hint={words.hint}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
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
