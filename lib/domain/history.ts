import { planName } from './plan-name'
import { formatDay, formatTime } from './time'
import { formatCxpt, formatUsd } from './units'

/** What happened to an account, as a person reads it. `wei` is what its credits or wallet gained (+) or lost (−). */
export type HistoryLine = { say: string; wei: bigint | null }

type Args = Record<string, unknown>

const big = (args: Args, name: string): bigint => BigInt(String(args[name] ?? 0))
const is = (args: Args, name: string, address: string) =>
  String(args[name] ?? '').toLowerCase() === address.toLowerCase()
const short = (value: unknown) => `${String(value).slice(0, 6)}…${String(value).slice(-4)}`
const cxpt = (wei: bigint) => `${formatCxpt(wei)} CXPT`

/** Selectors of the errors a renewal fails with for reasons of the user's own. */
const RENEWAL_REASONS: Record<string, string> = {
  insufficient: 'the credits did not cover it',
  slippage: 'it cost more than the limit set for renewals',
  inactive: 'the plan is no longer offered',
  off: 'renewal was off',
}

const SENTENCES: Record<
  string,
  (args: Args, account: string, reasonOf: (selector: string) => string | null) => HistoryLine
> = {
  Deposited: (args, account) => {
    const amount = big(args, 'amount')
    if (!is(args, 'to', account)) return { say: `Loaded credits for ${short(args.to)}`, wei: -amount }
    const from = is(args, 'from', account) ? '' : `, from ${short(args.from)}`
    return { say: `Credits loaded${from}`, wei: amount }
  },
  WithdrawalRequested: (args) => {
    const amount = big(args, 'amount')
    if (amount === 0n) return { say: 'Withdrawal request cancelled', wei: null }
    return {
      say: `Withdrawal of ${cxpt(amount)} asked for, possible from ${formatTime(big(args, 'unlockAt'))}`,
      wei: null,
    }
  },
  Withdrawn: (args, account) => {
    const amount = big(args, 'amount')
    if (!is(args, 'user', account)) return { say: `Received a withdrawal of ${short(args.user)}`, wei: amount }
    return {
      say: is(args, 'to', account) ? 'Credits withdrawn' : `Credits withdrawn to ${short(args.to)}`,
      wei: -amount,
    }
  },
  BudgetSet: (args) => {
    const usd = big(args, 'usdPerDay')
    const from = formatDay(big(args, 'fromDay') * 86_400n)
    return {
      say: usd === 0n ? 'Daily budget removed' : `Daily budget of ${formatUsd(usd)} set, from ${from}`,
      wei: null,
    }
  },
  Settled: (args) => ({ say: `Usage of ${formatUsd(big(args, 'usd'))} settled`, wei: -big(args, 'amount') }),
  Charged: (args) => ({ say: `Plan charged, ${formatUsd(big(args, 'usd'))}`, wei: -big(args, 'paid') }),
  Subscribed: (args) => ({
    say: `Subscribed to ${planName(Number(args.plan))}, to ${formatTime(big(args, 'end'))}`,
    wei: null,
  }),
  Renewed: (args) => ({ say: `${planName(Number(args.plan))} renewed, to ${formatTime(big(args, 'end'))}`, wei: null }),
  Upgraded: (args) => ({
    say: `Upgraded from ${planName(Number(args.from))} to ${planName(Number(args.to))}`,
    wei: null,
  }),
  ChangeScheduled: (args) => {
    const plan = Number(args.plan)
    return { say: plan === 0 ? 'Change of plan undone' : `Change to ${planName(plan)} from the next period`, wei: null }
  },
  AutoRenewSet: (args) => ({
    say: args.on ? `Renewal on, at most ${cxpt(big(args, 'renewCap'))} each` : 'Renewal off',
    wei: null,
  }),
  RenewalFailed: (args, _, reasonOf) => {
    const reason = reasonOf(String(args.reason))
    return { say: `A renewal failed${reason ? `: ${RENEWAL_REASONS[reason] ?? reason}` : ''}`, wei: null }
  },
  Referred: (args, account) => ({
    say: is(args, 'user', account) ? `Referred by ${short(args.referrer)}` : `Referred ${short(args.user)}`,
    wei: null,
  }),
  Claimed: (args) => ({ say: 'Rewards claimed', wei: big(args, 'amount') }),
}

/** `reasonOf` names the cause behind an error selector: insufficient, slippage, inactive, off, or the error's own name. */
export function historyLine(
  name: string,
  args: Args,
  account: string,
  reasonOf: (selector: string) => string | null = () => null,
): HistoryLine {
  return SENTENCES[name]?.(args, account, reasonOf) ?? { say: name, wei: null }
}
