import { expect, test } from 'vitest'
import { askedOf, nodeUrl } from './node-url'

test.each([
  ['https://node.example/key?x=1', 'https://node.example/key?x=1'],
  [' http://127.0.0.1:8545 ', 'http://127.0.0.1:8545/'],
  ['http://localhost:8545', 'http://localhost:8545/'],
  ['http://node.example', undefined],
  ['ws://127.0.0.1:8545', undefined],
  ['https://me:secret@node.example', undefined],
  ['file:///etc/passwd', undefined],
  ['javascript:alert(1)', undefined],
  ['node.example', undefined],
  ['', undefined],
])('%s', (text, url) => {
  expect(nodeUrl(text)?.href).toBe(url)
})

test('a printed report leads here with its month and root, and nothing else does', () => {
  const root = 'ab'.repeat(32)
  expect(askedOf('2026-10', root)).toEqual({ month: '2026-10', root })
  expect(askedOf('202610', root)).toEqual({ month: '2026-10', root })
  expect(askedOf(undefined, undefined)).toBeNull()
  expect(askedOf('2026-13', root)).toBe('bad')
  expect(askedOf('2026-10', undefined)).toBe('bad')
  expect(askedOf('2026-10', root.toUpperCase())).toBe('bad')
})
