/** How a list is written into the storage of a browser, and read back: null for what cannot be read. */
export type ListFormat<T> = {
  key: string
  read: (text: string) => readonly T[] | null
  write: (list: readonly T[]) => string
}

/** A list that a browser keeps, shared by its tabs. What cannot be read counts as empty and is not written over until something is changed. */
export class StoredList<T> {
  private text: string | null = null
  private kept: readonly T[]
  private readonly listeners = new Set<() => void>()
  private readonly empty: readonly T[] = []

  constructor(
    private readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>,
    private readonly format: ListFormat<T>,
  ) {
    this.kept = this.empty
  }

  /** The same list until it changes. */
  list = (): readonly T[] => {
    const text = this.read()
    if (text !== this.text) {
      this.text = text
      this.kept = (text === null ? null : this.format.read(text)) ?? this.empty
    }
    return this.kept
  }

  /** Throws what the browser says when it keeps nothing. */
  set(list: readonly T[]): void {
    this.storage().setItem(this.format.key, this.format.write(list))
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
    if (key === this.format.key || key === null) this.tell()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }

  private read(): string | null {
    try {
      return this.storage().getItem(this.format.key)
    } catch {
      return null
    }
  }
}
