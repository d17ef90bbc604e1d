import { expect, test } from 'vitest'
import { visitorOf } from './visitor'

test.each([
  ['nobody says', null, 1, 'direct'],
  ['nothing is said', '', 1, 'direct'],
  ['one proxy', '203.0.113.7', 1, '203.0.113.7'],
  ['what a visitor made up stands before', '1.1.1.1, 203.0.113.7', 1, '203.0.113.7'],
  ['two proxies', '1.1.1.1, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
  ['around the outer of two proxies', '203.0.113.7', 2, '203.0.113.7'],
  ['IPv4 in IPv6', '::ffff:203.0.113.7', 1, '203.0.113.7'],
  ['IPv6', '2001:db8:0:1:2:3:4:5', 1, '2001:db8:0:1::/64'],
  ['another address of the same network', '2001:0DB8::1:ffff:ffff:ffff:ffff', 1, '2001:db8:0:1::/64'],
  ['IPv6 of this machine', '::1', 1, '0:0:0:0::/64'],
])('%s', (_, header, proxies, visitor) => {
  expect(visitorOf(header, proxies)).toBe(visitor)
})
