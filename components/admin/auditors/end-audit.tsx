'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { endAuditor } from '@/lib/actions/auditors'
import type { AuditorView } from '@/lib/data/auditors'
import { auditors as words } from '@/messages/auditors'

/** Ends an access before its day, with the reason. */
export function EndAudit({ of: { id, name }, onClose }: { of: AuditorView; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { run, refusal, isBusy } = useAct()
  return (
    <AlertBox
      isOpen
      onClose={onClose}
      onSubmit={() => reason.trim() !== '' && run(() => endAuditor({ id, reason }), onClose)}
      title={words.endOf(name)}
      footer={
        <>
          <Button kind="danger" type="submit" disabled={reason.trim() === ''} pending={isBusy ? words.ending : null}>
            {words.end}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Effects stops={words.endStops} goesOn={words.endGoesOn} />
      <TextArea
        label={words.reason}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        hint={words.reasonHint}
      />
      {refusal && (
        <Note tone="danger" announce className="mt-3">
          {refusal}
        </Note>
      )}
    </AlertBox>
  )
}
