import { expect, test } from 'vitest'
import { checkLink, signLink } from './download-link'

const SECRET = 'a secret of at least thirty-two characters'
const LINK = { id: '0b0e', account: '0xAb00000000000000000000000000000000000001', until: 1_000 }
const SIGNED = signLink(SECRET, LINK)

test('works until its time, however the address is written', () => {
  checkLink(SECRET, LINK, SIGNED, 999)
  checkLink(SECRET, { ...LINK, account: LINK.account.toLowerCase() }, SIGNED, 0)
})

test('is refused from its time on', () => {
  expect(() => checkLink(SECRET, LINK, SIGNED, 1_000)).toThrowError(/has expired/)
})

test.each([
  ['a later time', { ...LINK, until: 2_000 }, SIGNED, SECRET],
  ['another export', { ...LINK, id: '0b0f' }, SIGNED, SECRET],
  ['another account', { ...LINK, account: `0x${'2'.repeat(40)}` }, SIGNED, SECRET],
  ['another signature', LINK, signLink('another secret of thirty-two characters', LINK), SECRET],
  ['no signature', LINK, '', SECRET],
  ['half a signature', LINK, SIGNED.slice(0, 20), SECRET],
])('%s is refused', (_, link, signature, secret) => {
  expect(() => checkLink(secret, link, signature, 0)).toThrowError(/was changed/)
})
