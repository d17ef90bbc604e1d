'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { keepDetails } from '@/lib/actions/invoices'
import type { OwnInvoices } from '@/lib/data/own-invoices'
import { PRINTABLE } from '@/lib/domain/printable'
import { invoices } from '@/messages/invoices'

const { details: say } = invoices
const EMPTY = { name: '', taxId: '', address: '', country: '' }
type Details = typeof EMPTY

/** Name, tax id and address of the buyer, as they stand on the next document. */
export function InvoiceDetails({ details }: { details: OwnInvoices['details'] }) {
  const router = useRouter()
  const [fields, setFields] = useState<Details>(pick(details ?? EMPTY))
  const [said, setSaid] = useState<{ isKept: boolean; text: string } | null>(null)
  const [isBusy, startTransition] = useTransition()
  const country = fields.country.trim().toUpperCase()
  const errors = {
    ...latinErrors(fields),
    ...(country !== '' && !/^[A-Z]{2}$/.test(country) ? { country: say.countryWrong } : {}),
  }
  const isComplete = fields.name.trim() !== '' && fields.address.trim() !== '' && country !== ''
  const set = (name: keyof Details) => (event: { target: { value: string } }) => {
    setSaid(null)
    setFields({ ...fields, [name]: event.target.value })
  }
  const submit = () =>
    startTransition(async () => {
      const done = await keepDetails({ ...fields, country })
      setSaid(done.ok ? { isKept: true, text: say.saved } : { isKept: false, text: done.say })
      if (done.ok) router.refresh()
    })
  const field = (name: keyof Details, hint?: string) => (
    <Field label={say[name]} value={fields[name]} onChange={set(name)} error={errors[name]} hint={hint} />
  )
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {field('name', say.nameHint)}
      {field('taxId', say.taxIdHint)}
      {field('address')}
      {field('country', say.countryHint)}
      <div>
        <Button
          type="submit"
          pending={isBusy ? say.saving : null}
          disabled={Object.keys(errors).length > 0}
          reason={isComplete ? undefined : say.missing}
        >
          {say.save}
        </Button>
      </div>
      {said && (
        <Note tone={said.isKept ? 'success' : 'danger'} announce>
          {said.text}
        </Note>
      )}
    </form>
  )
}

const pick = ({ name, taxId, address, country }: Details): Details => ({ name, taxId, address, country })

function latinErrors(fields: Details): Partial<Record<keyof Details, string>> {
  const wrong = (Object.keys(EMPTY) as (keyof Details)[]).filter((name) => !PRINTABLE.test(fields[name]))
  return Object.fromEntries(wrong.map((name) => [name, say.latin]))
}
