import { type Entry, exportBook, importBook } from '../domain/address-book'
import { StoredList } from './stored-list'

function readBook(text: string): readonly Entry[] | null {
  const read = importBook(text)
  return read.ok ? read.entries : null
}

/** The address book of this browser: it is sent nowhere. */
export class AddressBook extends StoredList<Entry> {
  constructor(storage: () => Pick<Storage, 'getItem' | 'setItem'>) {
    super(storage, { key: 'cxpt.addresses', read: readBook, write: exportBook })
  }
}
