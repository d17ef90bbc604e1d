import { expect, test } from 'vitest'
import { fileAnswer } from './file-answer'

const bytes = (text: string) => new TextEncoder().encode(text)

test('a file comes whole, with its name and no copy kept', async () => {
  async function* pieces() {
    yield bytes('a,b\r\n')
    yield bytes('1,2\r\n')
  }
  const answer = fileAnswer({ name: 'x.csv', type: 'text/csv', pieces: pieces(), more: { 'x-closing-block': '7' } })
  expect(Object.fromEntries(answer.headers)).toEqual({
    'content-type': 'text/csv',
    'content-disposition': 'attachment; filename="x.csv"',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-closing-block': '7',
  })
  expect(await answer.text()).toBe('a,b\r\n1,2\r\n')
})

test('who stops taking it ends what reads it', async () => {
  let isOver = false
  async function* pieces() {
    try {
      for (;;) yield bytes('x')
    } finally {
      isOver = true
    }
  }
  const reader = fileAnswer({ name: 'x', type: 'text/plain', pieces: pieces() }).body?.getReader()
  await reader?.read()
  await reader?.cancel()
  expect(isOver).toBe(true)
})

test('a failure on the way is no whole file', async () => {
  async function* pieces() {
    yield bytes('x')
    throw new Error('the database went away')
  }
  await expect(fileAnswer({ name: 'x', type: 'text/plain', pieces: pieces() }).text()).rejects.toThrow('went away')
})
