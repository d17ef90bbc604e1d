import { alertAccounts } from './account-alerts'
import { watch } from './alerts'
import { backUp } from './backup'
import type { JobContext, Outcome } from './context'
import { deliverAlerts } from './deliver'
import { distribute } from './distribution'
import { closeEpochs } from './epoch'
import { checkLedger, closeMonths } from './ledger-check'
import { recordFees } from './network-fees'
import { postPrice } from './price-posting'
import { publish } from './publish/publish'
import { renewSubscriptions } from './renewals'
import { retain } from './retention'
import { closeRewardMonths } from './reward-months'
import { publishRoots } from './rewards'
import { watchRisks } from './risk'
import type { Job } from './schedule'
import { moveServicePrices } from './service-prices'
import { settle } from './settlement'

/** What each entry of `JOB_LIST` does. Every one looks before it acts: a repetition changes nothing. */
export const RUN: Record<Job, (context: JobContext) => Promise<Outcome>> = {
  reconciliation: checkLedger,
  'month-boundaries': closeMonths,
  'network-fees': recordFees,
  distribution: distribute,
  'price-posting': postPrice,
  settlement: settle,
  'service-prices': moveServicePrices,
  'epoch-close': closeEpochs,
  'reward-months': closeRewardMonths,
  'reward-roots': publishRoots,
  renewals: renewSubscriptions,
  'account-alerts': alertAccounts,
  alerts: watch,
  risk: watchRisks,
  delivery: deliverAlerts,
  backup: backUp,
  publish,
  retention: retain,
}
