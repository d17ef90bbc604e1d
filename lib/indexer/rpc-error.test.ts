import { expect, test } from 'vitest'
import { isTooMuch, type RpcTrouble, retryAfterMs, troubleOf } from './rpc-error'

const wrapped = (details: string) =>
  Object.assign(new Error('RPC Request failed.'), { cause: Object.assign(new Error('x'), { details, code: -32000 }) })

test.each<[string, unknown, RpcTrouble]>([
  ['a range limit', wrapped('eth_getLogs is limited to a 10,000 block range'), 'smaller'],
  ['a range limit without the word block', wrapped('eth_getLogs is limited to a 10,000 range'), 'smaller'],
  ['a range limit of a plan', wrapped('you can make eth_getLogs requests with up to a 10 block range'), 'smaller'],
  ['an answer that broke off', new SyntaxError('Unexpected end of JSON input'), 'slower'],
  ['an answer that broke off in a text', new SyntaxError('Unterminated string in JSON at position 512'), 'slower'],
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

test('less is asked for after a timeout inside a cause and after an answer that broke off', () => {
  expect(isTooMuch(new Error('a', { cause: new Error('The request timed out.') }))).toBe(true)
  expect(isTooMuch(new Error('a', { cause: new SyntaxError('Unexpected end of JSON input') }))).toBe(true)
  expect(isTooMuch(wrapped('fetch failed'))).toBe(false)
})

test.each([
  ['seconds', '7', 7_000],
  ['a date', 'Tue, 10 Nov 2026 12:00:30 GMT', 30_000],
  ['a date that is past', 'Tue, 10 Nov 2026 11:00:00 GMT', 0],
  ['more than is waited for', '86400', 60_000],
  ['nonsense', 'soon', 0],
])('Retry-After: %s', (_, text, ms) => {
  const answer = Object.assign(new Error('HTTP request failed.'), { headers: new Headers({ 'retry-after': text }) })
  expect(retryAfterMs(new Error('x', { cause: answer }), Date.UTC(2026, 10, 10, 12))).toBe(ms)
})

test('an error without headers asks for no wait', () => {
  expect(retryAfterMs(wrapped('busy'), 0)).toBe(0)
})
