import { type AccountName, HOLDER_BUCKETS, type Holder } from '../domain/buckets'
import { vested } from '../domain/emission'
import { emissionClaimed } from '../domain/emission-claimed'
import type { LedgerInput, LedgerWindow } from '../domain/metric-input'
import { greater } from '../domain/money'
import { SPLIT_LEGS, type SplitLeg } from '../domain/split'
import { secondsOf } from '../domain/time'
import { MAX_SUPPLY } from '../domain/units'
import { balanceIn, type LedgerHistory, readLedgerHistory } from './ledger-history'
import { atBlock, type MetricPoint, windowOf } from './metric-point'
import type { Snapshot } from './snapshot'

/** Everything the metrics of the ledger are computed from, at the block of the snapshot. */
export async function readMetricInput(at: Snapshot): Promise<LedgerInput> {
  const point = atBlock(at.time)
  return ledgerAt(await readLedgerHistory(at, [point]), point)
}

/** `point`: one of those the history was read for. */
export function ledgerAt(history: LedgerHistory, point: MetricPoint): LedgerInput {
  const lifetime = new Until(history, point.end === null ? null : point.until)
  const last = history.last[history.points.indexOf(point)]
  return {
    ...holdingsOf(lifetime),
    ...scheduleOf(history, point),
    time: secondsOf(point.time),
    emissionUsed: lifetime.flow('emission_used'),
    emissionClaimed: lifetime.emissionClaimed(),
    treasuryReleased: lifetime.flow('treasury_released'),
    payments: lifetime.flow('payments'),
    window: windowAt(history, point),
    distributed: distributedOf(history, lifetime),
    headTime: history.at.isPast || point.end !== null ? null : secondsOf(history.at.headTime),
    postedAt: last?.posting ? secondsOf(last.posting.at) : null,
    reconciliation: last?.comparison?.difference ?? null,
  }
}

/** Sums from the beginning until a day; until the block without one. */
class Until {
  constructor(
    private readonly history: LedgerHistory,
    readonly day: string | null,
  ) {}

  flow(metric: string, key?: string): bigint {
    const isAsked = (row: { metric: string; key: string }) =>
      row.metric === metric && (key === undefined || row.key === key)
    return this.history.flows.before(this.day, `${metric} ${key ?? '*'}`, (row) => (isAsked(row) ? row.value : null))
  }

  spent(): bigint {
    return this.flow('charged') + this.flow('settled')
  }

  balance(bucket: AccountName): bigint {
    return balanceIn(this.history, bucket, this.day)
  }

  /** `balanceOf` of a holder: its buckets and what was donated to it. */
  held(holder: Holder): bigint {
    const donated = this.history.donations.before(this.day, holder, (row) => (row.owner === holder ? row.value : null))
    const buckets: readonly AccountName[] = HOLDER_BUCKETS[holder]
    return buckets.reduce((sum, bucket) => sum + this.balance(bucket), donated)
  }

  /** Of the last provider root that was accepted. */
  providerTotal(): bigint {
    const end = this.day === null ? null : new Date(`${this.day}T00:00:00Z`)
    const roots = this.history.accepted.filter(
      ({ category, at }) => category === 'provider' && (end === null || at < end),
    )
    return roots.at(-1)?.total ?? 0n
  }

  emissionClaimed(): bigint {
    const claimed = this.flow('emission_claimed', 'provider')
    return emissionClaimed({ claimed, total: this.providerTotal(), used: this.flow('emission_used') })
  }
}

const holdingsOf = (lifetime: Until) => ({
  totalSupply: MAX_SUPPLY - lifetime.balance('burned'),
  balances: {
    treasury: lifetime.held('treasury'),
    rewards: lifetime.held('rewards'),
    vault: lifetime.held('vault'),
    dead: lifetime.balance('dead'),
  },
  buckets: {
    reserve: lifetime.balance('reserve'),
    operations: lifetime.balance('operations'),
    liquidity: lifetime.balance('liquidity'),
    protocol: lifetime.balance('protocol'),
  },
  credits: {
    loaded: lifetime.flow('loaded'),
    spent: lifetime.spent(),
    outstanding: lifetime.balance('vault_credits'),
  },
  vaultRevenue: lifetime.balance('vault_revenue'),
})

function scheduleOf({ tranches }: LedgerHistory, { time, end }: MetricPoint) {
  const isBefore = (at: Date) => end === null || at < end
  const inForce = tranches
    .filter(({ addedAt, cancelledAt }) => isBefore(addedAt) && !(cancelledAt && isBefore(cancelledAt)))
    .map(({ startsAt, endsAt, amount }) => ({ start: secondsOf(startsAt), end: secondsOf(endsAt), amount }))
  return {
    emissionVested: vested(inForce, secondsOf(time)),
    scheduleEnd: inForce.length === 0 ? null : inForce.map((tranche) => tranche.end).reduce(greater, 0n),
  }
}

function windowAt(history: LedgerHistory, point: MetricPoint): LedgerWindow | null {
  const span = windowOf(point)
  if (history.firstDay === null || history.firstDay > span.from) return null
  const [before, after] = [new Until(history, span.from), new Until(history, span.until)]
  const during = (of: (sums: Until) => bigint): bigint => of(after) - of(before)
  return {
    burned: during((sums) => sums.flow('burned')),
    emissionUsed: during((sums) => sums.flow('emission_used')),
    emissionClaimed: during((sums) => sums.emissionClaimed()),
    treasuryReleased: during((sums) => sums.flow('treasury_released')),
    spent: during((sums) => sums.spent()),
    allocated: during((sums) => sums.providerTotal()),
  }
}

/** Each distribution carries the version of the split that was in force. */
function distributedOf({ distributed, splits }: LedgerHistory, { day }: Until): LedgerInput['distributed'] {
  const versions = new Map(splits.map((split) => [BigInt(split.version), split]))
  const legOf = (leg: SplitLeg) => ({
    paid: distributed.before(day, leg, (row) => row[leg]),
    weighted: distributed.before(
      day,
      `weighted ${leg}`,
      (row) => row.value * BigInt(versions.get(row.version)?.[leg] ?? 0),
    ),
  })
  const [burn, protocol, operations, provider] = SPLIT_LEGS
  return {
    total: distributed.before(day, 'total', ({ value }) => value),
    legs: {
      burn: legOf(burn),
      protocol: legOf(protocol),
      operations: legOf(operations),
      provider: legOf(provider),
    },
  }
}
