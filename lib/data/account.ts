import 'server-only'
import type { Address } from 'viem'
import { type AccountState, readAccountState } from '../chain/account-state'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { type Plan, readPlans } from '../chain/plans-state'
import {
  type CreditSums,
  type DaySpent,
  findCredits,
  type HistoryCursor,
  type HistoryRow,
  listDaysSpent,
  listHistory,
  sumCredits,
} from '../db/account-rows'
import { findLatestPrice } from '../db/overview-rows'
import { type RenewalHorizon, renewalHorizon } from '../domain/subscription'
import { env } from '../env/env'
import { type Said, sayError } from '../errors/say'
import { LastKnown } from './last-known'
import { atOneBlock, dayOf, type Snapshot } from './snapshot'

export const HISTORY_PAGE = 25
/** Days of the chart of what was paid. */
const CHART_DAYS = 30

export type LedgerAccount = {
  block: bigint
  time: Date
  credits: bigint
  sums: CreditSums
  days: DaySpent[]
  /** First day of the chart. */
  since: string
  history: HistoryRow[]
  /** Where the next page begins; null on the last. */
  next: HistoryCursor | null
  price: bigint | null
}

export type ChainAccount = {
  state: AccountState
  plan: Plan | null
  nextPlan: Plan | null
  horizon: RenewalHorizon | null
}

export type AccountView = {
  address: Address
  ledger: LedgerAccount
  /** Set while the database is away: `ledger` is the last one read. */
  ledgerAway: Said | null
  /** Plan and pending acts, read from the chain at the ledger's block. */
  chain: ChainAccount | null
  /** The sentence when the chain is away: `chain` is the last one read, or null. */
  chainError: Said | null
}

/** Accounts looked at last. */
const KEPT = 200
const ledgers = new LastKnown<LedgerAccount>(KEPT)
const chains = new LastKnown<ChainAccount>(KEPT)

/** Public: what the chain knows of any address. Receipts, keys and notes are another matter and need the owner's session. */
export async function getAccount(address: Address, before?: HistoryCursor): Promise<AccountView> {
  const page = `${address} ${before?.block} ${before?.logIndex}`
  const { data: ledger, away: ledgerAway } = await ledgers.read(page, () =>
    atOneBlock((at) => readLedgerAccount(at, address, before)),
  )
  try {
    const { data: chain, away: chainError } = await chains.read(address, () => readChainAccount(address, ledger))
    return { address, ledger, ledgerAway, chain, chainError }
  } catch (error) {
    return { address, ledger, ledgerAway, chain: null, chainError: sayError(error) }
  }
}

async function readLedgerAccount(at: Snapshot, address: Address, before?: HistoryCursor): Promise<LedgerAccount> {
  const { db, chainId, time } = at
  const since = dayOf(time, 1 - CHART_DAYS)
  const rows = await listHistory(db, chainId, address, HISTORY_PAGE + 1, before)
  const history = rows.slice(0, HISTORY_PAGE)
  const last = history.at(-1)
  return {
    block: at.block,
    time,
    credits: await findCredits(db, chainId, address),
    sums: await sumCredits(db, chainId, address),
    days: await listDaysSpent(db, chainId, address, new Date(`${since}T00:00:00Z`)),
    since,
    history,
    next: rows.length > HISTORY_PAGE && last ? { block: last.blockNumber, logIndex: last.logIndex } : null,
    price: (await findLatestPrice(db, chainId))?.price ?? null,
  }
}

/** At the ledger's own block, so that both halves of the page are of one moment. */
async function readChainAccount(address: Address, { block, price }: LedgerAccount): Promise<ChainAccount> {
  const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID), blockNumber: block }
  const [state, { plans }] = await Promise.all([readAccountState(at, address), readPlans(at)])
  const { subscription } = state
  const planOf = (id: number) => plans.find((plan) => plan.id === id) ?? null
  const plan = planOf(subscription.plan)
  const nextPlan = subscription.nextPlan === 0 ? null : planOf(subscription.nextPlan)
  const renewed = nextPlan ?? plan
  const isRunning = state.status === 'active' || state.status === 'grace'
  const horizon =
    renewed && price !== null && isRunning
      ? renewalHorizon({
          available: state.available,
          usd: renewed.usd,
          price,
          end: subscription.end,
          renewCap: subscription.renewCap,
        })
      : null
  return { state, plan, nextPlan, horizon }
}

/** Rows read at once of a history that is written to a file. */
const EXPORT_PAGE = 1_000

/** Public. The whole history, newest first, page by page: a file is never the visible page only. */
export async function* streamHistory(address: Address): AsyncGenerator<HistoryRow[]> {
  let before: HistoryCursor | undefined
  for (;;) {
    const rows = await atOneBlock(({ db, chainId }) => listHistory(db, chainId, address, EXPORT_PAGE, before))
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < EXPORT_PAGE) return
    before = { block: last.blockNumber, logIndex: last.logIndex }
  }
}
