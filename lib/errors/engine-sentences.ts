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
  KEYS_MANY: {
    status: 409,
    say: 'An account, and each of its members, has at most {most} keys that work. Revoke one that is no longer used.',
  },
  KEY_LIMIT_REACHED: {
    status: 429,
    say: 'The monthly limit of this key is used up. It works again from {resetsAt|time} on, or when its owner raises it.',
  },
  MEMBER_LIMIT_REACHED: {
    status: 429,
    say: 'The monthly limit of this member is used up. His keys work again from {resetsAt|time} on, or when the owner of the account raises it.',
  },
  MEMBER_NOT_FOUND: { status: 404, say: '{member|address} is no member of your account. Invite it first.' },
  MEMBER_THERE: { status: 409, say: '{member|address} is a member of your account already. Change its limit instead.' },
  MEMBER_SELF: { status: 400, say: 'This is the address that pays. A member has an address of its own.' },
  MEMBERS_MANY: { status: 409, say: 'An account has at most {most} members. Remove one that no longer needs it.' },
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

  // Metering: receipts
  BAD_RECEIPT: { status: 400, say: 'The field {field} of the receipt cannot be used.' },
  UNKNOWN_SERVICE: { status: 400, say: 'There is no such service. The names are in the rate card at /api/v1/prices.' },
  RECEIPT_TOO_OLD: { status: 400, say: 'The request began more than 24 hours ago: it is too late to report it.' },
  RECEIPT_IN_FUTURE: { status: 400, say: 'The request ends more than five minutes ahead of our clock. Check yours.' },
  REQUEST_ID_TAKEN: { status: 409, say: 'Another request was already reported under this id. Give each its own.' },
  PRICE_ABOVE_MAX: {
    status: 409,
    say: 'The price in force at the start is above the maxPrice of the request. Nothing was charged.',
  },
  PRICE_UNKNOWN: { status: 503, say: 'This service has no price yet. Report the request again in a few minutes.' },
  API_KEY_WRONG: { status: 400, say: 'The API key named by the receipt is not one of this account.' },
  USAGE_BUSY: {
    status: 503,
    say: 'Too many receipts are waiting to be written. Send the same batch again in {seconds|duration}.',
  },
  RECEIPT_NOT_FOUND: { status: 404, say: 'There is no receipt {requestId} of this gateway.' },
  CREDIT_TOO_LARGE: {
    status: 409,
    say: 'A credit note gives back at most what the receipt was charged and not yet given back.',
  },

  // Metering: disputes
  DISPUTE_OPEN: { status: 409, say: 'A dispute of this receipt is open already. It is decided by its deadline.' },
  DISPUTE_TOO_OLD: {
    status: 409,
    say: 'A receipt can be disputed for {limit|duration} after its request began. This one is older.',
  },
  DISPUTE_NOTHING_CHARGED: { status: 409, say: 'Nothing was charged for this request, so nothing can be given back.' },
  DISPUTE_NOT_FOUND: { status: 404, say: 'There is no dispute {id}.' },
  DISPUTE_DECIDED: { status: 409, say: 'This dispute was decided already. A decision stays.' },
  DISPUTE_OWN: { status: 403, say: 'Nobody decides a dispute of his own. Ask somebody else who holds the role.' },
  EPOCH_DISPUTE_OPEN: { status: 409, say: 'A dispute of this epoch is open already. It is answered by its deadline.' },
  EPOCH_DISPUTE_TOO_OLD: {
    status: 409,
    say: 'An epoch can be disputed for {limit|duration} after its end. This one is older.',
  },
  EPOCH_NOT_OVER: { status: 409, say: 'This epoch is not over. It can be disputed when it is.' },
  EVIDENCE_TOO_LARGE: { status: 413, say: 'The file is larger than {limit}. Cut it down to what shows the fault.' },
  EVIDENCE_KIND: { status: 415, say: 'Evidence is text, CSV, JSON, PDF, PNG or JPEG, by its content.' },

  // Metering: entitlements
  ENTITLEMENT_FORBIDDEN: {
    status: 403,
    say: 'Only its owner, signed in, or a gateway with its key may see what an address may use.',
  },

  // Providers
  PROVIDER_NOT_FOUND: { status: 404, say: 'No provider is registered as {provider|address}. Register first.' },
  PROVIDER_SIGNATURE: {
    status: 401,
    say: 'The signature is not that of {provider|address} over this message. Sign it again with the provider’s wallet.',
  },
  PROVIDER_MESSAGE_EXPIRED: { status: 401, say: 'The signed message is past its deadline. Sign a new one.' },
  PROVIDER_MESSAGE_EARLY: {
    status: 400,
    say: 'The signed message is from the future. Set the clock of your machine right, then sign again.',
  },
  PROVIDER_MESSAGE_LIFE: {
    status: 400,
    say: 'A signed message may live one hour at most. Sign one with a nearer deadline.',
  },
  PROVIDER_MESSAGE_OLD: {
    status: 409,
    say: 'A message as new as this one, or newer, was accepted before. Sign a new one if you want another change.',
  },
  MAINTENANCE_NOTICE: { status: 409, say: 'Maintenance is announced at least 24 hours ahead. Choose a later start.' },
  MAINTENANCE_TOO_MUCH: {
    status: 409,
    say: 'Maintenance is limited to 240 minutes in any 30 days. Choose a shorter time, or a later one.',
  },
  OBSERVATION_TIME: {
    status: 400,
    say: 'Observations are taken up to two days after their time and never before it[: {field}].',
  },

  // Metrics
  METRIC_AHEAD: {
    status: 404,
    say: 'The ledger is at block {block}, of {time|time}: it cannot say yet how things are at {asked}.',
  },
  METRIC_BEFORE: { status: 404, say: 'The ledger begins with block {first}: nothing of ours is older.' },
  METRIC_POINTS: { status: 400, say: 'This would be more than {most} points. Ask for fewer steps, or for one metric.' },

  // Reward roots
  EPOCH_NOT_FOUND: { status: 404, say: 'There are no inputs of {label} here.' },
  ROOT_NOT_FOUND: { status: 404, say: 'There is no reward root {root|hash} here.' },
} as const satisfies Record<string, { status: number; say: string }>
