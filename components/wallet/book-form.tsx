'use client'

import { type FormEvent, useState } from 'react'
import { getAddress, isAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { MOST_ENTRIES, nameFault, nameOf, withEntry } from '@/lib/domain/address-book'
import { viewAs as words } from '@/messages/view-as'
import { addressBook, useAddressBook } from './use-names'
import { useLookAlike } from './view-as-banner'

/** Stores a changed book; the sentence when the browser keeps nothing. */
export function keep(entries: Parameters<typeof addressBook.set>[0]): string | null {
  try {
    addressBook.set(entries)
    return null
  } catch {
    return words.notKept
  }
}

/** A name for an address: warned when it only looks like one that is known. */
export function BookForm() {
  const book = useAddressBook()
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [say, setSay] = useState<string | null>(null)
  const wanted = address.trim()
  const alike = useLookAlike(wanted)
  const fault = nameFault(name)
  function add(event: FormEvent) {
    event.preventDefault()
    setAsked(true)
    if (!isAddress(wanted) || fault) return
    if (book.length >= MOST_ENTRIES && nameOf(book, wanted) === null) return setSay(words.full)
    const failed = keep(withEntry(book, { address: getAddress(wanted), name }))
    setSay(failed)
    if (failed) return
    setAddress('')
    setName('')
    setAsked(false)
  }
  return (
    <form onSubmit={add} className="grid max-w-xl gap-3">
      <Field
        label={words.address}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        error={isAsked && !isAddress(wanted) ? words.wrong(wanted.slice(0, 60)) : undefined}
        placeholder="0x…"
      />
      <Field
        label={words.name}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={isAsked && fault ? words.nameFault[fault] : undefined}
        hint={words.nameHint}
      />
      {alike && <Note tone="warning">{words.lookAlike(alike)}</Note>}
      {say && (
        <Note tone="danger" announce>
          {say}
        </Note>
      )}
      <Button type="submit" className="justify-self-start">
        {words.add}
      </Button>
    </form>
  )
}
