'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { startDrill } from '@/lib/actions/drills'
import { drill as words } from '@/messages/drill'

/** Starts the clock and opens the form of the emergency. */
export function BeginDrill() {
  const router = useRouter()
  const { run, refusal, isBusy } = useAct()
  return (
    <>
      <Button
        kind="danger"
        pending={isBusy ? words.beginning : null}
        onClick={() => run(startDrill, ({ id }) => router.push(`/admin/pause?drill=${id}`))}
      >
        {words.begin}
      </Button>
      {refusal && (
        <Note tone="danger" className="mt-3" announce>
          {refusal}
        </Note>
      )}
    </>
  )
}
