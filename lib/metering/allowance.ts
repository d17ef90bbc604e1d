import { greater, lesser } from '../domain/money'
import { nextRollover } from '../domain/rollover'
import { GRACE } from '../domain/subscription'

/** A paid period as the ledger knows it now: upgrades are in `allowance` (tokens), `bps` and `priority`. */
export type PaidPeriod = {
  index: number
  startsAt: Date
  endsAt: Date
  allowance: bigint
  bps: bigint
  priority: number
  /** Renewed in time: what was left of the one before came along. Else it is a first one, or the first after a lapse. */
  isRenewal: boolean
}

/** Tokens used by index of the period. */
export type Used = ReadonlyMap<number, bigint>
export type Room = { rolled: bigint; fresh: bigint }

const GRACE_MS = Number(GRACE) * 1_000

export function periodAt(periods: readonly PaidPeriod[], at: Date): PaidPeriod | null {
  return periods.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt) ?? null
}

/** Whether an account has a plan at `at`, the three days included in which a period that ended can be renewed. */
export function planAt(periods: readonly PaidPeriod[], at: Date): PaidPeriod | null {
  const covering = periods.filter(
    ({ startsAt, endsAt }) => startsAt <= at && at.getTime() < endsAt.getTime() + GRACE_MS,
  )
  return covering.at(-1) ?? null
}

/** Tokens that were carried into each period, by index. `periods` in order of their index. */
export function rolledInto(periods: readonly PaidPeriod[], used: Used): Map<number, bigint> {
  const rolled = new Map<number, bigint>()
  let before: PaidPeriod | null = null
  for (const period of periods) {
    const carried: bigint =
      before && period.isRenewal
        ? nextRollover({
            allowance: before.allowance,
            rolled: rolled.get(before.index) ?? 0n,
            used: used.get(before.index) ?? 0n,
            nextAllowance: period.allowance,
            bps: before.bps,
          })
        : 0n
    rolled.set(period.index, carried)
    before = period
  }
  return rolled
}

/**
 * What of a period's allowance may still be used. A request that is reported after the renewal leaves alone what of the carried tokens was
 * used since: no token is used twice.
 */
export function roomIn(periods: readonly PaidPeriod[], used: Used, index: number): Room {
  const at = periods.findIndex((period) => period.index === index)
  const [period, next] = [periods[at], periods[at + 1]]
  if (!period) return { rolled: 0n, fresh: 0n }
  const rolled = rolledInto(periods, used)
  const carried = rolled.get(index) ?? 0n
  const spent = used.get(index) ?? 0n
  const takenAlong = next?.isRenewal ? lesser(used.get(next.index) ?? 0n, rolled.get(next.index) ?? 0n) : 0n
  const left = greater(period.allowance + carried - spent - takenAlong, 0n)
  const rolledLeft = lesser(greater(carried - spent, 0n), left)
  return { rolled: rolledLeft, fresh: left - rolledLeft }
}
