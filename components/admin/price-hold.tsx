'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { changePriceHold } from '@/lib/actions/prices'
import type { Service } from '@/lib/domain/service'
import { serviceName } from '@/lib/domain/service-name'

type Props = { service: Service; isHeld: boolean }

/** Holds the price of a service where it is, or lets it move again. Asks for the reason. */
export function PriceHold({ service, isHeld }: Props) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const name = serviceName(service)
  const act = isHeld ? 'Let it move' : 'Hold'
  const close = () => {
    setOpen(false)
    setRefusal(null)
  }
  const submit = () =>
    startTransition(async () => {
      const done = await changePriceHold({ service, reason: reason.trim(), hold: !isHeld })
      if (!done.ok) return setRefusal(done.say)
      setReason('')
      close()
      router.refresh()
    })
  return (
    <>
      <Button size="table" onClick={() => setOpen(true)} aria-label={`${act}: ${name}`}>
        {act}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={close}
        onSubmit={submit}
        title={isHeld ? `Let the price of ${name} move` : `Hold the price of ${name}`}
        footer={
          <>
            <Button kind="primary" type="submit" disabled={reason.trim() === ''} pending={isBusy ? 'Keeping' : null}>
              {act}
            </Button>
            <Button onClick={close}>Cancel</Button>
          </>
        }
      >
        <Effects
          stops={isHeld ? 'the hold by hand' : 'the hourly change of its factor, from the next hour on'}
          goesOn={isHeld ? 'from where the factor stands, at most one step an hour' : 'usage, at the price in force'}
        />
        <TextArea
          label="Reason"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          hint="Kept in the audit log with your address."
        />
        {refusal && (
          <Note tone="danger" className="mt-3">
            {refusal}
          </Note>
        )}
      </AlertBox>
    </>
  )
}
