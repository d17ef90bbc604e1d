import { expect, test } from 'vitest'
import { isOwnLink, referralLink, referrerFrom } from './referral-link'

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

test.each([
  ['of another account', ADDRESS, '0x70997970C51812dc3A010C7d01b50e0d17dc79C8', false],
  ['of the same account', ADDRESS, ADDRESS, true],
  ['of the same account in lower case', ADDRESS, ADDRESS.toLowerCase(), true],
  ['before a wallet is connected', ADDRESS, null, false],
  ['that names nobody', null, ADDRESS, false],
] as const)('a link %s is one’s own: see', (_, referrer, account, isOwn) => {
  expect(isOwnLink(referrer, account as `0x${string}` | null)).toBe(isOwn)
})
