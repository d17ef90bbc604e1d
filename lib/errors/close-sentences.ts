/** Closing a month: signing, adjustments, exports. Code → HTTP status → the sentence a person reads. */
export const CLOSE_ERRORS = {
  // Versions and signatures
  VERSION_NOT_FOUND: { status: 404, say: 'There is no such version of a report.' },
  VERSION_NOT_LOCKED: {
    status: 409,
    say: 'Usage of {month} counts until {at|time}, when the month locks. A version is put up for signing after that.',
  },
  VERSION_UNDER_WAY: {
    status: 409,
    say: 'Version {version} of {month} is being signed. Finish it, or send it back with a reason.',
  },
  VERSION_REASON: { status: 422, say: '{month} is final. A new version replaces it, so say why.' },
  VERSION_RETURNED: { status: 409, say: 'This version was sent back. Put up a new one to sign.' },
  VERSION_FINAL: { status: 409, say: 'This version is final and stays. A correction is a new version with a reason.' },
  VERSION_DIFFERS: {
    status: 409,
    say: 'Two generations of {month} came out different in {file}. Nothing was put up for signing.',
  },
  GATE_RED: {
    status: 409,
    say: 'A gate has not passed: {gate}[ ({detail})]. Nothing of this month is signed or becomes final before it does.',
  },
  SIGN_OFF_ORDER: {
    status: 409,
    say: 'It is the {next} who signs now: first the preparer, then the reviewer, then the approver.',
  },
  SIGN_OFF_SAME: {
    status: 409,
    say: 'You signed this version as {role}. The {wanted} must be another account that holds FINANCE.',
  },
  SIGN_OFF_DONE: { status: 409, say: 'All three have signed this version.' },
  SIGN_OFF_SIGNATURE: {
    status: 401,
    say: 'This is no signature of {account|address} over this manifest. Sign again with the account you signed in with.',
  },

  // Adjustments
  ADJUSTMENT_NOT_FOUND: { status: 404, say: 'There is no such adjustment.' },
  ADJUSTMENT_ACCOUNT: {
    status: 422,
    say: '{account} follows from the chain or from receipts and is never adjusted by hand. Choose one of {allowed}.',
  },
  ADJUSTMENT_SAME_ACCOUNT: { status: 422, say: 'Debit and credit are the same account: choose two.' },
  ADJUSTMENT_EVIDENCE: {
    status: 422,
    say: 'Give evidence: a file, or the SHA-256 of one that is kept elsewhere.',
  },
  ADJUSTMENT_OWN: {
    status: 409,
    say: 'You entered this adjustment. Another account that holds FINANCE approves it or rejects it.',
  },
  ADJUSTMENT_DECIDED: { status: 409, say: 'This adjustment was {decision} before.' },
  ADJUSTMENT_MONTH_FINAL: {
    status: 409,
    say: '{closed} is final or being signed, so books up to its end stay. Book it in a later month and name {month} as its original period.',
  },
  ADJUSTMENT_MONTH_AHEAD: {
    status: 422,
    say: '{month} has not begun, or was before the ledger. Choose a month from genesis to now.',
  },
  ADJUSTMENT_NOT_APPROVED: {
    status: 409,
    say: 'Only an approved adjustment is reversed. This one is not in the books.',
  },
  ADJUSTMENT_REVERSED: { status: 409, say: 'A reversal of this adjustment was entered before.' },

  // Trace
  BAD_TRACE: {
    status: 400,
    say: '“{value}” is no transaction, payment or receipt: a hash, a hash with “:” and a log index, or gateway/request.',
  },

  // Exports
  EXPORT_NOT_FOUND: { status: 404, say: 'There is no such export. Files are kept for a day, then made again.' },
  EXPORT_NOT_READY: { status: 409, say: 'This export is not finished. The page shows how far it is.' },
  LINK_EXPIRED: {
    status: 410,
    say: 'This link has expired: download links work for 15 minutes. Get a new one beside the export.',
  },
  LINK_WRONG: {
    status: 403,
    say: 'This link was changed, or was made for another account. Get one of your own beside the export.',
  },
} as const satisfies Record<string, { status: number; say: string }>
