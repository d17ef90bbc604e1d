/** Metering, providers, rewards and jobs: code → HTTP status → the sentence a person reads. */
export const ENGINE_ERRORS = {
  // Metering: keys and signed requests
  KEY_MISSING: { status: 401, say: 'Send the key as “Authorization: Bearer cxg_…”.' },
  KEY_UNKNOWN: {
    status: 401,
    say: 'This key is not known here. Issue a new one, or look at the pepper it was stored with.',
  },
  KEY_REVOKED: { status: 401, say: 'This key was revoked. Issue a new one.' },
  KEY_EXPIRED: { status: 401, say: 'This key was replaced and no longer works. Use the one that replaced it.' },
  KEY_SCOPE: { status: 403, say: 'This key may not do this: it lacks the scope {scope}.' },
  KEY_NOT_FOUND: { status: 404, say: 'There is no key {prefix} of yours.' },
  SIGNATURE_MISSING: {
    status: 401,
    say: 'Sign the body: X-Cxpt-Timestamp and X-Cxpt-Signature are missing or not readable.',
  },
  SIGNATURE_OLD: {
    status: 401,
    say: 'The request was signed more than five minutes ago. Sign it again; check the clock.',
  },
  SIGNATURE_FUTURE: {
    status: 401,
    say: 'The request is signed more than five minutes ahead of our clock. Check yours.',
  },
  SIGNATURE_WRONG: { status: 401, say: 'The signature does not fit key, time and body. Sign the bytes that are sent.' },
} as const satisfies Record<string, { status: number; say: string }>
