import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Digest } from './sha256'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('is what Node says, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
      const digest = sha256Digest()
      for (const piece of pieces) digest.add(piece)
      expect(hex(digest.end())).toBe(createHash('sha256').update(Buffer.concat(pieces)).digest('hex'))
    }),
  )
})

test.each([0, 54, 55, 56, 57, 63, 64, 65, 119, 120])('%i bytes, around the end of a block', (size) => {
  const bytes = new Uint8Array(size).fill(7)
  const digest = sha256Digest()
  digest.add(bytes)
  expect(hex(digest.end())).toBe(createHash('sha256').update(bytes).digest('hex'))
})
