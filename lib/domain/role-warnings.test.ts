import { describe, expect, test } from 'vitest'
import { type AccountKind, type RoleChange, roleWarnings } from './role-warnings'
import type { RoleName } from './roles'

const ADMIN_SAFE = '0x00000000000000000000000000000000000000A1'
const METER_KEY = '0x00000000000000000000000000000000000000b2'
const STRANGER = '0x00000000000000000000000000000000000000c3'
const DAY = 86_400n

const HELD: Partial<Record<RoleName, [string, bigint][]>> = {
  ADMIN: [[ADMIN_SAFE, 5n * DAY]],
  PARAMS: [
    [ADMIN_SAFE, 2n * DAY],
    [STRANGER, 2n * DAY],
  ],
  METER: [[METER_KEY, 0n]],
  FINANCE: [[STRANGER, 0n]],
}
const members = (role: RoleName) => new Map((HELD[role] ?? []).map(([who, delay]) => [who.toLowerCase(), delay]))

const ids = (change: Partial<RoleChange>, kind: AccountKind | null = null, caller: string | null = null) =>
  roleWarnings(
    { act: 'grant', role: 'PARAMS', account: STRANGER, delay: 2n * DAY, ...change },
    { members, caller, kind },
  ).map(({ id }) => id)

describe('a revocation', () => {
  test('of the only ADMIN ends the administration of roles, and says so first', () => {
    const change = { act: 'revoke', role: 'ADMIN', account: ADMIN_SAFE } as const
    expect(ids(change)).toEqual(['last-admin'])
    expect(ids(change, null, ADMIN_SAFE.toLowerCase())).toEqual(['last-admin', 'self'])
  })

  test('of another role’s only member leaves nobody', () => {
    expect(ids({ act: 'revoke', role: 'METER', account: METER_KEY.toUpperCase().replace('0X', '0x') })).toEqual([
      'last-member',
    ])
  })

  test('of one of two is nothing to warn of, unless it is one’s own', () => {
    const change = { act: 'revoke', role: 'PARAMS', account: ADMIN_SAFE } as const
    expect(ids(change, null, STRANGER)).toEqual([])
    expect(ids(change, null, ADMIN_SAFE)).toEqual(['self'])
  })

  test('of who is no member is refused elsewhere, and warns of nothing', () => {
    expect(ids({ act: 'revoke', role: 'METER', account: STRANGER }, null, STRANGER)).toEqual([])
  })
})

describe('a grant', () => {
  test('to one key, a Safe of one, an unknown contract', () => {
    expect(ids({}, { kind: 'key' })).toEqual(['one-key'])
    expect(ids({}, { kind: 'safe', threshold: 1 })).toEqual(['safe-of-one'])
    expect(ids({}, { kind: 'contract' })).toEqual(['contract'])
    expect(ids({}, { kind: 'safe', threshold: 2 })).toEqual([])
    expect(ids({}, null)).toEqual([])
  })

  test('of power to a hot key is worse than to one key', () => {
    expect(ids({ role: 'ADMIN', account: METER_KEY, delay: 5n * DAY }, { kind: 'key' })).toEqual(['hot-key', 'one-key'])
    expect(ids({ role: 'PRICER', account: METER_KEY, delay: 0n }, { kind: 'key' })).toEqual([])
    expect(ids({ role: 'METER', account: METER_KEY, delay: 0n }, { kind: 'key' })).toEqual([])
  })

  test('with a shorter delay than the others have, or than it has itself', () => {
    expect(ids({ account: METER_KEY, delay: 2n * DAY - 1n }, { kind: 'safe', threshold: 3 })).toEqual([
      'hot-key',
      'shorter',
    ])
    expect(ids({ delay: DAY }, { kind: 'safe', threshold: 3 })).toEqual(['shorter'])
    expect(ids({ role: 'FINANCE', account: ADMIN_SAFE, delay: 0n })).toEqual([])
  })

  test('of CHARGER to anything but the contract that has it, and of SENTINEL to anybody', () => {
    expect(ids({ role: 'CHARGER', delay: 0n }, { kind: 'contract' })).toEqual(['not-the-contract'])
    expect(ids({ role: 'SENTINEL', delay: 0n })).toEqual(['has-no-members'])
  })
})
