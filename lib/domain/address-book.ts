import { type Address, getAddress, isAddress } from 'viem'

/** A name somebody gave to an address, for his own eyes. */
export type Entry = { address: Address; name: string }

export const MOST_ENTRIES = 500
export const MOST_NAME = 40
/** Bytes of a file that is read in: 500 entries have about 60 KB. */
export const MOST_FILE = 200_000

/** Why a name cannot be given; null when it can. Nothing that turns the direction of text, or cannot be seen. */
export function nameFault(name: string): 'empty' | 'long' | 'unseen' | null {
  if (name.trim() === '') return 'empty'
  if (name.trim().length > MOST_NAME) return 'long'
  return /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(name) ? 'unseen' : null
}

/** Adds an entry or renames it; by name. */
export function withEntry(book: readonly Entry[], { address, name }: Entry): Entry[] {
  const others = withoutEntry(book, address)
  return sorted([...others, { address: getAddress(address), name: name.trim() }])
}

export const withoutEntry = (book: readonly Entry[], address: string): Entry[] =>
  book.filter((entry) => entry.address.toLowerCase() !== address.toLowerCase())

const sorted = (book: readonly Entry[]): Entry[] =>
  [...book].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))

export const nameOf = (book: readonly Entry[], address: string): string | null =>
  book.find((entry) => entry.address.toLowerCase() === address.toLowerCase())?.name ?? null

/** How an address is compared by eye: 0x and four digits, and the last four. */
const faceOf = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`.toLowerCase()

/** A known address that is another one, and is shortened to the same: what a forged address is made for. */
export function lookAlikeOf<T extends { address: string }>(known: readonly T[], address: string): T | null {
  const isKnown = known.some((one) => one.address.toLowerCase() === address.toLowerCase())
  if (isKnown) return null
  return known.find((one) => faceOf(one.address) === faceOf(address)) ?? null
}

const FORMAT = 'cxpt-address-book'

export const exportBook = (book: readonly Entry[]): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, entries: book }, null, 2)}\n`

export type BookFault = 'large' | 'json' | 'format' | 'many' | 'address' | 'name' | 'twice'
/** `at`: which entry is wrong, from 1. */
export type Imported = { ok: true; entries: Entry[] } | { ok: false; fault: BookFault; at?: number }

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/** Reads a file that `exportBook` wrote. All of it or nothing: one bad entry refuses the file. */
export function importBook(text: string): Imported {
  if (text.length > MOST_FILE) return { ok: false, fault: 'large' }
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return { ok: false, fault: 'json' }
  }
  const list = field(file, 'entries')
  if (field(file, 'format') !== FORMAT || field(file, 'version') !== 1 || !Array.isArray(list)) {
    return { ok: false, fault: 'format' }
  }
  if (list.length > MOST_ENTRIES) return { ok: false, fault: 'many' }
  let entries: Entry[] = []
  for (const [i, one] of list.entries()) {
    const [address, name] = [field(one, 'address'), field(one, 'name')]
    if (typeof address !== 'string' || !isAddress(address)) return { ok: false, fault: 'address', at: i + 1 }
    if (typeof name !== 'string' || nameFault(name)) return { ok: false, fault: 'name', at: i + 1 }
    if (nameOf(entries, address) !== null) return { ok: false, fault: 'twice', at: i + 1 }
    entries = withEntry(entries, { address, name })
  }
  return { ok: true, entries }
}
