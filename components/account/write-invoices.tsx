'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { writeInvoices } from '@/lib/actions/invoices'
import { invoices } from '@/messages/invoices'

const { issue: say } = invoices

/** Writes the documents that are missing; what is written stays. */
export function WriteInvoices({ count, hasDetails }: { count: number; hasDetails: boolean }) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const write = () =>
    startTransition(async () => {
      const done = await writeInvoices()
      setRefusal(done.ok ? null : done.say)
      router.refresh()
    })
  return (
    <>
      <Button
        kind="primary"
        pending={isBusy ? say.acting : null}
        reason={hasDetails ? undefined : say.first}
        onClick={write}
      >
        {say.act(String(count))}
      </Button>
      {refusal && (
        <Note tone="danger" announce className="mt-3">
          {refusal}
        </Note>
      )}
    </>
  )
}
