import type { RoleWarning } from '@/lib/domain/role-warnings'

/** What to know before a role is granted or revoked. `role`: its name. */
export const roleWarningWords: Record<RoleWarning['id'], (role: string) => string> = {
  'last-admin': () =>
    'It is the only ADMIN. After this nobody can grant or revoke a role of ADMIN’s, or configure the manager, ever again. Grant ADMIN to its successor first and wait until that one has executed something.',
  'last-member': (role) => `It is the only member of ${role}. After this nobody can do what ${role} may.`,
  self: (role) => `This is the wallet that is connected: you take ${role} from yourself.`,
  'hot-key': (role) =>
    `This account signs by itself as a hot key (METER, PUBLISHER or PRICER). Whoever gets into its machine would have ${role}.`,
  'one-key': (role) => `This account is one key: one person, or one thief, uses ${role} alone. Meant for it is a Safe.`,
  'safe-of-one': (role) => `One signature of this Safe is enough, so it protects ${role} no better than one key.`,
  contract: () => 'This account is a contract, and no Safe: check that somebody can make it call at all.',
  'not-the-contract': () =>
    'CHARGER belongs to the Subscriptions contract. Whoever else has it can charge plans to everybody’s credits.',
  shorter: (role) =>
    `Its operations would wait less than those of ${role} do now. The delay is what gives everybody time to see and to stop them.`,
  'has-no-members': () =>
    'SENTINEL has no members by design: whoever holds it can grant and configure without ADMIN’s delay.',
}
