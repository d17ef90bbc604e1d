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
import { prices as words } from '@/messages/admin-prices'

type Props = { service: Service; isHeld: boolean }

/** Holds the price of a service where it is, or lets it move again. Asks for the reason. */
export function PriceHold({ service, isHeld }: Props) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const name = serviceName(service)
  const act = isHeld ? words.release : words.hold
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
        title={isHeld ? words.releaseTitle(name) : words.holdTitle(name)}
        footer={
          <>
            <Button
              kind="primary"
              type="submit"
              disabled={reason.trim() === ''}
              pending={isBusy ? words.keeping : null}
            >
              {act}
            </Button>
            <Button onClick={close}>{words.cancel}</Button>
          </>
        }
      >
        <Effects
          stops={isHeld ? words.releaseStops : words.holdStops}
          goesOn={isHeld ? words.releaseGoesOn : words.holdGoesOn}
        />
        <TextArea
          label={words.reason}
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          hint={words.reasonHint}
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
