'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox } from '@/components/ui/dialog'
import { Field, TextArea } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { setThreshold } from '@/lib/actions/risk'
import { readThreshold, THRESHOLDS, type ThresholdId } from '@/lib/domain/threshold'
import { unitNames, risk as words } from '@/messages/risk'

type Props = { id: ThresholdId; value: string }

/** Why a typed threshold cannot be set, in words; null when it can, or while nothing is typed. */
function problemOf(id: ThresholdId, typed: string, inForce: string): string | null {
  if (typed.trim() === '') return null
  const read = readThreshold(id, typed)
  if (!('problem' in read)) return read.value === inForce ? words.same : null
  const { least, most } = THRESHOLDS[id]
  switch (read.problem) {
    case 'too_fine':
      return words.tooFine(read.decimals)
    case 'outside':
      return words.outside(id, least, most)
    default:
      return words.malformed
  }
}

/** Moves one threshold within its bounds, with a reason. */
export function ChangeThreshold({ id, value }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState({ value: '', reason: '' })
  const { run, refusal, isBusy } = useAct()
  const name = words.nameOf(id)
  const { least, most, unit } = THRESHOLDS[id]
  const problem = problemOf(id, typed.value, value)
  const isReady = typed.value.trim() !== '' && problem === null && typed.reason.trim() !== ''
  const submit = () =>
    run(
      () => setThreshold({ id, value: typed.value, reason: typed.reason.trim().replace(/\s+/g, ' ') }),
      () => {
        setTyped({ value: '', reason: '' })
        setOpen(false)
      },
    )
  return (
    <>
      <Button size="table" onClick={() => setOpen(true)} aria-label={words.changeLabel(name)}>
        {words.change}
      </Button>
      <AlertBox
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onSubmit={() => isReady && submit()}
        title={words.changeTitle(name)}
        note={words.changeNote(id)}
        footer={
          <>
            <Button kind="primary" type="submit" disabled={!isReady} pending={isBusy ? words.keeping : null}>
              {words.keep}
            </Button>
            <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
          </>
        }
      >
        <Field
          className="mt-3"
          label={words.newValue}
          unit={unitNames[unit] || undefined}
          inputMode="decimal"
          placeholder={value}
          value={typed.value}
          onChange={(event) => setTyped({ ...typed, value: event.target.value })}
          error={problem}
          hint={words.bounds(id, least, most)}
        />
        <TextArea
          className="mt-3"
          label={words.reason}
          rows={2}
          maxLength={500}
          value={typed.reason}
          onChange={(event) => setTyped({ ...typed, reason: event.target.value })}
          hint={words.reasonHint}
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
