/** Who reads and keeps the console: code → HTTP status → the sentence a person reads. */
export const CONSOLE_ERRORS = {
  AUDITOR_READS_ONLY: {
    status: 403,
    say: 'You read as an auditor, until the end of {day}. An auditor reads everything and changes nothing: this needs {role}.',
  },
  AUDITOR_HOLDS_ROLE: {
    status: 409,
    say: '{account|address} holds {roles} in the console. An auditor signs nothing: name an address without a role.',
  },
  AUDITOR_THERE: {
    status: 409,
    say: '{account|address} reads already, until the end of {day}. End that access first to give another date.',
  },
  AUDIT_DAY_PAST: { status: 422, say: '{day} is over. Choose today or a later day.' },
  AUDIT_DAY_LATE: {
    status: 422,
    say: 'An access lasts {most} days at most: {latest} is the last day that can be given today. Grant it again then.',
  },
  DRILL_ELSEWHERE: {
    status: 409,
    say: 'A drill pauses for real, so it runs on the local chain (31337) alone. This is chain {chainId}: nothing was begun.',
  },
  DRILL_PAUSED: {
    status: 409,
    say: 'Something is paused already. A drill begins with nothing paused: end that pause first.',
  },
  DRILL_NOT_FOUND: { status: 404, say: 'There is no such drill of yours. Begin another one.' },
  DRILL_OLD: {
    status: 409,
    say: 'This drill was begun more than an hour ago and is not measured any more. Begin another one.',
  },
  DRILL_NOT_A_PAUSE: {
    status: 409,
    say: 'The chain shows no pause by this drill. Nothing was kept: pause, or begin another one.',
  },
  THRESHOLD_FIXED: { status: 409, say: 'This threshold is fixed: any other would hide a defect.' },
  THRESHOLD_NUMBER: {
    status: 422,
    say: 'Write the threshold as digits with at most one point[, {decimals} decimals at most].',
  },
  THRESHOLD_OUTSIDE: {
    status: 422,
    say: 'The threshold must lie between {least} and {most}: outside of that it says nothing.',
  },
  BREACH_OVER: { status: 409, say: 'This breach is over. Nothing is left to acknowledge.' },
  GATEWAY_THERE: {
    status: 409,
    say: 'There is a gateway {gateway} already. Ids are never given twice: choose another.',
  },
  GATEWAY_NOT_FOUND: { status: 404, say: 'There is no gateway {gateway}. Name it first.' },
  GATEWAY_ENDED: { status: 409, say: 'The gateway {gateway} has ended, for good. Name another one.' },
  GATEWAY_KEY_NOT_FOUND: {
    status: 404,
    say: 'The gateway has no key {prefix} that this can be done with: it is another’s, was replaced or was revoked.',
  },
  AUDIT_NOT_OPEN: { status: 409, say: 'This access has ended already. Nothing is left to end.' },
} as const
