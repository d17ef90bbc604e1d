import { expect, test } from 'vitest'
import { AddressBook } from './address-book'

const A = '0xFABB0ac9d68B0B445fB7357272Ff202C5651694a'

function memory(text: string | null = null) {
  const kept = { text }
  const storage = {
    getItem: () => kept.text,
    setItem: (_: string, value: string) => {
      kept.text = value
    },
  }
  return { kept, book: new AddressBook(() => storage) }
}

test('what is set is there for the next page, and everybody on this one is told once', () => {
  const { kept, book } = memory()
  let told = 0
  const stop = book.subscribe(() => {
    told += 1
  })
  book.set([{ address: A, name: 'Provider' }])
  stop()
  book.set([])
  expect(told).toBe(1)
  expect(kept.text).toContain('"entries": []')
})

test('the list is the same object until it changes', () => {
  const { kept, book } = memory()
  book.set([{ address: A, name: 'Provider' }])
  expect(book.list()).toBe(book.list())
  expect(book.list()).toEqual([{ address: A, name: 'Provider' }])
  kept.text = null
  expect(book.list()).toEqual([])
})

test('rubbish in the storage is an empty book, and stays until something is changed', () => {
  const { kept, book } = memory('{"entries":1}')
  expect(book.list()).toEqual([])
  expect(kept.text).toBe('{"entries":1}')
})

test('a browser that keeps nothing has an empty book', () => {
  const book = new AddressBook(() => {
    throw new Error('denied')
  })
  expect(book.list()).toEqual([])
})
