import { CLOSE_ERRORS } from './close-sentences'
import { CONSOLE_ERRORS } from './console-sentences'
import { CONTRACT_ERRORS } from './contract-sentences'
import { ENGINE_ERRORS } from './engine-sentences'

/** One table: code → HTTP status → the sentence a person reads. Grammar of `say`: render.ts. */
export const ERRORS = {
  ...CONTRACT_ERRORS,
  ...ENGINE_ERRORS,
  ...CONSOLE_ERRORS,
  ...CLOSE_ERRORS,

  // Wallet and transaction
  TX_REJECTED: { status: 400, say: 'You declined the request in your wallet. Nothing was sent.' },
  WALLET_NOT_CONNECTED: { status: 401, say: 'No wallet is connected. Connect one to go on.' },
  WALLET_BUSY: { status: 409, say: 'Your wallet already shows a request. Answer that one first.' },
  WALLET_ACCOUNT_CHANGED: {
    status: 409,
    say: 'Your wallet shows another account now[: {have|address} instead of {want|address}]. Switch back, or start again with this one.',
  },
  WALLET_UNSUPPORTED: { status: 400, say: 'Your wallet cannot do this[: {what}]. Try another way or another wallet.' },
  WRONG_NETWORK: {
    status: 409,
    say: 'Your wallet is on another network[ ({have})]. Switch it to {want} to go on.',
  },
  NETWORK_UNKNOWN_TO_WALLET: {
    status: 409,
    say: 'Your wallet does not know this network. Add it in the wallet, then try again.',
  },
  NO_GAS_MONEY: {
    status: 409,
    say: 'The wallet has too little {currency} to pay for gas. Send it some, then try again.',
  },
  TX_REVERTED: { status: 409, say: 'The transaction was refused by the contract. Only gas was spent[: {hash|hash}].' },
  TX_REPLACED: { status: 409, say: 'Another transaction took its place[: {hash|hash}]. This one did nothing.' },
  TX_CANCELLED: {
    status: 409,
    say: 'You cancelled the transaction in your wallet. It did nothing; only gas was spent.',
  },
  TX_DROPPED: {
    status: 409,
    say: 'The transaction never reached a block, and you have forgotten it. Nothing was spent. You can send it again.',
  },
  TX_NOT_CONFIRMED: {
    status: 504,
    say: 'Not confirmed yet[: {hash|hash}]. It may still go through, so look at it before sending again.',
  },
  GAS_TOO_HIGH: {
    status: 409,
    say: 'This call needs {gas} gas, more than the {maxGas} it may take. Nothing was sent; do less at once.',
  },
  FEE_TOO_HIGH: {
    status: 503,
    say: 'The network asks {fee} wei per gas, more than the {maxFee} we pay. Nothing was sent; it is tried again later.',
  },
  TX_NOT_FOUND: { status: 404, say: 'There is no transaction {hash|hash} on this chain.' },
  TX_NONCE: {
    status: 409,
    say: 'Your wallet has another transaction in between. Wait for it, or reset the wallet’s nonce.',
  },
  TX_FEE_TOO_LOW: {
    status: 409,
    say: 'The fee is below what the network takes now. Send it again with the fee your wallet proposes.',
  },
  SIMULATION_FAILED: { status: 409, say: 'A trial run of this call failed[: {reason}]. Nothing was sent.' },
  NOT_INDEXED_YET: {
    status: 202,
    say: 'Confirmed in block {block}. The ledger has not reached it yet; this page will catch up.',
  },
  QUOTE_EXPIRED: { status: 409, say: 'The quote is older than 60 seconds. Look at the new one and confirm again.' },
  BASE_MOVED: { status: 409, say: 'Proposed at {base}; it is {now} now.' },
  SAFE_UNAVAILABLE: {
    status: 503,
    say: 'The Safe did not answer. The proposal may still be there: look in the Safe before repeating it.',
  },

  // Chain, database, parts that are away
  RPC_AWAY: {
    status: 503,
    say: 'The chain does not answer now. Nothing was sent; try again in a moment.',
  },
  RPC_NO_HISTORY: { status: 503, say: 'The chain’s node does not keep block {block}. It needs a node with history.' },
  BLOCK_NOT_FOUND: { status: 404, say: 'There is no block {block} on this chain.' },
  NO_CONTRACT: { status: 500, say: '{name} is not deployed on chain {chainId}.' },
  NO_CODE: {
    status: 500,
    say: 'No contract answers at {address|address}. It may be another network, or a chain that was reset.',
  },
  CHAIN_UNKNOWN: { status: 500, say: 'Chain {chainId} is not configured here.' },
  CHAIN_MISMATCH: { status: 500, say: 'The node is on chain {have}, expected {want}.' },
  CHAIN_ANSWER: { status: 502, say: 'The chain’s answer to {what} could not be read.' },
  DATABASE_AWAY: {
    status: 503,
    say: 'The ledger’s database does not answer now. Nothing was lost; try again in a moment.',
  },
  LEDGER_EMPTY: { status: 503, say: 'The ledger holds no block of this chain yet.' },
  LEDGER_BEHIND: { status: 503, say: 'The ledger is at block {indexed}; this needs block {block}.' },
  LEDGER_HALTED: { status: 503, say: 'The ledger has halted[: {reason}]. What is shown is right up to block {block}.' },

  // Input
  BAD_INPUT: { status: 400, say: 'This input cannot be used[: {field}].' },
  BAD_ADDRESS: {
    status: 400,
    say: '“{value}” is not an address: 0x and 40 hexadecimal digits, with a right checksum when it has one.',
  },
  BAD_MONTH: { status: 400, say: '“{value}” is not a month: YYYY-MM, as in 2026-10.' },
  BAD_PAGE: { status: 400, say: '“{value}” is not a page: a whole number from 1.' },
  BAD_HASH: { status: 400, say: '“{value}” is not a hash: 0x and 64 hexadecimal digits.' },
  BAD_AMOUNT: { status: 400, say: '“{value}” is not an amount: digits and one point.' },
  AMOUNT_TOO_FINE: { status: 400, say: 'At most {decimals} decimals: a finer amount is refused, not rounded.' },
  BAD_BODY: { status: 400, say: 'The body is not valid JSON, or is not what this address takes.' },
  BODY_TOO_LARGE: { status: 413, say: 'The body is larger than {limit}.' },
  MONTH_NOT_CLOSED: { status: 409, say: '{month} is not over: its closing block is not final yet.' },
  BAD_QUARTER: { status: 400, say: '“{value}” is not a quarter: YYYY-Qn, as in 2026-Q3.' },
  QUARTER_NOT_CLOSED: { status: 409, say: '{quarter} is not over: {month} has no final closing block yet.' },
  BAD_YEAR: { status: 400, say: '“{value}” is not a year: YYYY, as in 2026.' },
  YEAR_NOT_CLOSED: { status: 409, say: '{year} has no month yet that is over.' },
  REASON_REQUIRED: { status: 422, say: 'Give a reason: it is stored with the operation.' },

  // Not there, not allowed
  NOT_FOUND: { status: 404, say: 'There is nothing here[: {what}].' },
  METRIC_NOT_FOUND: { status: 404, say: 'There is no metric “{id}”.' },
  MONTH_NOT_FOUND: { status: 404, say: 'The ledger has no month {month}.' },
  REPORT_NOT_FOUND: { status: 404, say: 'There is no report for {month}.' },
  SHEET_NOT_FOUND: { status: 404, say: 'There is no sheet “{sheet}”.' },
  OPERATION_NOT_FOUND: { status: 404, say: 'There is no operation {id|hash} on this chain.' },
  FORBIDDEN: { status: 403, say: 'Your wallet does not hold the role this needs[: {role}].' },
  METHOD_NOT_ALLOWED: { status: 405, say: 'This address does not take {method}.' },
  WRONG_ORIGIN: { status: 403, say: 'The request came from another site and was refused.' },

  // Sign-in
  SIGNED_OUT: { status: 401, say: 'You are signed out. Sign in with your wallet to go on.' },
  SESSION_EXPIRED: { status: 401, say: 'Your session has ended. Sign in again.' },
  SIGN_IN_FAILED: { status: 401, say: 'The signature was not accepted. Sign in again.' },
  SIGN_IN_EXPIRED: { status: 401, say: 'The sign-in request is older than five minutes. Sign in again.' },
  SIGN_IN_WRONG_CHAIN: {
    status: 401,
    say: 'The sign-in was made for another network. Switch your wallet and sign in again.',
  },

  RATE_LIMITED: { status: 429, say: 'Too many requests. Try again in {seconds|duration}.' },
  NOT_IN_PHASE: { status: 409, say: 'This opens in the phase {opens|phase}; it is {now|phase} now.' },
  READ_ONLY_VIEW: {
    status: 403,
    say: 'You are looking at {address|address}. Leave the read-only view to act with your own wallet.',
  },
  UNEXPECTED: { status: 500, say: 'Something failed that should not have. It was reported; try again.' },
} as const satisfies Record<string, { status: number; say: string }>

export type ErrorCode = keyof typeof ERRORS
