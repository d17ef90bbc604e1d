import { expect, test } from 'vitest'
import { membersOf } from './role-map'

const A = '0xAa00000000000000000000000000000000000001'
const B = '0xbb00000000000000000000000000000000000002'

test('members are who was granted and not revoked since, roles we do not know left out', () => {
  const events = [
    { name: 'RoleGranted', args: { roleId: '1', account: A } },
    { name: 'RoleGranted', args: { roleId: '1', account: B } },
    { name: 'RoleGranted', args: { roleId: '6', account: B } },
    { name: 'RoleRevoked', args: { roleId: '1', account: A.toLowerCase() } },
    { name: 'RoleGranted', args: { roleId: '1', account: B } },
    { name: 'RoleGranted', args: { roleId: '77', account: A } },
  ]
  const members = membersOf(events)
  expect([...members].map(([role, set]) => [role, [...set]])).toEqual([
    ['PARAMS', [B]],
    ['GUARDIAN', [B]],
  ])
})
