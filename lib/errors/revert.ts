import { type Abi, decodeErrorResult, type Hex } from 'viem'
import { type ContractName, errorsAbi } from '@/contracts-abi'
import { AppError } from './app-error'
import type { Value, Values } from './render'
import type { ErrorCode } from './table'

/** What is known of the call that reverted. `contract` is the one called (through `AccessManager.execute`: the target). */
export type CallContext = { contract?: ContractName; functionName?: string; values?: Values }

/** A code and the names of the error's arguments in the order of the ABI. */
type Rule = readonly [code: ErrorCode, ...args: string[]]
type Chooser = (context: CallContext, args: readonly Value[]) => Rule

/** Two contracts use one signature: the contract called decides. Calls of other contracts can only reach the Vault's or the oracle's. */
const by =
  (contract: ContractName, here: Rule, elsewhere: Rule): Chooser =>
  (context) =>
    context.contract === contract ? here : elsewhere

const PAUSE_CODES: readonly ErrorCode[] = ['DEPOSIT_PAUSED', 'SPEND_PAUSED', 'DISTRIBUTE_PAUSED']
const roleMissing: Rule = ['ROLE_MISSING', 'account', 'roleId']

/** Every custom error of `errorsAbi`; a test holds the two together. */
export const RULES: Record<string, Rule | Chooser> = {
  // Vault, and what a call of Subscriptions meets there
  CapExceeded: by('Rewards', ['EMISSION_CAP_EXCEEDED', 'want', 'room'], ['DAILY_CAP_EXCEEDED', 'want', 'room']),
  Insufficient: (_, args) =>
    args.length === 3 ? ['BUCKET_INSUFFICIENT', 'bucket', 'have', 'want'] : ['CREDITS_INSUFFICIENT', 'have', 'want'],
  NoRequest: ['NO_WITHDRAWAL_REQUEST'],
  NotPaused: by('Rewards', ['REWARDS_NOT_PAUSED', 'category'], ['VAULT_NOT_PAUSED', 'flag']),
  NotUnlocked: ['WITHDRAWAL_LOCKED', 'unlockAt'],
  OutOfBounds: ['PRICE_OUT_OF_BOUNDS', 'price'],
  Paused: (context, [flag]) =>
    context.contract === 'Rewards'
      ? ['REWARDS_PAUSED', 'category']
      : [PAUSE_CODES[Number(flag)] ?? 'CONTRACT_INTERNAL', 'flag'],
  Slippage: ['SLIPPAGE', 'paid', 'maxIn'],
  SplitSum: ['SPLIT_SUM', 'sum'],
  ZeroAddress: ['ZERO_ADDRESS'],
  ZeroAmount: (context) => (context.functionName === 'distribute' ? ['NOTHING_TO_DISTRIBUTE'] : ['ZERO_AMOUNT']),

  // Oracle
  BadConfig: ['ORACLE_BAD_CONFIG'],
  Deviated: ['PRICE_DEVIATED', 'feed', 'posted'],
  SequencerDown: ['SEQUENCER_DOWN'],
  Stale: ['PRICE_STALE', 'postedAt'],
  StepTooLarge: by('Rewards', ['ROOT_STEP_TOO_LARGE', 'step', 'maxStep'], ['PRICE_STEP_TOO_LARGE', 'old', 'next']),
  TooSoon: by('Faucet', ['FAUCET_TOO_SOON', 'nextAt'], ['PRICE_TOO_SOON', 'nextAt']),

  // Subscriptions
  AlreadySubscribed: ['ALREADY_SUBSCRIBED', 'end'],
  AutoRenewOff: ['AUTO_RENEW_OFF'],
  BadPlan: ['BAD_PLAN'],
  NotActive: ['NO_ACTIVE_PLAN'],
  NotCustomer: ['NOT_PLAN_CUSTOMER', 'id'],
  NoticeTooShort: ['RETIRE_NOTICE_TOO_SHORT', 'earliest'],
  NotRenewable: ['NOT_RENEWABLE'],
  NotUpgrade: ['NOT_UPGRADE'],
  PlanInactive: ['PLAN_INACTIVE', 'id'],
  ReferralCycle: ['REFERRAL_CYCLE'],
  AlreadyReferred: ['ALREADY_REFERRED', 'referrer'],
  RenewTooEarly: ['RENEW_TOO_EARLY', 'end'],
  SelfReferral: ['SELF_REFERRAL'],
  TooLate: ['REFERRAL_TOO_LATE'],

  // Rewards
  AlreadyMigrated: ['ALREADY_MIGRATED'],
  BadTranche: ['BAD_TRANCHE'],
  Begun: ['TRANCHE_BEGUN', 'id'],
  InvalidProof: ['INVALID_PROOF'],
  NoPending: ['ROOT_NOT_PENDING'],
  NotDefundable: ['NOT_DEFUNDABLE', 'category'],
  NothingToClaim: ['NOTHING_TO_CLAIM'],
  NotReady: ['ROOT_NOT_READY', 'acceptAt'],
  OverAllocated: ['OVER_ALLOCATED', 'want', 'have'],
  Retroactive: ['TRANCHE_RETROACTIVE', 'start'],
  RootChanged: ['ROOT_CHANGED', 'have', 'want'],
  RootNotSet: ['ROOT_NOT_SET'],
  TooMany: ['TOO_MANY_TRANCHES'],
  TotalDecreased: ['ROOT_TOTAL_DECREASED', 'old', 'next'],
  ZeroRoot: ['ROOT_ZERO'],

  // Treasury, parameters, reports, faucet
  NotFundable: ['NOT_FUNDABLE', 'category'],
  SameBucket: ['SAME_BUCKET'],
  BadCurve: ['BAD_CURVE'],
  BadPhase: ['BAD_PHASE', 'from', 'to'],
  BadPricing: ['BAD_PRICING'],
  BadRate: ['BAD_RATE', 'index'],
  BadTiers: ['BAD_TIERS'],
  BadWeight: ['BAD_WEIGHT', 'index'],
  DuplicateService: ['DUPLICATE_SERVICE', 'service'],
  TiersTooHigh: ['TIERS_TOO_HIGH', 'sum'],
  BadPeriod: ['BAD_PERIOD', 'period'],
  SameHash: ['SAME_REPORT'],
  ZeroHash: ['ZERO_HASH'],
  CapReached: ['FAUCET_EMPTY_TODAY', 'nextAt'],
  NotHere: ['FAUCET_NOT_HERE', 'chainId'],
  AuthorityFixed: ['AUTHORITY_FIXED'],

  // Token
  ERC20InsufficientAllowance: ['APPROVAL_INSUFFICIENT', 'spender', 'approved', 'needed'],
  ERC20InsufficientBalance: ['CXPT_INSUFFICIENT', 'holder', 'balance', 'needed'],
  ERC20InvalidApprover: ['TOKEN_BAD_ADDRESS', 'address'],
  ERC20InvalidReceiver: ['TOKEN_BAD_ADDRESS', 'address'],
  ERC20InvalidSender: ['TOKEN_BAD_ADDRESS', 'address'],
  ERC20InvalidSpender: ['TOKEN_BAD_ADDRESS', 'address'],
  ERC2612ExpiredSignature: ['PERMIT_EXPIRED', 'deadline'],
  ERC2612InvalidSigner: ['PERMIT_INVALID', 'signer', 'owner'],
  ECDSAInvalidSignature: ['PERMIT_INVALID'],
  ECDSAInvalidSignatureLength: ['PERMIT_INVALID'],
  ECDSAInvalidSignatureS: ['PERMIT_INVALID'],
  InvalidAccountNonce: ['PERMIT_INVALID'],
  SafeERC20FailedOperation: ['TOKEN_FAILED'],

  // Access manager
  AccessManagedInvalidAuthority: ['CONTRACT_INTERNAL'],
  AccessManagedRequiredDelay: ['DELAY_REQUIRED', 'caller', 'delay'],
  AccessManagedUnauthorized: roleMissing,
  AccessManagerAlreadyScheduled: ['OPERATION_ALREADY_SCHEDULED', 'operationId'],
  AccessManagerBadConfirmation: ['RENOUNCE_NOT_CONFIRMED'],
  AccessManagerExpired: ['OPERATION_EXPIRED', 'operationId'],
  AccessManagerInvalidInitialAdmin: ['CONTRACT_INTERNAL'],
  AccessManagerLockedFunction: ['FUNCTION_LOCKED', 'selector'],
  AccessManagerLockedRole: ['ROLE_LOCKED', 'roleId'],
  AccessManagerNotReady: ['OPERATION_NOT_READY', 'operationId'],
  AccessManagerNotScheduled: ['OPERATION_NOT_SCHEDULED', 'operationId'],
  AccessManagerUnauthorizedAccount: roleMissing,
  AccessManagerUnauthorizedCall: ['CALL_NOT_ALLOWED', 'caller', 'target', 'selector'],
  AccessManagerUnauthorizedCancel: ['CANCEL_NOT_ALLOWED', 'account', 'caller', 'target', 'selector'],
  AccessManagerUnauthorizedConsume: ['CONTRACT_INTERNAL'],

  // Library errors no valid call of ours meets
  AddressEmptyCode: ['CONTRACT_INTERNAL'],
  FailedCall: ['CONTRACT_INTERNAL'],
  InsufficientBalance: ['CONTRACT_INTERNAL'],
  InvalidShortString: ['CONTRACT_INTERNAL'],
  SafeCastOverflowedUintDowncast: ['CONTRACT_INTERNAL'],
  StringTooLong: ['CONTRACT_INTERNAL'],
}

