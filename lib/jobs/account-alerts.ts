import { RENEWALS_AT_ONCE, type RenewalState, readRenewals } from '../chain/renewals'
import { type CoveredAccount, listAccountsToWatch, listLowCredits, priceBefore } from '../db/account-alert-rows'
import { closeOthers, type NewAlert, raiseAlert } from '../db/alert-rows'
import { findLatestPrice } from '../db/overview-rows'
import { quoteCxpt } from '../domain/money'
import { DAY, dateOf, formatDay } from '../domain/time'
import { formatCxpt } from '../domain/units'
import type { JobContext, Outcome } from './context'
import { requireLive } from './live-ledger'

/** Accounts of one run. */
const MOST = 2_000
const KINDS = ['low-credits', 'coverage']
const cxpt = (wei: bigint) => `${formatCxpt(wei)} CXPT`

/** Tells accounts whose credits fell below what they asked to be told of, and those whose renewals the price of a day moved. */
export async function alertAccounts(context: JobContext): Promise<Outcome> {
  const { db, client, deployment } = context
  await requireLive(context)
  const { timestamp } = await client.getBlock()
  const low = await listLowCredits(db, deployment.chainId, MOST)
  const found = [...low.map(lowAlert), ...(await coverageAlerts(context, timestamp))]
  for (const alert of found) await raiseAlert(db, alert)
  await closeOthers(
    db,
    KINDS,
    found.map(({ key }) => key),
  )
  return { say: found.length === 0 ? 'nobody to tell' : `${found.length} told` }
}

function lowAlert({ account, credits, limit }: { account: string; credits: bigint; limit: bigint }): NewAlert {
  return {
    key: `low-credits ${account}`,
    severity: 'warning',
    say: `Your credits are ${cxpt(credits)}, below the ${cxpt(limit)} you asked to be told of. Load credits, or lower the limit.`,
    detail: { credits: credits.toString(), limit: limit.toString() },
    account,
  }
}

async function coverageAlerts({ db, client, deployment }: JobContext, now: bigint): Promise<NewAlert[]> {
  const { chainId } = deployment
  const [latest, before] = [await findLatestPrice(db, chainId), await priceBefore(db, chainId, dateOf(now - DAY))]
  if (!latest || before === null || latest.price === before) return []
  const accounts: CoveredAccount[] = await listAccountsToWatch(db, chainId, dateOf(now), MOST)
  const alerts: NewAlert[] = []
  for (let start = 0; start < accounts.length; start += RENEWALS_AT_ONCE) {
    const users = accounts.slice(start, start + RENEWALS_AT_ONCE).map(({ account }) => account)
    const { list } = await readRenewals({ client, deployment }, users)
    alerts.push(...list.flatMap((state) => coverageAlert(state, latest.price, before, now) ?? []))
  }
  return alerts
}

/** How many renewals the same credits cover at the price of now and at that of a day ago; null when it is the same number. */
export function coverageAlert(
  { user, autoRenew, available, cost, end }: Pick<RenewalState, 'user' | 'autoRenew' | 'available' | 'cost' | 'end'>,
  price: bigint,
  priceThen: bigint,
  now: bigint,
): NewAlert | null {
  if (!autoRenew || cost === null || cost === 0n) return null
  // What the plan costs in dollars: the quote was rounded up from it, so this is exact.
  const usd = (cost * price) / 10n ** 30n
  const [covers, covered] = [available / cost, available / quoteCxpt(usd, priceThen)]
  if (covers === covered) return null
  const count = (n: bigint) => `${n} renewal${n === 1n ? '' : 's'}`
  return {
    key: `coverage ${user.toLowerCase()} ${now / DAY}`,
    severity: covers === 0n ? 'warning' : 'info',
    say: `The price moved: your credits cover ${count(covers)} now, ${covered} a day ago. The next one is on ${formatDay(end)}, for ${cxpt(cost)} at the price of now.`,
    detail: { covers: covers.toString(), covered: covered.toString(), cost: cost.toString() },
    account: user,
  }
}
