'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Sheet } from '@/components/ui/sheet'
import { useAct } from '@/components/ui/use-act'
import { enterAdjustment } from '@/lib/actions/adjustments'
import { ADJUSTABLE, accountText, parseCents } from '@/lib/domain/adjustment'
import { EVIDENCE_MOST } from '@/lib/domain/evidence'
import { adjustments } from '@/messages/adjustments'

const words = adjustments.form
const HASH = /^(0x)?[0-9a-fA-F]{64}$/

/** A sheet in which finance books something by hand. */
export function AdjustmentForm({ months, month }: { months: readonly string[]; month: string | null }) {
  const [isOpen, setOpen] = useState(false)
  const [isSent, setSent] = useState(false)
  const formId = useId()
  const { run, refusal, isBusy } = useAct()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    run(
      () => enterAdjustment(data),
      () => {
        setOpen(false)
        setSent(true)
      },
    )
  }
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {isSent && !isOpen && (
        <Note tone="success" announce>
          {words.sent}
        </Note>
      )}
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={words.title}
        note={words.note}
        footer={
          <div className="grid gap-3">
            {refusal && (
              <Note tone="danger" announce>
                {refusal}
              </Note>
            )}
            <Button
              kind="primary"
              size="decisive"
              type="submit"
              form={formId}
              pending={isBusy ? words.sending : null}
              stages={[words.sending]}
            >
              {words.send}
            </Button>
          </div>
        }
      >
        <form id={formId} onSubmit={send} className="grid gap-3.5">
          <Fields months={months} month={month} />
        </form>
      </Sheet>
    </>
  )
}

function Fields({ months, month }: { months: readonly string[]; month: string | null }) {
  const [amount, setAmount] = useState('')
  const [hash, setHash] = useState('')
  const fileId = useId()
  return (
    <>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Select label={words.month} name="month" defaultValue={month ?? months[0]}>
          {months.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        <Select label={words.original} name="originalPeriod" defaultValue="" hint={words.originalHint}>
          <option value="">{words.sameMonth}</option>
          {months.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        <Accounts label={words.debit} name="debit" first="6200" />
        <Accounts label={words.credit} name="credit" first="1300" />
      </div>
      <Field
        label={words.amount}
        name="amount"
        unit="USD"
        required
        value={amount}
        onChange={(event) => setAmount(event.target.value)}
        error={amount !== '' && parseCents(amount) === null && words.amountBad}
      />
      <Field label={words.memo} name="memo" required maxLength={300} hint={words.memoHint} />
      <div>
        <label htmlFor={fileId} className="mb-1 block text-caption font-medium">
          {words.file}
        </label>
        <input id={fileId} type="file" name="evidence" className="file-input" aria-describedby={`${fileId}-say`} />
        <p id={`${fileId}-say`} className="mt-1 text-caption text-ink-3">
          {words.fileHint(`${EVIDENCE_MOST / 1_024} KB`)}
        </p>
      </div>
      <Field
        label={words.hash}
        name="hash"
        value={hash}
        hint={words.hashHint}
        onChange={(event) => setHash(event.target.value.trim())}
        error={hash !== '' && !HASH.test(hash) && words.hashBad}
      />
    </>
  )
}

function Accounts({ label, name, first }: { label: string; name: string; first: string }) {
  return (
    <Select label={label} name={name} defaultValue={first}>
      {ADJUSTABLE.map((account) => (
        <option key={account} value={account}>
          {accountText(account)}
        </option>
      ))}
    </Select>
  )
}
