'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { keepLowCredits } from '@/lib/actions/notices'
import { formatUnits } from '@/lib/domain/units'
import { notices } from '@/messages/notices'
import { parseCxpt } from './amount-input'

const { low: say } = notices
/** More CXPT than there can be. */
const MOST = 10n ** 27n

/** Below how many credits the owner is told. */
export function LowCreditsField({ wei }: { wei: bigint | null }) {
  const router = useRouter()
  const [text, setText] = useState(wei === null ? '' : formatUnits(wei, 18))
  const [said, setSaid] = useState<{ isKept: boolean; text: string } | null>(null)
  const [isBusy, startTransition] = useTransition()
  const input = parseCxpt(text, MOST, say.much)
  const error = input.say ?? (input.wei === 0n ? say.zero : null)
  const submit = () =>
    startTransition(async () => {
      const done = await keepLowCredits(input.wei === null ? null : input.wei.toString())
      setSaid(done.ok ? { isKept: true, text: say.saved } : { isKept: false, text: done.say })
      if (done.ok) router.refresh()
    })
  return (
    <form
      className="flex max-w-md items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (!error) submit()
      }}
    >
      <Field
        className="min-w-0 flex-1"
        label={say.title}
        unit={say.unit}
        value={text}
        onChange={(event) => {
          setSaid(null)
          setText(event.target.value)
        }}
        error={error ?? (said && !said.isKept ? said.text : null)}
        hint={said?.isKept ? said.text : say.hint}
      />
      <Button type="submit" className="mb-6" disabled={error !== null} pending={isBusy ? say.saving : null}>
        {say.save}
      </Button>
    </form>
  )
}
