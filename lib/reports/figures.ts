import type { AccountName } from '../domain/buckets'
import type { MonthReport } from './month-report'
import type { RollForwardRow } from './sheet/supply-roll-forward'

/** What a month is about, in one row. Wei and micro-USD. */
export type MonthFigures = {
  payments: { count: number; usd: bigint; cxpt: bigint }
  distributed: { count: number; cxpt: bigint }
  /** `ofRevenue`: the part burned by distributions. */
  burned: { cxpt: bigint; ofRevenue: bigint }
  emission: { used: bigint; scheduled: bigint }
  credits: { opening: bigint; closing: bigint }
  circulating: { opening: bigint; closing: bigint }
}

export async function figuresOf(report: MonthReport): Promise<MonthFigures> {
  const [flows, supply, split, payments, emissions] = await Promise.all([
    report.ledger(),
    report.ledgerSupply(),
    report.split(),
    report.payments(),
    report.emissions(),
  ])
  const moved = (from: AccountName | null, to: AccountName) =>
    flows
      .filter((flow) => flow.to === to && (from === null || flow.from === from))
      .reduce((sum, { during }) => sum + during, 0n)
  const first = emissions.at(0)
  const last = emissions.at(-1)
  return {
    payments: { count: payments.payments, usd: payments.usd, cxpt: payments.amount },
    distributed: { count: split.length, cxpt: split.reduce((sum, { row }) => sum + row.total, 0n) },
    burned: { cxpt: moved(null, 'burned'), ofRevenue: moved('vault_revenue', 'burned') },
    emission: {
      used: (last?.used ?? 0n) - (first?.used ?? 0n),
      scheduled: (last?.vested ?? 0n) - (first?.vested ?? 0n),
    },
    credits: edgesOf(supply, 'vault_credits'),
    circulating: edgesOf(supply, 'circulating'),
  }
}

function edgesOf(supply: readonly RollForwardRow[], account: RollForwardRow['account']) {
  const row = supply.find((one) => one.account === account)
  return { opening: row?.opening ?? 0n, closing: row?.closing ?? 0n }
}
