import 'server-only'
import { database } from '../auth/database'
import type { AsOf } from '../chain/at'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { readOracleState } from '../chain/oracle-state'
import { type Plan, readPlans } from '../chain/plans-state'
import { readVaultState } from '../chain/vault-state'
import { pricesAt } from '../db/metering-price-history'
import { quoteCxpt } from '../domain/money'
import type { PriceList } from '../domain/workload'
import { env } from '../env/env'
import { type Said, sayError } from '../errors/say'
import { type Known, LastKnown } from './last-known'

/** What a plan costs now: wei, null without a price in force. */
export type Offer = Plan & { cxpt: bigint | null }

export type Offers = {
  asOf: AsOf
  offers: Offer[]
  /** Offered to one address each. */
  forCustomers: Offer[]
  /** USD per CXPT in WAD and when it was posted (seconds); null with the reason while there is none. */
  price: bigint | null
  postedAt: bigint
  noPrice: Said | null
}

const offers = new LastKnown<Offers>(1)

/**
 * Public. The plans offered to everybody, priced at one block: a live quote, so the chain is asked and not the ledger. While the chain is
 * away, the last ones read.
 */
export async function getOffers(): Promise<{ ok: true; offers: Known<Offers> } | { ok: false; error: Said }> {
  try {
    return { ok: true, offers: await offers.read('', readOffers) }
  } catch (error) {
    return { ok: false, error: sayError(error) }
  }
}

async function readOffers(): Promise<Offers> {
  const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }
  const { asOf, plans } = await readPlans(at)
  const pinned = { ...at, blockNumber: asOf.block }
  const vault = await readVaultState(pinned)
  const oracle = await readOracleState(pinned, vault.oracle)
  const { price } = oracle
  const offered = plans
    .filter(({ isOffered }) => isOffered)
    .map((plan) => ({ ...plan, cxpt: price === null ? null : quoteCxpt(plan.usd, price) }))
  return {
    asOf,
    offers: offered.filter(({ customer }) => customer === null),
    forCustomers: offered.filter(({ customer }) => customer !== null),
    price,
    postedAt: oracle.posted.at,
    noPrice: oracle.reason,
  }
}

/** Public. What a unit of each service costs this hour; services without a price are absent. The meter's own clock, as its prices go by. */
export async function getPriceList(): Promise<PriceList> {
  const rows = await pricesAt(database(), env.CHAIN_ID, new Date())
  return Object.fromEntries(rows.map(({ service, input, output, unit }) => [service, { input, output, unit }]))
}
