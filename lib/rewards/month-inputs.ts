import type { Queryable } from '../db/connect'
import { findPriceAt, listNotes, listPaid, listReferred, protocolShare } from '../db/reward-month-rows'
import { listParameterEvents } from '../db/reward-source-rows'
import { type Month, monthBounds } from '../domain/month'
import { closesAt } from '../domain/referral'
import { dateOf } from '../domain/time'
import { type Earned, type MonthFacts, type MonthReading, monthEarned, monthInputsOf } from './month-assembly'
import { monthParameters } from './parameters'
import type { RunBasis } from './run-basis'

async function readFacts(db: Queryable, chainId: number, month: Month, price: bigint): Promise<MonthFacts> {
  const [start, end] = [dateOf(monthBounds(month).start), dateOf(monthBounds(month).end)]
  return {
    parameters: monthParameters(await listParameterEvents(db, chainId, end)),
    paid: await listPaid(db, chainId, end),
    notes: await listNotes(db, chainId),
    referred: await listReferred(db, chainId, dateOf(closesAt(month))),
    price,
    share: await protocolShare(db, chainId, start, end),
  }
}

/** What a month has earned so far, at a price (USD per CXPT in WAD): for the liability before it closes. */
export const readEarned = async (
  db: Queryable,
  chainId: number,
  month: Month,
  price: bigint,
): Promise<Record<Earned, bigint>> => monthEarned(await readFacts(db, chainId, month, price), month)

/**
 * The inputs of a month whose hold is over. Referral and loyalty together never get more than the month's protocol share: each its part, in
 * proportion to what was earned. Null without a price.
 */
export async function readMonthInputs(
  db: Queryable,
  month: Month,
  basis: RunBasis<Earned>,
  label?: string,
): Promise<MonthReading | null> {
  const price = await findPriceAt(db, basis.chainId, dateOf(closesAt(month)))
  if (price === null) return null
  return monthInputsOf(await readFacts(db, basis.chainId, month, price), month, basis, label)
}
