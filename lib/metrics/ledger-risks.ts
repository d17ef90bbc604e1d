import { priceBefore } from '../db/account-alert-rows'
import { findLatestPrice, findLatestReconciliation } from '../db/overview-rows'
import type { RiskValues } from '../db/risk-record'
import { providerPool, topDepositors, topPayers } from '../db/risk-sources'
import { listLastPauses } from '../db/status-rows'
import { computeMetric, type MetricInputs } from '../domain/metric-values'
import type { MetricId } from '../domain/metrics'
import { isPaused } from '../domain/pause'
import type { RiskValue } from '../domain/risk'
import { coverageOf, differenceOf, driftOf, lagOf, liquidityOf, moveOf, shareOf } from '../domain/risk-values'
import { DAY, dateOf, secondsOf } from '../domain/time'
import { readActivityHistory } from './activity-history'
import { activityAt } from './activity-input'
import { readLedgerHistory } from './ledger-history'
import { ledgerAt } from './ledger-input'
import { atBlock, atEndBefore, windowOf } from './metric-point'
import { dayOf, type Snapshot } from './snapshot'

const NO_ROLLOVER = { reason: 'Not asked for.' }
const WINDOW_DAYS = 30

const REASONS = {
  none: 'No price was posted yet.',
  noOther: 'No price was posted a day ago.',
  paid: 'Nothing was paid in 30 days.',
  loaded: 'No credits were loaded in 30 days.',
}

/** Every indicator that the ledger tells, at the block of the snapshot. */
export async function readLedgerRisks(at: Snapshot): Promise<RiskValues> {
  const { db, chainId, time } = at
  const [now, before] = [atBlock(time), atEndBefore(dayOf(time, -WINDOW_DAYS))]
  const history = await readLedgerHistory(at, [now, before])
  const ledger = ledgerAt(history, now)
  const activity = activityAt(await readActivityHistory(at, [now], false), now, NO_ROLLOVER)
  const metric = (id: MetricId) => metricValue(id, { ledger, activity })
  const days = windowOf(now)
  const comparison = await findLatestReconciliation(db, chainId)
  return {
    price_move: await priceMove(at),
    liquidity: liquidityOf(ledger),
    top_payers: shareOf(await topPayers(db, chainId, days), REASONS.paid),
    top_depositors: shareOf(await topDepositors(db, chainId, days), REASONS.loaded),
    burn_emission_drift: driftOf(ledger.window, ledgerAt(history, before).window),
    pauses: { value: await countPauses(at) },
    reconciliation: differenceOf(
      comparison && { time: secondsOf(comparison.blockTime), difference: comparison.difference },
      secondsOf(time),
    ),
    indexer_lag: lagOf({ headTime: secondsOf(at.headTime), time: secondsOf(time) }),
    emission_runway: metric('runway_rate_days'),
    treasury_runway: metric('treasury_runway'),
    provider_coverage: coverageOf(ledger, await providerPool(db, chainId)),
    hhi: metric('hhi'),
    nakamoto_33: metric('nakamoto_33'),
  }
}

function metricValue(id: MetricId, inputs: MetricInputs): RiskValue {
  const { value, reason } = computeMetric(id, inputs)
  return value === null ? { value, reason: reason ?? '' } : { value }
}

async function priceMove({ db, chainId, time }: Snapshot): Promise<RiskValue> {
  const latest = await findLatestPrice(db, chainId)
  const dayAgo = await priceBefore(db, chainId, dateOf(secondsOf(time) - DAY))
  return moveOf(latest?.price ?? null, dayAgo, REASONS)
}

async function countPauses({ db, chainId, time }: Snapshot): Promise<string> {
  const pauses = await listLastPauses(db, chainId)
  return pauses.filter((pause) => isPaused(pause, secondsOf(time))).length.toString()
}
