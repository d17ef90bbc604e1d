import type { SplitLeg } from './split'

/** Sums over the last 30 complete UTC days, wei. `allocated`: what the total of provider rewards grew by. */
export type LedgerWindow = {
  burned: bigint
  emissionUsed: bigint
  emissionClaimed: bigint
  treasuryReleased: bigint
  spent: bigint
  allocated: bigint
}

/** What the ledger says after one block. Amounts in wei, times in seconds. Null: not known, or not yet. */
export type LedgerInput = {
  time: bigint
  totalSupply: bigint
  /** By balance: donations are not circulating. */
  balances: { treasury: bigint; rewards: bigint; vault: bigint; dead: bigint }
  buckets: { reserve: bigint; operations: bigint; liquidity: bigint; protocol: bigint }
  emissionVested: bigint
  emissionUsed: bigint
  emissionClaimed: bigint
  treasuryReleased: bigint
  credits: { loaded: bigint; spent: bigint; outstanding: bigint }
  vaultRevenue: bigint
  payments: bigint
  /** End of the last tranche. */
  scheduleEnd: bigint | null
  /** Null while the ledger holds fewer than 30 complete days. */
  window: LedgerWindow | null
  /** Of all distributions: what each leg got, and Σ total · bps of the split in force at each. */
  distributed: { total: bigint; legs: Record<SplitLeg, { paid: bigint; weighted: bigint }> }
  /** Null for a block of the past. */
  headTime: bigint | null
  postedAt: bigint | null
  reconciliation: bigint | null
}

/** What was metered of one service. Units of the rate card; nano-USD; `listNano`: all units at the list price. */
export type ServiceUse = {
  service: string
  requests: bigint
  units: bigint
  covered: bigint
  chargeNano: bigint
  listNano: bigint
}

/** Sums over the last 30 complete UTC days. */
export type ActivityWindow = {
  /** What was settled and charged on chain, and the part of it that bought plans, micro-USD. */
  paidUsd: bigint
  planUsd: bigint
  /** Growth of the accepted totals at the prices of their acceptance, micro-USD; null when a price is missing. */
  providerUsd: bigint | null
  referralUsd: bigint | null
  loyaltyUsd: bigint | null
  services: readonly ServiceUse[]
  /** What was asked for and not paid for, by reason. */
  refusals: readonly { reason: string; count: bigint }[]
  /** What accepted provider roots added, wei by account; null when the leaves of one are not known. */
  earned: readonly bigint[] | null
  /** From the end of an epoch to the claim of what it added, seconds. */
  lags: readonly bigint[]
  /** Of epochs with published inputs: what they added, wei, and the minutes their providers were online. */
  online: { added: bigint; minutes: bigint }
  /** Plans whose time to renew ran out, and those of them that were renewed. */
  plans: { ended: bigint; renewed: bigint }
}

export type NoValue = { reason: string }

/** What users and providers did: receipts, probes, roots with their leaves. */
export type ActivityInput = {
  /** Null while the ledger holds fewer than 30 complete days. */
  window: ActivityWindow | null
  /** (served + queued) / capacity of the last hour, ppm, of the services that report capacity. */
  utilisation: readonly { service: string; ppm: bigint }[]
  pointsOutstanding: bigint | NoValue
  /** Rolled tokens by the day (UTC) on which they expire. */
  rollover: readonly { day: string; tokens: bigint }[] | NoValue
}

/** Sums over the last 30 complete UTC days: micro-USD, charges in nano-USD. */
export type AccountsWindow = {
  /** Of the prices of plans: what its tokens were used for, and what expired with them. */
  used: bigint
  expired: bigint
  /** Pay-per-use, less credit notes. */
  chargedNano: bigint
  /** Growth of the accepted totals at the prices of their acceptance; null when a price is missing. */
  loyaltyUsd: bigint | null
  providerUsd: bigint | null
}

/** What the accrual ledger says: revenue when it is earned, in USD. */
export type AccountsInput = {
  /** Null while the ledger holds fewer than 30 complete days. */
  window: AccountsWindow | null
  /** Paid for and not yet used, micro-USD: own tokens of periods, and carried ones. */
  deferred: { fresh: bigint; rolled: bigint } | NoValue
}
