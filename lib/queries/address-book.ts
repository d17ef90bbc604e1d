import { type Entry, exportBook, importBook } from '../domain/address-book'

/** Where this browser keeps the book: it is sent nowhere. */
const KEY = 'cxpt.addresses'
const EMPTY: readonly Entry[] = []

/** The address book of this browser, shared by its tabs. What cannot be read counts as empty and is not written over until something is changed. */
export class AddressBook {
  private text: string | null = null
  private entries: readonly Entry[] = EMPTY
  private readonly listeners = new Set<() => void>()

  constructor(private readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>) {}

  /** The same list until it changes. */
  list = (): readonly Entry[] => {
    const text = this.read()
    if (text !== this.text) {
      const read = text === null ? null : importBook(text)
      this.text = text
      this.entries = read?.ok ? read.entries : EMPTY
    }
    return this.entries
  }

  /** Throws what the browser says when it keeps nothing. */
  set(entries: readonly Entry[]): void {
    this.storage().setItem(KEY, exportBook(entries))
    this.tell()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /** Another tab has written. */
  onStorage = ({ key }: { key: string | null }): void => {
    if (key === KEY || key === null) this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }

  private read(): string | null {
    try {
      return this.storage().getItem(KEY)
    } catch {
      return null
    }
  }
}
