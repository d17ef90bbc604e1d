import { toFunctionSelector } from 'viem'
import type { RenewalState } from '../chain/renewals'
import type { NewAlert } from '../db/alert-rows'
import { historyLine } from '../domain/history'
import { planName } from '../domain/plan-name'
import { formatTime } from '../domain/time'
import { formatCxpt } from '../domain/units'
import type { ErrorCode } from '../errors/table'

type Reason = { code: ErrorCode; signature: string; word: string; act: string }

/** Why a renewal can fail for a reason of the user's own, and what helps. `word` is the one of lib/domain/history. */
const REASONS: readonly Reason[] = [
  {
    code: 'CREDITS_INSUFFICIENT',
    signature: 'Insufficient(uint256,uint256)',
    word: 'insufficient',
    act: 'Load credits, and it is tried again.',
  },
  {
    code: 'SLIPPAGE',
    signature: 'Slippage(uint256,uint256)',
    word: 'slippage',
    act: 'Raise the limit for renewals, and it is tried again.',
  },
  { code: 'PLAN_INACTIVE', signature: 'PlanInactive(uint32)', word: 'inactive', act: 'Choose another plan.' },
]

/** Error selector in a `RenewalFailed` → our code of it. */
export const CODES_BY_SELECTOR: Readonly<Record<string, string>> = Object.fromEntries(
  REASONS.map(({ signature, code }) => [toFunctionSelector(signature), code]),
)

/** Whether a trial run failed for a reason of the user's own: not the price, not a pause, not that somebody was faster. */
export const isOwnFault = ({ failure }: RenewalState): boolean => REASONS.some(({ code }) => code === failure?.code)

/** Wei missing for a renewal, 0 when the credits suffice or there is no price. */
export const missingOf = ({ cost, available }: RenewalState): bigint =>
  cost !== null && cost > available ? cost - available : 0n

const cxpt = (wei: bigint) => `${formatCxpt(wei)} CXPT`
const lacking = (state: RenewalState) =>
  missingOf(state) > 0n ? ` ${cxpt(missingOf(state))} of credits are missing.` : ''

/** Told to the account when its renewal does not work. */
export function failureAlert(state: RenewalState): NewAlert {
  const reason = REASONS.find(({ code }) => code === state.failure?.code)
  const { say } = historyLine('RenewalFailed', {}, state.user, () => reason?.word ?? null)
  return {
    key: `renewal-failed ${state.user.toLowerCase()} ${state.end}`,
    severity: 'warning',
    say: `${say}.${lacking(state)} ${reason?.act ?? ''}`.trim(),
    detail: { end: state.end.toString(), code: state.failure?.code, plan: state.plan },
    account: state.user,
  }
}

/** Told to the account so many days before a renewal, with what it costs now. Null while there is no price. */
export function reminder(state: RenewalState, days: number): NewAlert | null {
  const { user, end, plan, cost, renewCap } = state
  if (cost === null) return null
  const when = `${planName(plan)} renews on ${formatTime(end)}, for ${cxpt(cost)} at the price of now.`
  const cap = cost > renewCap ? ` That is above your limit of ${cxpt(renewCap)} for renewals: raise it.` : ''
  const isShort = missingOf(state) > 0n
  return {
    key: `renewal-due ${user.toLowerCase()} ${end} ${days}`,
    severity: isShort || cap ? 'warning' : 'info',
    say: `${when}${isShort ? `${lacking(state)} Load them before.` : ''}${cap}`,
    detail: { end: end.toString(), plan, cost: cost.toString() },
    account: user,
  }
}
