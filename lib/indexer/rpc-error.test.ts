import { expect, test } from 'vitest'
import { isTimeout, type RpcTrouble, troubleOf } from './rpc-error'

const wrapped = (details: string) =>
  Object.assign(new Error('RPC Request failed.'), { cause: Object.assign(new Error('x'), { details, code: -32000 }) })

test.each<[string, unknown, RpcTrouble]>([
  ['a range limit', wrapped('eth_getLogs is limited to a 10,000 block range'), 'smaller'],
  ['a result limit', wrapped('query returned more than 10000 results'), 'smaller'],
  ['a size limit', wrapped('Log response size exceeded.'), 'smaller'],
  ['a range that is too wide', new Error('block range is too wide'), 'smaller'],
  [
    'an answer that is too big for the gateway',
    Object.assign(new Error('HTTP request failed.'), { status: 413 }),
    'smaller',
  ],
  [
    'an answer larger than the client takes',
    Object.assign(new Error('HTTP response body exceeded the size limit.'), { name: 'ResponseBodyTooLargeError' }),
    'smaller',
  ],
  ['too many requests', Object.assign(new Error('HTTP request failed.'), { status: 429 }), 'slower'],
  ['a rate limit in words', wrapped('daily request count exceeded, request rate limited'), 'slower'],
  ['compute units used up', wrapped('Your app has exceeded its compute units per second capacity'), 'slower'],
  ['a timeout', new Error('The request took too long to respond. timed out'), 'slower'],
  ['a node that is gone', Object.assign(new Error('HTTP request failed.'), { details: 'fetch failed' }), 'slower'],
  ['a node behind a broken gateway', Object.assign(new Error('HTTP request failed.'), { status: 502 }), 'slower'],
  ['a node that has not seen the block yet', wrapped('header not found'), 'slower'],
  ['a question the node refuses', wrapped('invalid argument 0: hex string without 0x prefix'), 'fatal'],
  ['something that is no error', 'text', 'fatal'],
])('%s', (_, error, trouble) => {
  expect(troubleOf(error)).toBe(trouble)
})

test('a timeout inside a cause is seen', () => {
  expect(isTimeout(new Error('a', { cause: new Error('The request timed out.') }))).toBe(true)
  expect(isTimeout(wrapped('fetch failed'))).toBe(false)
})
