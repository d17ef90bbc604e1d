import { expect, test } from 'vitest'
import { referralLink, referrerFrom } from './referral-link'

const ADDRESS = '0xFABB0ac9d68B0B445fB7357272Ff202C5651694a'

test('a link carries the address with its checksum', () => {
  expect(referralLink('https://console.example', ADDRESS.toLowerCase() as `0x${string}`)).toBe(
    `https://console.example/plans?ref=${ADDRESS}`,
  )
})

test.each([
  ['with its checksum', ADDRESS, ADDRESS],
  ['in lower case', ADDRESS.toLowerCase(), ADDRESS],
  ['with one letter of the checksum wrong', ADDRESS.replace('FABB', 'fABB'), null],
  ['cut short', ADDRESS.slice(0, 40), null],
  ['that is no address', 'alice', null],
  ['that is empty', '', null],
  ['that is not there', undefined, null],
])('a referrer %s', (_, text, referrer) => {
  expect(referrerFrom(text)).toBe(referrer)
})
