import { DAY, HOUR } from './time'

export const ROLE_NAMES = [
  'ADMIN',
  'PARAMS',
  'TREASURER',
  'METER',
  'CHARGER',
  'PUBLISHER',
  'GUARDIAN',
  'PRICER',
  'UNPAUSER',
  'MIGRATOR',
  'FINANCE',
  'WARDEN',
  'KEYKEEPER',
  'SENTINEL',
] as const
export type RoleName = (typeof ROLE_NAMES)[number]

export type Role = {
  id: bigint
  name: RoleName
  /** Holder in production. */
  holder: string
  /** Execution delay in production, seconds; other networks have their own, read from the chain. */
  delay: bigint
  /** Whose members may cancel this role's scheduled operations; null: only members of ADMIN (the manager's default). */
  guardian: RoleName | null
  /** Who grants and revokes this role. */
  roleAdmin: RoleName
  can: string
}

/** contracts.md §2. Grants by WARDEN and KEYKEEPER are cancellable by GUARDIAN because `grantRole` belongs to SENTINEL. */
export const ROLES = {
  ADMIN: role(0n, 'ADMIN', 'Admin Safe 4/7', 5n * DAY, null, 'ADMIN', 'configure the access manager'),
  PARAMS: role(
    1n,
    'PARAMS',
    'Admin Safe',
    2n * DAY,
    'GUARDIAN',
    'ADMIN',
    'set the split, plans, oracle, tranches, caps, steps and parameters',
  ),
  TREASURER: role(
    2n,
    'TREASURER',
    'Treasury Safe 3/5',
    DAY,
    'GUARDIAN',
    'ADMIN',
    'withdraw, fund and move treasury buckets, take back unallocated rewards',
  ),
  METER: role(3n, 'METER', 'hot key and standby', 0n, null, 'KEYKEEPER', 'settle usage'),
  CHARGER: role(4n, 'CHARGER', 'the Subscriptions contract', 0n, null, 'ADMIN', 'charge plans to credits'),
  PUBLISHER: role(5n, 'PUBLISHER', 'hot key and standby', 0n, null, 'KEYKEEPER', 'propose reward roots'),
  GUARDIAN: role(
    6n,
    'GUARDIAN',
    'Guardian Safe 2/5',
    0n,
    null,
    'WARDEN',
    'pause, veto and revoke roots, cancel scheduled operations',
  ),
  PRICER: role(7n, 'PRICER', 'hot key and standby', 0n, null, 'KEYKEEPER', 'post the price within its bounds'),
  UNPAUSER: role(8n, 'UNPAUSER', 'Admin Safe', HOUR, null, 'ADMIN', 'end a pause early'),
  MIGRATOR: role(9n, 'MIGRATOR', 'Admin Safe', 30n * DAY, 'GUARDIAN', 'ADMIN', 'migrate unallocated rewards once'),
  FINANCE: role(10n, 'FINANCE', 'Finance Safe and staff', 0n, null, 'ADMIN', 'anchor reports'),
  WARDEN: role(11n, 'WARDEN', 'Treasury Safe', 5n * DAY, null, 'ADMIN', 'grant and revoke GUARDIAN'),
  KEYKEEPER: role(
    12n,
    'KEYKEEPER',
    'Admin Safe',
    HOUR,
    null,
    'ADMIN',
    'replace the hot keys METER, PUBLISHER and PRICER',
  ),
  SENTINEL: role(
    99n,
    'SENTINEL',
    'nobody',
    0n,
    'GUARDIAN',
    'ADMIN',
    'nothing: its guardian may cancel configuration of the manager',
  ),
} as const satisfies Record<RoleName, Role>

/** The role of functions anyone may call (`type(uint64).max`). */
export const PUBLIC_ROLE = 2n ** 64n - 1n

export function roleById(id: bigint): Role | null {
  return ROLE_NAMES.map((name) => ROLES[name]).find((role) => role.id === id) ?? null
}

function role(
  id: bigint,
  name: RoleName,
  holder: string,
  delay: bigint,
  guardian: RoleName | null,
  roleAdmin: RoleName,
  can: string,
): Role {
  return { id, name, holder, delay, guardian, roleAdmin, can }
}
