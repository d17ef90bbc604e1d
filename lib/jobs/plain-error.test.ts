import { expect, test } from 'vitest'
import { plainError } from './plain-error'

test.each([
  ['a key in the path of an RPC', 'fetch https://rpc.example/v2/SECRET failed'],
  ['a password of the database', 'cannot reach postgres://user:SECRET@host:5432/name now'],
  ['a password of a mail server', 'smtps://me:SECRET@mail.example refused'],
])('%s does not stand in it', (_, message) => {
  expect(plainError(new Error(message))).not.toContain('SECRET')
  expect(plainError(new Error(message))).toContain('(address left out)')
})

test('it is one line of bounded length', () => {
  const text = plainError(new Error(`first\nsecond ${'x'.repeat(2_000)}`))
  expect(text.startsWith('Error: first second')).toBe(true)
  expect(text.length).toBe(400)
})