/** `Error(string)` and `Panic(uint256)` are not of ours; viem adds them to every ABI when it decodes. */
export function fromRevert(data: Hex, context: CallContext, cause: unknown): AppError {
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: errorsAbi as Abi, data })
    if (errorName === 'Error') return failedTrial(String(args[0]), cause)
    if (errorName === 'Panic') return failedTrial(`panic ${String(args[0])}`, cause)
    return fromCustomError(errorName, args as readonly Value[], context, cause)
  } catch {
    // Not a selector of ours: a contract behind ours, or a chain with other contracts.
    return failedTrial(`unknown error ${data.slice(0, 10)}`, cause)
  }
}

export function fromCustomError(name: string, args: readonly Value[], context: CallContext, cause: unknown): AppError {
  const rule = RULES[name]
  if (!rule) return failedTrial(`unknown error ${name}`, cause)
  const [code, ...names] = typeof rule === 'function' ? rule(context, args) : rule
  const values: Record<string, Value | undefined> = { name }
  for (const [i, argument] of names.entries()) values[argument] = args[i]
  // People count rows from 1.
  if (values.index !== undefined) values.row = BigInt(String(values.index)) + 1n
  return new AppError(code, { ...values, ...context.values }, { cause })
}

export function failedTrial(reason: string | undefined, cause: unknown): AppError {
  return new AppError('SIMULATION_FAILED', { reason }, { cause })
}
