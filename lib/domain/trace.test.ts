import { expect, test } from 'vitest'
import { parseTrace } from './trace'

const HASH = `0x${'ab'.repeat(32)}`
const tx = (log: number | null) => ({ kind: 'tx', hash: HASH, log })

test.each([
  ['a transaction', ` ${HASH.toUpperCase().replace('0X', '0x')} `, tx(null)],
  ['a payment of it', `${HASH}:12`, tx(12)],
  ['a payment by its page', `https://console.example/payments/${HASH}?log=3`, tx(3)],
  ['a receipt', 'gateway-1/req_7', { kind: 'receipt', gateway: 'gateway-1', requestId: 'req_7' }],
  [
    'a receipt by its page',
    'http://localhost:3000/account/usage/gw/r-1',
    { kind: 'receipt', gateway: 'gw', requestId: 'r-1' },
  ],
  ['half a hash', '0xabcd', null],
  ['nothing', '', null],
  ['a formula', '=HYPERLINK("https://evil")', null],
])('%s', (_, text, target) => {
  expect(parseTrace(text)).toEqual(target)
})
