import { describe, expect, test } from 'vitest'
import {
  type Entry,
  exportBook,
  importBook,
  lookAlikeOf,
  nameFault,
  nameOf,
  withEntry,
  withoutEntry,
} from './address-book'

const A = '0xFABB0ac9d68B0B445fB7357272Ff202C5651694a'
const B = '0xBcd4042DE499D14e55001CcbB24a551F3b954096'
/** Shortened it is the same as A. */
const FORGED = '0xFAbb000000000000000000000000000000001694A'.replace('1694A', '694a')
const book: Entry[] = [
  { address: B, name: 'Bob' },
  { address: A, name: 'Provider 02' },
]

describe('a book', () => {
  test('keeps one name for an address, whatever its case, sorted by name', () => {
    const renamed = withEntry(book, { address: B.toLowerCase() as typeof B, name: ' Zed ' })
    expect(renamed).toEqual([
      { address: A, name: 'Provider 02' },
      { address: B, name: 'Zed' },
    ])
    expect(nameOf(renamed, B.toUpperCase().replace('0X', '0x'))).toBe('Zed')
    expect(withoutEntry(renamed, B)).toHaveLength(1)
  })

  test('comes back from its file as it was', () => {
    expect(importBook(exportBook(book))).toEqual({ ok: true, entries: book })
  })
})

const file = (entries: unknown, more: object = {}) =>
  JSON.stringify({ format: 'cxpt-address-book', version: 1, entries, ...more })

test.each([
  ['no JSON', '{"format":', { fault: 'json' }],
  ['JSON of something else', '[1,2]', { fault: 'format' }],
  ['another format', file([], { format: 'contacts' }), { fault: 'format' }],
  ['a later version', file([], { version: 2 }), { fault: 'format' }],
  ['entries that are no list', file({}), { fault: 'format' }],
  ['more entries than a book takes', file(Array.from({ length: 501 }, () => ({}))), { fault: 'many' }],
  ['a word in the place of an address', file([{ address: 'bob', name: 'Bob' }]), { fault: 'address', at: 1 }],
  ['a wrong checksum', file([book[0], { address: A.replace('FABB', 'fABB'), name: 'x' }]), { fault: 'address', at: 2 }],
  ['an empty name', file([{ address: A, name: ' ' }]), { fault: 'name', at: 1 }],
  ['a name that turns the direction of text', file([{ address: A, name: 'a\u202eb' }]), { fault: 'name', at: 1 }],
  ['a name that is no text', file([{ address: A, name: 7 }]), { fault: 'name', at: 1 }],
  ['an address twice', file([book[0], { address: B.toLowerCase(), name: 'again' }]), { fault: 'twice', at: 2 }],
  ['a file larger than any book', ' '.repeat(200_001), { fault: 'large' }],
])('a file with %s is refused as a whole', (_, text, fault) => {
  expect(importBook(text)).toEqual({ ok: false, ...fault })
})

test.each([
  ['Alice', null],
  ['', 'empty'],
  ['x'.repeat(41), 'long'],
  ['zero\u200bwidth', 'unseen'],
])('the name %j has the fault %j', (name, fault) => {
  expect(nameFault(name)).toBe(fault)
})

describe('an address looks like a known one', () => {
  test('when first and last characters are the same and the rest is not', () => {
    expect(FORGED).toHaveLength(42)
    expect(lookAlikeOf(book, FORGED)).toEqual({ address: A, name: 'Provider 02' })
  })

  test('not when it is that address, nor when only one end is the same', () => {
    expect(lookAlikeOf(book, A.toLowerCase())).toBeNull()
    expect(lookAlikeOf(book, `${FORGED.slice(0, -1)}b`)).toBeNull()
  })
})
