import { expect, test } from 'vitest'
import { PUBLIC_ROLE, ROLE_NAMES, ROLES, roleById } from './roles'

const DAY = 86_400n

test('the table is the one of the specification', () => {
  const rows = ROLE_NAMES.map((name) => {
    const { id, delay, guardian, roleAdmin } = ROLES[name]
    return [name, id, delay, guardian, roleAdmin]
  })
  expect(rows).toEqual([
    ['ADMIN', 0n, 5n * DAY, null, 'ADMIN'],
    ['PARAMS', 1n, 2n * DAY, 'GUARDIAN', 'ADMIN'],
    ['TREASURER', 2n, DAY, 'GUARDIAN', 'ADMIN'],
    ['METER', 3n, 0n, null, 'KEYKEEPER'],
    ['CHARGER', 4n, 0n, null, 'ADMIN'],
    ['PUBLISHER', 5n, 0n, null, 'KEYKEEPER'],
    ['GUARDIAN', 6n, 0n, null, 'WARDEN'],
    ['PRICER', 7n, 0n, null, 'KEYKEEPER'],
    ['UNPAUSER', 8n, 3_600n, null, 'ADMIN'],
    ['MIGRATOR', 9n, 30n * DAY, 'GUARDIAN', 'ADMIN'],
    ['FINANCE', 10n, 0n, null, 'ADMIN'],
    ['WARDEN', 11n, 5n * DAY, null, 'ADMIN'],
    ['KEYKEEPER', 12n, 3_600n, null, 'ADMIN'],
    ['SENTINEL', 99n, 0n, 'GUARDIAN', 'ADMIN'],
  ])
})

test('finds a role by its id', () => {
  expect(roleById(6n)?.name).toBe('GUARDIAN')
  expect(roleById(99n)?.name).toBe('SENTINEL')
  expect(roleById(13n)).toBeNull()
  expect(roleById(PUBLIC_ROLE)).toBeNull()
})
