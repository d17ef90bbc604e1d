'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { JsonFileField } from '@/components/ui/file-field'
import { Note } from '@/components/ui/note'
import { exportBook, importBook, MOST_ENTRIES, MOST_FILE, withEntry } from '@/lib/domain/address-book'
import { viewAs as words } from '@/messages/view-as'
import { keep } from './book-form'
import { addressBook, useAddressBook } from './use-names'

type Said = { isGood: boolean; say: string }

/** The book as a file, and a file into the book: checked as a whole before anything of it is taken. */
export function BookFile() {
  const book = useAddressBook()
  const [said, setSaid] = useState<Said | null>(null)
  return (
    <div className="grid max-w-xl gap-3">
      <JsonFileField
        label={words.importBook}
        hint={words.importHint}
        onFile={async (file) => setSaid(await take(file))}
      />
      {said && (
        <Note tone={said.isGood ? 'success' : 'danger'} announce>
          {said.say}
        </Note>
      )}
      <Button
        size="table"
        className="justify-self-start"
        disabled={book.length === 0}
        onClick={() => save(exportBook(book))}
      >
        {words.exportBook}
      </Button>
    </div>
  )
}

async function take(file: File): Promise<Said> {
  if (file.size > MOST_FILE) return { isGood: false, say: words.importFault('large') }
  const read = importBook(await file.text())
  if (!read.ok) return { isGood: false, say: words.importFault(read.fault, read.at) }
  const all = read.entries.reduce(withEntry, [...addressBook.list()])
  if (all.length > MOST_ENTRIES) return { isGood: false, say: words.full }
  const failed = keep(all)
  return failed ? { isGood: false, say: failed } : { isGood: true, say: words.imported(read.entries.length) }
}

function save(text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'cxpt-address-book.json'
  link.click()
  URL.revokeObjectURL(url)
}
