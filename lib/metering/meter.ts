import { greater, lesser } from '../domain/money'
import { chargeNano, type Metered, type UnitPrices } from '../domain/price'
import { isCovered, type Service } from '../domain/service'
import { type PaidPeriod, periodAt, planAt, roomIn } from './allowance'

/** What is metered before anything else may be said about it. */
export type UsageFacts = Metered & { service: Service; startedAt: Date; maxPrice: bigint | null }

/** nano-USD, and the switch "credits pay for what the allowance does not cover". */
export type Meter = { chargedNano: bigint; creditNano: bigint; overage: boolean }
/** Everything a charge depends on besides the price. Changed by each receipt that is applied. */
export type AccountState = { meter: Meter; periods: readonly PaidPeriod[]; used: Map<number, bigint> }

/** TESTNET is free; pay-per-use opens in FULL. */
export type Phase = 'TESTNET' | 'MAINNET' | 'FULL'

/** Why a part was neither covered nor charged. */
export type Uncharged = 'free_phase' | 'phase' | 'overage_off'

export type Outcome = {
  periodIndex: number | null
  fromRolled: bigint
  fromFresh: bigint
  coveredInput: bigint
  coveredOutput: bigint
  /** nano-USD. */
  chargeNano: bigint
  reason: Uncharged | null
  /** Of the plan at the start of the request; 0 without one. */
  priority: number
}

/**
 * Meters one request: rolled tokens, then fresh ones, output before input because it is dearer; the rest is charged at `prices`, or not at
 * all where the user did not agree to pay (docs/decisions/009). Changes `state`. Null, and nothing changed, when something would be charged
 * above `maxPrice`.
 */
export function applyUsage(usage: UsageFacts, state: AccountState, prices: UnitPrices, phase: Phase): Outcome | null {
  const covered = isCovered(usage.service) ? coverFrom(usage, state) : NOTHING
  const rest = {
    inputUnits: usage.inputUnits - covered.coveredInput,
    outputUnits: usage.outputUnits - covered.coveredOutput,
  }
  const plan = planAt(state.periods, usage.startedAt)
  const reason = rest.inputUnits + rest.outputUnits > 0n ? unchargedBecause(usage.service, state, plan, phase) : null
  const charge = reason ? 0n : chargeNano(rest, prices)
  if (charge > 0n && usage.maxPrice !== null && greater(prices.input, prices.output) > usage.maxPrice) return null
  const { periodIndex, fromRolled, fromFresh } = covered
  if (periodIndex !== null) state.used.set(periodIndex, (state.used.get(periodIndex) ?? 0n) + fromRolled + fromFresh)
  const byCredit = lesser(state.meter.creditNano, charge)
  state.meter.creditNano -= byCredit
  state.meter.chargedNano += charge - byCredit
  return { ...covered, chargeNano: charge, reason, priority: plan?.priority ?? 0 }
}

type Covered = Pick<Outcome, 'periodIndex' | 'fromRolled' | 'fromFresh' | 'coveredInput' | 'coveredOutput'>
const NOTHING: Covered = { periodIndex: null, fromRolled: 0n, fromFresh: 0n, coveredInput: 0n, coveredOutput: 0n }

function coverFrom({ inputUnits, outputUnits, startedAt }: UsageFacts, { periods, used }: AccountState): Covered {
  const period = periodAt(periods, startedAt)
  if (!period) return NOTHING
  const room = roomIn(periods, used, period.index)
  const total = lesser(inputUnits + outputUnits, room.rolled + room.fresh)
  if (total === 0n) return NOTHING
  const fromRolled = lesser(total, room.rolled)
  const coveredOutput = lesser(total, outputUnits)
  return {
    periodIndex: period.index,
    fromRolled,
    fromFresh: total - fromRolled,
    coveredInput: total - coveredOutput,
    coveredOutput,
  }
}

function unchargedBecause(
  service: Service,
  { meter }: AccountState,
  plan: PaidPeriod | null,
  phase: Phase,
): Uncharged | null {
  if (phase === 'TESTNET') return 'free_phase'
  if (phase === 'MAINNET') return 'phase'
  return plan && isCovered(service) && !meter.overage ? 'overage_off' : null
}
