/** Who may administer: the map of roles, and what stands in the place of a page one may not see. */
export const roles = {
  title: 'Roles',
  lead: 'Who can do what, with which delay. Members come from the logs of the access manager and are each asked of the chain.',
  members: 'Members',
  membersNote: 'from logs, each asked of the chain',
  grant: 'Grant a role',
  revoke: 'Revoke a role',
  file: 'JSON',
  role: 'Role',
  may: 'May',
  membersAndDelay: 'Members and delay',
  grantedBy: 'Granted by',
  cancelledBy: 'Cancelled by',
  nobody: 'nobody',
  lonely: 'ADMIN has one member. If it revokes or loses itself, nothing of the manager can be configured any more.',
  atOnce: 'at once',
  inLogsOnly: 'In the logs, not on the chain',

  doorLead:
    'Change the split and the emission schedule, pause in an emergency, see what is scheduled. Each change is shown in money, simulated, delayed, and signed in your own wallet or Safe.',
  door: 'Administration asks who you are: sign in with an account that holds one of the roles below.',
  refused: (address: string, held: readonly string[]) =>
    `You are signed in as ${address}, which ${held.length === 0 ? 'holds no role' : `holds ${held.join(', ')}`}. That does not administer; sign in with an account that does.`,
  wanted: 'Roles that open it',
  wantedNote: 'read from the chain, at most 15 s old',
  wantedTable: 'Roles that administer',
  you: 'You',
  held: 'held',
  notHeld: 'not held',
  publicPages: 'Scheduled operations are public: each has a page of its own. What is paused now is on',
  status: 'Status',
}
