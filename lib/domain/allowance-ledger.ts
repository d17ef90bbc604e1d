import { greater } from './money'
import { nextRollover, rolloverCap } from './rollover'

/** A paid period, in order of its index; tokens. `isRenewal`: what was left of the one before came along. */
export type LedgerPeriod = {
  index: number
  startsAt: Date
  endsAt: Date
  allowance: bigint
  bps: bigint
  isRenewal: boolean
}

/**
 * Rolled in + allowance − used = carried + expired. `running`: it lasts; `grace`: it ended and can still be renewed; `renewed`: the next one
 * took what may be carried; `lapsed`: nothing did. `carried` and `expired` are null while they are open.
 */
export type AllowanceRow = LedgerPeriod & {
  rolled: bigint
  used: bigint
  unused: bigint
  state: 'running' | 'grace' | 'renewed' | 'lapsed'
  carried: bigint | null
  expired: bigint | null
}

type Of = {
  periods: readonly LedgerPeriod[]
  /** By index of the period: tokens carried into it, tokens used in it. */
  rolled: ReadonlyMap<number, bigint>
  used: ReadonlyMap<number, bigint>
  now: Date
  /** Milliseconds after its end in which a period can be renewed. */
  graceMs: number
}

/** The newest period first. */
export function allowanceLedger({ periods, rolled, used, now, graceMs }: Of): AllowanceRow[] {
  return periods
    .map((period, place) => {
      const [r, u] = [rolled.get(period.index) ?? 0n, used.get(period.index) ?? 0n]
      const unused = greater(period.allowance + r - u, 0n)
      const row = { ...period, rolled: r, used: u, unused }
      const next = periods[place + 1]
      if (next) {
        const carried = next.isRenewal ? (rolled.get(next.index) ?? 0n) : 0n
        const state = next.isRenewal ? ('renewed' as const) : ('lapsed' as const)
        return { ...row, state, carried, expired: unused - carried }
      }
      if (now < period.endsAt) return { ...row, state: 'running' as const, carried: null, expired: null }
      if (now.getTime() < period.endsAt.getTime() + graceMs) {
        return { ...row, state: 'grace' as const, carried: null, expired: null }
      }
      return { ...row, state: 'lapsed' as const, carried: 0n, expired: unused }
    })
    .reverse()
}

/** What of the running period will come along when it is renewed for a plan of `nextAllowance` tokens, and the most that may. */
export function willCarry(
  { allowance, rolled, used, bps }: Pick<AllowanceRow, 'allowance' | 'rolled' | 'used' | 'bps'>,
  nextAllowance: bigint,
): { carries: bigint; cap: bigint } {
  return {
    carries: nextRollover({ allowance, rolled, used, nextAllowance, bps }),
    cap: rolloverCap({ allowance, nextAllowance, bps }),
  }
}

/** Tokens left at the end at the pace so far, rounded down to tokens; null in the first hour, when there is no pace yet. */
export function leftAtPace(
  {
    allowance,
    rolled,
    used,
    startsAt,
    endsAt,
  }: Pick<AllowanceRow, 'allowance' | 'rolled' | 'used' | 'startsAt' | 'endsAt'>,
  now: Date,
): bigint | null {
  const passed = BigInt(now.getTime() - startsAt.getTime())
  const whole = BigInt(endsAt.getTime() - startsAt.getTime())
  if (passed < 3_600_000n) return null
  return greater(allowance + rolled - (used * whole) / passed, 0n)
}
