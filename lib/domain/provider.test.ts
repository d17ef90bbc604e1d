import { expect, test } from 'vitest'
import { effectivePayout, isMaintenanceWithin, isPublicEndpoint, type PayoutChange } from './provider'
import { DAY } from './time'

const [A, B, C] = [
  '0x00000000000000000000000000000000000000aa',
  '0x00000000000000000000000000000000000000bb',
  '0x00000000000000000000000000000000000000cc',
] as const
const change = (
  askedAt: bigint,
  from: typeof A | typeof B,
  to: typeof B | typeof C,
  isCancelled = false,
): PayoutChange => ({
  askedAt,
  from,
  to,
  effectiveAt: askedAt + 7n * DAY,
  isCancelled,
})

test.each([
  { at: 7n * DAY - 1n, now: A, why: 'before the seven days are over' },
  { at: 7n * DAY, now: B, why: 'after them' },
  { at: 100n * DAY, now: C, why: 'after the second change' },
])('the payout address in force $why', ({ at, now }) => {
  expect(effectivePayout(C, [change(50n * DAY, B, C), change(0n, A, B)], at)).toBe(now)
})

test('a cancelled change never takes effect, and without any the registered address is in force', () => {
  expect(effectivePayout(A, [change(0n, A, B, true)], 100n * DAY)).toBe(A)
  expect(effectivePayout(A, [], 0n)).toBe(A)
})

const minutes = (day: bigint, count: bigint) => ({ from: day * DAY, until: day * DAY + count * 60n })
test.each([
  { spans: [minutes(0n, 240n)], fits: true, why: '240 minutes' },
  { spans: [minutes(0n, 241n)], fits: false, why: '241 minutes' },
  { spans: [minutes(0n, 120n), minutes(29n, 121n)], fits: false, why: 'two within 30 days' },
  { spans: [minutes(29n, 121n), minutes(0n, 120n)], fits: false, why: 'in any order' },
  { spans: [minutes(0n, 240n), minutes(30n, 240n)], fits: true, why: '30 days apart' },
])('maintenance of 30 days: $why', ({ spans, fits }) => expect(isMaintenanceWithin(spans)).toBe(fits))

test.each([
  ['https://gpu.example.com/v1', true],
  ['https://gpu.example.com:8443/', true],
  ['http://gpu.example.com', false],
  ['https://localhost', false],
  ['https://node.local', false],
  ['https://metadata.google.internal', false],
  ['https://127.0.0.1', false],
  ['https://0x7f000001', false],
  ['https://2130706433', false],
  ['https://10.0.0.8:8080', false],
  ['https://8.8.8.8', false],
  ['https://[::1]/', false],
  ['https://user:secret@gpu.example.com', false],
  ['https://gpu', false],
  ['https://localhost.', false],
  ['javascript:alert(1)', false],
  ['gpu.example.com', false],
])('%s as an endpoint: %s', (url, isPublic) => expect(isPublicEndpoint(url)).toBe(isPublic))
