'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Sheet } from '@/components/ui/sheet'
import { useAct } from '@/components/ui/use-act'
import { putUpForSigning } from '@/lib/actions/close'
import { close } from '@/messages/close'

const words = close.putUp

type Props = { month: string; title: string; isRestatement: boolean }

/** Puts the report up for signing; one that replaces a final report asks why. */
export function PutUp({ month, title, isRestatement }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, refusal, isBusy } = useAct()
  const pending = isBusy ? words.asking : null
  const put = (why: string | null) =>
    run(
      () => putUpForSigning(month, why),
      () => setOpen(false),
    )
  const said = refusal && (
    <Note tone="danger" announce className="mt-2">
      {refusal}
    </Note>
  )
  if (!isRestatement) {
    return (
      <>
        <Button kind="primary" className="w-full" pending={pending} stages={[words.asking]} onClick={() => put(null)}>
          {words.act}
        </Button>
        {said}
      </>
    )
  }
  return (
    <>
      <Button className="w-full" onClick={() => setOpen(true)}>
        {words.again}
      </Button>
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={words.title(title)}
        note={words.say}
        footer={
          <Button
            kind="primary"
            size="decisive"
            className="w-full"
            disabled={reason.trim() === ''}
            pending={pending}
            stages={[words.asking]}
            onClick={() => put(reason.trim())}
          >
            {words.send}
          </Button>
        }
      >
        <TextArea
          label={words.reason}
          hint={words.reasonHint}
          maxLength={1_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {said}
      </Sheet>
    </>
  )
}
