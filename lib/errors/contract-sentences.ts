/**
 * What a revert of our contracts means to a person. Grammar of `say` in render.ts: `{name|format}`, and `[…]` is left out when a value in
 * it is unknown.
 */
export const CONTRACT_ERRORS = {
  // Vault
  DEPOSIT_PAUSED: {
    status: 503,
    say: 'Loading credits is paused[ until {until|time}]. Spending, distributing and withdrawing credits go on.',
  },
  SPEND_PAUSED: {
    status: 503,
    say: 'Spending is paused[ until {until|time}]: no purchase, renewal, upgrade or settlement. Loading and withdrawing credits go on.',
  },
  DISTRIBUTE_PAUSED: {
    status: 503,
    say: 'Distribution is paused[ until {until|time}], and with it a change of the split while there is vault revenue. Everything users do goes on.',
  },
  CREDITS_INSUFFICIENT: { status: 409, say: 'You have {have|cxpt} CXPT of credits; this needs {want|cxpt-up} CXPT.' },
  SLIPPAGE: {
    status: 409,
    say: 'This costs {paid|cxpt-up} CXPT now, more than the {maxIn|cxpt} CXPT you allowed. Nothing was spent: look at the new price and confirm again.',
  },
  NO_WITHDRAWAL_REQUEST: { status: 409, say: 'No withdrawal was requested. Request one, and it unlocks a day later.' },
  WITHDRAWAL_LOCKED: {
    status: 409,
    say: 'This withdrawal unlocks on {unlockAt|time}. Your credits stay yours until then.',
  },
  DAILY_CAP_EXCEEDED: {
    status: 409,
    say: 'This settlement asks for {want|usd}, and {room|usd} are left of the daily cap. Nothing was settled.',
  },
  SPLIT_SUM: { status: 422, say: 'The four shares add up to {sum|bps}; they must be exactly 100.00%.' },
  PRICE_OUT_OF_BOUNDS: {
    status: 503,
    say: 'The price of {price|price} lies outside its allowed band, so nothing is charged by it. Withdrawing works.',
  },
  NOTHING_TO_DISTRIBUTE: { status: 409, say: 'There is no vault revenue to distribute.' },
  VAULT_NOT_PAUSED: { status: 409, say: 'That part of the Vault is not paused.' },

  // Oracle
  PRICE_STALE: { status: 503, say: 'No price since {postedAt|time}, so no quote. Withdrawing works.' },
  PRICE_DEVIATED: {
    status: 503,
    say: 'The feed says {feed|price} and the posted price is {posted|price}: too far apart, so no quote. Withdrawing works.',
  },
  SEQUENCER_DOWN: {
    status: 503,
    say: 'The network is only just back, so its price feed is not trusted yet and there is no quote. Withdrawing works.',
  },
  PRICE_STEP_TOO_LARGE: {
    status: 422,
    say: 'From {old|price} to {next|price} is a larger step than one post may take. Post a smaller one, or reset the price as PARAMS.',
  },
  PRICE_TOO_SOON: { status: 409, say: 'The next price may be posted from {nextAt|time}.' },
  ORACLE_BAD_CONFIG: {
    status: 422,
    say: 'This oracle configuration is refused: check the band, ages, step, interval and that each feed is a contract.',
  },

  // Subscriptions
  ALREADY_SUBSCRIBED: {
    status: 409,
    say: 'You already have a plan, to {end|day}. Upgrade it, or schedule a change for its next period.',
  },
  AUTO_RENEW_OFF: { status: 409, say: 'Automatic renewal is off for this account; only its owner can renew.' },
  NO_ACTIVE_PLAN: { status: 409, say: 'There is no active plan to change. Buy one first.' },
  NOT_PLAN_CUSTOMER: { status: 403, say: 'Plan {id} was made for another customer.' },
  PLAN_INACTIVE: { status: 409, say: 'Plan {id} is not offered any more. Choose another one.' },
  NOT_RENEWABLE: { status: 409, say: 'There is no period to renew. Buy a plan to start a new one.' },
  RENEW_TOO_EARLY: { status: 409, say: 'The period runs to {end|time}; it can be renewed from then on.' },
  NOT_UPGRADE: {
    status: 409,
    say: 'An upgrade needs a higher price and a larger allowance. Schedule a change instead.',
  },
  BAD_PLAN: {
    status: 422,
    say: 'A plan needs a price, an allowance, concurrency and a request rate above 0, and a rollover of at most 50.00%.',
  },
  RETIRE_NOTICE_TOO_SHORT: {
    status: 422,
    say: 'A plan is retired with 30 days of notice: {earliest|time} at the earliest.',
  },
  REFERRAL_CYCLE: { status: 409, say: 'You referred this account yourself, so it cannot be your referrer.' },
  ALREADY_REFERRED: { status: 409, say: 'Your referrer is already {referrer|address}.' },
  SELF_REFERRAL: { status: 409, say: 'You cannot refer yourself.' },
  REFERRAL_TOO_LATE: { status: 409, say: 'A referrer can be named only before the first spending.' },

  // Rewards
  REWARDS_PAUSED: {
    status: 503,
    say: 'Claims of {category|category} rewards are paused[ until {until|time}]. What you earned stays yours; the other categories go on.',
  },
  REWARDS_NOT_PAUSED: { status: 409, say: 'Rewards of the category {category|category} are not paused.' },
  NOTHING_TO_CLAIM: { status: 409, say: 'There is nothing to claim: everything up to this root was claimed already.' },
  INVALID_PROOF: {
    status: 409,
    say: 'This proof does not belong to the active root. A newer root may have been accepted: reload and try again.',
  },
  ROOT_NOT_SET: { status: 409, say: 'There is no active root of this category now. What you earned stays yours.' },
  ROOT_CHANGED: { status: 409, say: 'The root is {have|hash} now, not {want|hash}. Look at it again before deciding.' },
  ROOT_NOT_PENDING: { status: 409, say: 'No root is waiting in this category.' },
  ROOT_NOT_READY: {
    status: 409,
    say: 'The window of this root is open to {acceptAt|time}; it can be accepted from then on.',
  },
  ROOT_ZERO: { status: 422, say: 'A root cannot be zero.' },
  ROOT_TOTAL_DECREASED: { status: 422, say: 'The total of a root cannot fall from {old|cxpt} to {next|cxpt} CXPT.' },
  ROOT_STEP_TOO_LARGE: {
    status: 422,
    say: 'This root adds {step|cxpt-up} CXPT; at most {maxStep|cxpt} CXPT may be added at once.',
  },
  OVER_ALLOCATED: {
    status: 409,
    say: 'This needs {want|cxpt-up} CXPT, and {have|cxpt} CXPT are funded or vested for it.',
  },
  ALREADY_MIGRATED: { status: 409, say: 'Emission was migrated; nothing can be scheduled here any more.' },
  BAD_TRANCHE: { status: 422, say: 'A tranche needs an amount, and cannot end before it starts.' },
  TRANCHE_BEGUN: {
    status: 409,
    say: 'Tranche {id} has begun or was cancelled; only one that still lies ahead can be cancelled.',
  },
  TRANCHE_RETROACTIVE: { status: 422, say: 'A tranche cannot start in the past: {start|time} is over.' },
  EMISSION_CAP_EXCEEDED: {
    status: 422,
    say: 'This tranche of {want|cxpt-up} CXPT does not fit: {room|cxpt} CXPT of the 480,000,000 are unscheduled.',
  },
  TOO_MANY_TRANCHES: { status: 409, say: 'There are 64 tranches already, the most there can be.' },
  NOT_DEFUNDABLE: {
    status: 409,
    say: 'Funds of the category {category|category} belong to its earners and cannot be taken back.',
  },

  // Treasury
  BUCKET_INSUFFICIENT: { status: 409, say: '{bucket|bucket} holds {have|cxpt} CXPT; this needs {want|cxpt-up} CXPT.' },
  NOT_FUNDABLE: { status: 422, say: 'The treasury funds referral and loyalty rewards only, not {category|category}.' },
  SAME_BUCKET: { status: 422, say: 'Choose two different buckets.' },

  // Parameters, reports, faucet
  BAD_RATE: {
    status: 422,
    say: 'Rate {row} is refused: input price and unit must be above 0, and there are 64 rates at most.',
  },
  BAD_WEIGHT: { status: 422, say: 'Weight {row} is refused: it must be above 0, and there are 64 weights at most.' },
  DUPLICATE_SERVICE: { status: 422, say: 'The service {service|service} stands in the list twice.' },
  BAD_PRICING: {
    status: 422,
    say: 'These pricing parameters are refused: target between 0 and 1, factors within 0.5 to 2.0 and around 1.0, a daily move above 0.',
  },
  BAD_CURVE: {
    status: 422,
    say: 'This curve is refused: 2 to 8 knots, x rising strictly, y within the bounds of its kind.',
  },
  BAD_TIERS: { status: 422, say: 'Tiers need thresholds and shares that both rise strictly.' },
  TIERS_TOO_HIGH: { status: 422, say: 'The top tiers together would pay {sum|bps}; at most 20.00% is allowed.' },
  BAD_PHASE: { status: 409, say: 'The phase goes one step forward at a time: not from {from|phase} to {to|phase}.' },
  BAD_PERIOD: { status: 422, say: '{period} is not a reporting period: a month, quarter or year from 2020 on.' },
  SAME_REPORT: { status: 409, say: 'The latest version already has this hash.' },
  ZERO_HASH: { status: 422, say: 'A report cannot be anchored without a hash.' },
  FAUCET_EMPTY_TODAY: { status: 429, say: 'The faucet gave all it gives in a day. Next drip from {nextAt|time}.' },
  FAUCET_TOO_SOON: { status: 429, say: 'The faucet gives once in 24 hours. Your next drip is from {nextAt|time}.' },
  FAUCET_NOT_HERE: { status: 409, say: 'There is no faucet on chain {chainId}.' },

  // All contracts
  ZERO_AMOUNT: { status: 422, say: 'The amount must be above 0.' },
  ZERO_ADDRESS: { status: 422, say: 'The zero address cannot be used here.' },
  AUTHORITY_FIXED: { status: 409, say: 'The access manager of a contract can never be changed.' },

  // Token
  CXPT_INSUFFICIENT: { status: 409, say: 'The wallet holds {balance|cxpt} CXPT; this needs {needed|cxpt-up} CXPT.' },
  APPROVAL_INSUFFICIENT: {
    status: 409,
    say: 'Your approval covers {approved|cxpt} CXPT; this needs {needed|cxpt-up} CXPT. Your balance is not the problem: approve again.',
  },
  TOKEN_BAD_ADDRESS: { status: 422, say: 'The token refuses the address {address|address}.' },
  PERMIT_EXPIRED: { status: 409, say: 'The signed permit expired on {deadline|time}. Sign a new one.' },
  PERMIT_INVALID: { status: 409, say: 'The signed permit does not fit this account. Sign a new one.' },
  TOKEN_FAILED: { status: 409, say: 'The token refused the transfer.' },

  // Access manager
  ROLE_MISSING: { status: 403, say: '{account|address} does not hold the role this needs[: {roleId|role}].' },
  CALL_NOT_ALLOWED: {
    status: 403,
    say: '{caller|address} may not call this on {target|address}, or only after scheduling it.',
  },
  CANCEL_NOT_ALLOWED: {
    status: 403,
    say: '{account|address} may not cancel this: only who scheduled it, its guardian or an ADMIN can.',
  },
  DELAY_REQUIRED: { status: 409, say: 'This takes a delay of {delay|duration}: schedule it, then execute it.' },
  OPERATION_ALREADY_SCHEDULED: {
    status: 409,
    say: 'The same operation is in the queue already. Execute or cancel that one first.',
  },
  OPERATION_NOT_SCHEDULED: {
    status: 409,
    say: 'This operation is not in the queue: it was never scheduled, or was executed or cancelled already.',
  },
  OPERATION_NOT_READY: {
    status: 409,
    say: 'This operation is not ready yet[: it can be executed from {readyAt|time}].',
  },
  OPERATION_EXPIRED: { status: 409, say: 'This operation expired 7 days after it was ready. Schedule it again.' },
  ROLE_LOCKED: {
    status: 409,
    say: 'The role {roleId|role} belongs to the access manager itself and cannot be changed.',
  },
  FUNCTION_LOCKED: { status: 409, say: 'The function {selector} cannot be given to another role.' },
  RENOUNCE_NOT_CONFIRMED: { status: 422, say: 'A role is given up only by its own holder.' },

  // Of no use to a person, but never silent
  CONTRACT_INTERNAL: { status: 409, say: 'The contract refused this call ({name}). Nothing was changed.' },
} as const satisfies Record<string, { status: number; say: string }>
